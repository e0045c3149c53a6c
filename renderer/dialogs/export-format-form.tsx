import type { ExportOptions } from '../../shared/domain.ts';
import {
  EXPORT_FORMAT_IDS,
  exportFormat,
  type ExportFormatId,
} from '../../shared/export-formats.ts';
import { OneOf } from './choices.tsx';
import styles from './export-dialog.module.css';
import { Field } from './field.tsx';

function lowerFirst(text: string): string {
  return text.replace(/^./, (first) => first.toLowerCase());
}

interface FormatSelectProps {
  value: ExportFormatId;
  /** Whether it is chosen sources that are exported. */
  ofSources: boolean;
  onChange: (format: ExportFormatId) => void;
}

/** Chooses what kind of file is made, and says what is in it and what it leaves out. */
export function FormatSelect({ value, ofSources, onChange }: FormatSelectProps) {
  const { holds, loses } = exportFormat(value);
  return (
    <Field
      label="Format"
      hint={
        <>
          {holds}
          {loses !== undefined && (
            <span className={styles.loses}>
              <strong>It leaves out</strong> {lowerFirst(loses)}
            </span>
          )}
        </>
      }
    >
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={({ target }) => {
            const chosen = EXPORT_FORMAT_IDS.find((format) => format === target.value);
            if (chosen !== undefined) onChange(chosen);
          }}
        >
          {EXPORT_FORMAT_IDS.filter((format) => !ofSources || exportFormat(format).ofSources).map(
            (format) => (
              <option key={format} value={format}>
                {exportFormat(format).name}
              </option>
            ),
          )}
        </select>
      )}
    </Field>
  );
}

interface CardSidesProps {
  options: ExportOptions;
  onChange: (options: ExportOptions) => void;
}

/** Which side of a card has to be remembered. */
export function CardSides({ options, onChange }: CardSidesProps) {
  return (
    <OneOf
      legend="What the front of a card shows"
      options={[
        {
          value: 'comment',
          label: 'The quotation',
          explanation: 'Your comment is the answer.',
        },
        {
          value: 'quotation',
          label: 'Your comment',
          explanation: 'The quotation is the answer.',
        },
      ]}
      value={options.hides}
      onChange={(hides) => onChange({ ...options, hides })}
    />
  );
}
