/** CSL-JSON: a list of items, one item, or an object that holds a list of them. */
import { readCsl } from '../../../shared/csl-read.ts';
import { Refusal } from '../../../shared/result.ts';
import { decodeText } from '../decode.ts';
import { nameInSentence } from '../reader.ts';
import { finishRecord, MAX_RECORDS, newDraft, tagsFrom, type RecordReader } from './record.ts';

export const CSL_JSON = 'application/vnd.citationstyles.csl+json';

/** Deepest nesting that is read; items have four levels. */
const MAX_DEPTH = 60;

/** Says whether a text of JSON nests too deep, without parsing it. */
function tooDeep(json: string): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < json.length; index += 1) {
    const char = json.charCodeAt(index);
    if (char === 0x5c) index += 1;
    else if (char === 0x22) inText = !inText;
    else if (inText) continue;
    else if (char === 0x5b || char === 0x7b) depth += 1;
    else if (char === 0x5d || char === 0x7d) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return [];
  if ('items' in value && Array.isArray(value.items)) return value.items;
  if ('references' in value && Array.isArray(value.references)) return value.references;
  return [value];
}

/** Says whether a value is like an item: it has a title or a type and somebody or some date. */
function isItem(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'title' in value ||
    ('type' in value && ('author' in value || 'issued' in value || 'id' in value))
  );
}

/** Reads CSL-JSON. Throws `reader-failed` for what is no JSON, `empty` when no item is in it. */
export const readCslJson: RecordReader = (request) => {
  const name = nameInSentence(request.name);
  const { text, warnings } = decodeText(request);
  if (tooDeep(text)) {
    throw new Refusal(
      'reader-failed',
      `${name} is nested deeper than CSL-JSON ever is. Export it again, or choose another file.`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'reader-failed',
      `${name} is no valid JSON (${reason.slice(0, 200)}). Export it again, or choose another file.`,
    );
  }
  const items = itemsOf(value);
  const read = items
    .filter(isItem)
    .slice(0, MAX_RECORDS)
    .flatMap((item, index) => {
      const found = readCsl(item);
      if (found === undefined) return [];
      const draft = newDraft();
      draft.csl = found.csl;
      if (found.id !== undefined) {
        draft.csl['citation-key'] ??= found.id;
        draft.names.push(found.id);
      }
      if (found.csl.keyword !== undefined) draft.tags.push(...tagsFrom(found.csl.keyword));
      if (found.dropped.length > 0) {
        draft.warnings.push(
          `These fields made no sense and were left out: ${found.dropped.slice(0, 10).join(', ')}.`,
        );
      }
      return [finishRecord(request, CSL_JSON, draft, index + 1)];
    });
  const [first] = read;
  if (first === undefined) {
    throw new Refusal('empty', `${name} holds no reference in CSL-JSON. Choose another file.`);
  }
  const others = items.length - read.length;
  first.warnings.unshift(...warnings);
  if (others > 0)
    first.warnings.push(
      `${others === 1 ? 'One entry' : `${others} entries`} of ${name} were no references and were left out.`,
    );
  return read;
};
