/** Pasted reference lists, read by the readers of files in their own thread. */
import type { ReadReference } from '../../shared/citations.ts';
import { Refusal } from '../../shared/result.ts';
import { REFERENCE_FORMATS } from '../import/references/formats.ts';
import type { Notebook } from '../notebook.ts';

/** Most references that are given back; a longer list is a file to import. */
const MAX_REFERENCES = 1000;

/** Reads pasted text as the reference list that it looks like; refused when it looks like none. */
export async function readReferences(
  { readers }: Pick<Notebook, 'readers'>,
  text: string,
): Promise<ReadReference[]> {
  const bytes = new TextEncoder().encode(text.trim());
  const format = REFERENCE_FORMATS.find(({ looksLike }) => looksLike?.(bytes) === true);
  if (format === undefined) {
    const names = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
      REFERENCE_FORMATS.map(({ name }) => name),
    );
    throw new Refusal(
      'unsupported-format',
      `This is no reference in ${names}. Copy the whole entry, from its first line to its last.`,
    );
  }
  const { sources } = await readers.readAll({ name: '', bytes }, { mediaType: format.mediaType });
  return sources.slice(0, MAX_REFERENCES).map(({ csl, tags = [], warnings }) => ({
    format: format.name,
    csl,
    tags,
    warnings,
  }));
}
