import type { ExportOptions } from '../../shared/domain.ts';
import { AnyOf, OneOf, YesOrNo } from './choices.tsx';
import { EXTENTS } from './export-choice.ts';

interface ExportOptionsFormProps {
  options: ExportOptions;
  onChange: (options: ExportOptions) => void;
}

/** What is to be printed, and on which paper. */
export function ExportOptionsForm({ options, onChange }: ExportOptionsFormProps) {
  const { sources, annotations, notes, extent, paper } = options;
  return (
    <>
      <AnyOf legend="Include">
        <YesOrNo
          label="Notes"
          explanation="In the order of the outline, before the sources."
          checked={notes}
          onChange={(checked) => onChange({ ...options, notes: checked })}
        />
        <YesOrNo
          label="Sources"
          explanation="With their highlights tinted and numbered."
          checked={sources}
          onChange={(checked) => onChange({ ...options, sources: checked })}
        />
        <YesOrNo
          label="Comments on highlights"
          explanation="Under the paragraph they belong to."
          checked={annotations && sources}
          disabled={!sources}
          onChange={(checked) => onChange({ ...options, annotations: checked })}
        />
      </AnyOf>
      <OneOf
        legend="How much of each source"
        options={EXTENTS}
        value={extent}
        disabled={!sources}
        onChange={(value) => onChange({ ...options, extent: value })}
      />
      <OneOf
        legend="Paper"
        inline
        options={[
          { value: 'a4', label: 'A4' },
          { value: 'letter', label: 'Letter' },
        ]}
        value={paper}
        onChange={(value) => onChange({ ...options, paper: value })}
      />
    </>
  );
}
