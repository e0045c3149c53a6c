import { ENCODINGS } from '../../shared/encodings.ts';
import type { ImportItem } from '../../shared/imports.ts';
import { OneOf } from '../dialogs/choices.tsx';
import { Field } from '../dialogs/field.tsx';

interface EncodingChoiceProps {
  encoding: NonNullable<ImportItem['encoding']>;
  onChange: (encoding: string) => void;
}

/**
 * Asks in which encoding a text is, with how it would read in each; where that is hardly in doubt, a
 * field to choose another in.
 */
export function EncodingChoice({ encoding, onChange }: EncodingChoiceProps) {
  const { used, sure, candidates } = encoding;
  if (sure) {
    return (
      <Field label="Encoding" hint="Choose another where the text reads wrong.">
        {(control) => (
          <select {...control} value={used} onChange={({ target }) => onChange(target.value)}>
            {[...new Set([used, ...ENCODINGS])].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
      </Field>
    );
  }
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
