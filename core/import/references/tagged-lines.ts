/** Files of lines that begin with a tag, as RIS and MEDLINE write them, into records. */

export interface TaggedRecord {
  /** Where it begins, counted from 1. */
  line: number;
  /** Tag and value in their order; a value of several lines keeps its line ends. */
  fields: Array<readonly [tag: string, value: string]>;
}

export interface TaggedFile {
  records: TaggedRecord[];
  /** Lines before the first record that are not empty. */
  stray: number;
}

/** Longest value and most fields of a record that are kept. */
const MAX_VALUE = 200_000;
const MAX_FIELDS = 20_000;
const MAX_RECORDS = 50_000;

export interface TaggedForm {
  /** A line with a tag: tag and value are its groups. */
  line: RegExp;
  /** The tag that every record begins with. */
  begins: string;
  /** The tag that ends a record, where there is one. */
  ends?: string;
}

/** Takes a file apart; lines without a tag continue the value before them. */
export function parseTagged(text: string, { line: pattern, begins, ends }: TaggedForm): TaggedFile {
  const records: TaggedRecord[] = [];
  let current: TaggedRecord | undefined;
  let pieces: string[] = [];
  let length = 0;
  let tag = '';
  let stray = 0;
  const finishField = (): void => {
    if (current !== undefined && tag !== '' && current.fields.length < MAX_FIELDS) {
      current.fields.push([tag, pieces.join('\n').trim()]);
    }
    tag = '';
    pieces = [];
    length = 0;
  };
  for (const [index, raw] of text.split(/\r\n?|\n/).entries()) {
    const match = pattern.exec(raw.slice(0, MAX_VALUE));
    if (match === null) {
      const more = raw.trim();
      if (current === undefined) stray += more === '' ? 0 : 1;
      else if (tag !== '' && more !== '' && length < MAX_VALUE) {
        pieces.push(more.slice(0, MAX_VALUE));
        length += more.length;
      }
      continue;
    }
    finishField();
    const [, found = '', value = ''] = match;
    if (found === begins) {
      // A record whose end is missing ends where the next one begins.
      if (records.length >= MAX_RECORDS) break;
      current = { line: index + 1, fields: [] };
      records.push(current);
    } else if (found === ends) {
      current = undefined;
      continue;
    } else if (current === undefined) {
      stray += 1;
      continue;
    }
    tag = found;
    pieces = [value];
    length = value.length;
  }
  finishField();
  return { records, stray };
}
