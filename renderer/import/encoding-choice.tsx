import type { ImportItem } from '../../shared/imports.ts';
import { OneOf } from '../dialogs/choices.tsx';

interface EncodingChoiceProps {
  encoding: NonNullable<ImportItem['encoding']>;
  onChange: (encoding: string) => void;
}

/** Asks in which encoding a text is, with how it would read in each. */
export function EncodingChoice({ encoding, onChange }: EncodingChoiceProps) {
  const { used, candidates } = encoding;
  const isAmong = candidates.some((candidate) => candidate.encoding === used);
  const all = isAmong ? candidates : [{ encoding: used, sample: '' }, ...candidates];
  return (
    <OneOf
      legend="Which of these reads right?"
      value={used}
      onChange={onChange}
      options={all.map(({ encoding: name, sample }) => ({
        value: name,
        label: name,
        ...(sample === '' ? {} : { explanation: `“${sample}”` }),
      }))}
    />
  );
}
