/** Fields that entries of BibTeX take over from others: `crossref` and BibLaTeX's `xdata`. */
import type { BibEntry } from './bibtex-parse.ts';

/** What belongs to an entry alone (BibLaTeX manual, appendix B). */
const OWN = new Set([
  'abstract',
  'annotation',
  'annote',
  'crossref',
  'doi',
  'entryset',
  'entrysubtype',
  'execute',
  'file',
  'ids',
  'indextitle',
  'keywords',
  'label',
  'note',
  'options',
  'presort',
  'related',
  'relatedstring',
  'relatedtype',
  'shortauthor',
  'shorteditor',
  'shorthand',
  'shorttitle',
  'sortkey',
  'sorttitle',
  'title',
  'titleaddon',
  'subtitle',
  'xdata',
  'xref',
]);

const IN_BOOK = new Set([
  'inbook',
  'bookinbook',
  'suppbook',
  'incollection',
  'suppcollection',
  'inproceedings',
  'conference',
  'inreference',
]);
const MAX_STEPS = 8;

/** What a field of a parent is called in a child. */
function inherited(child: string, parent: string, field: string): string | undefined {
  if (IN_BOOK.has(child) && parent !== 'xdata') {
    if (field === 'title' || field === 'subtitle' || field === 'titleaddon') return `book${field}`;
    if (field === 'author' && /^(?:inbook|bookinbook|suppbook)$/.test(child)) return 'bookauthor';
    if (field === 'author') return undefined;
  }
  if ((child === 'article' || child === 'suppperiodical') && parent === 'periodical') {
    if (field === 'title' || field === 'subtitle') return `journal${field}`;
  }
  return OWN.has(field) ? undefined : field;
}

/**
 * The fields of every entry with what it takes over. Entries that refer to each other in a ring
 * take over nothing twice; what refers to nothing is told in `warnings`.
 */
export function inheritFields(
  entries: readonly BibEntry[],
  warnings: string[],
): ReadonlyArray<ReadonlyMap<string, string>> {
  const byKey = new Map<string, BibEntry>();
  for (const entry of entries) {
    if (!byKey.has(entry.key.toLowerCase())) byKey.set(entry.key.toLowerCase(), entry);
  }
  return entries.map((entry) => {
    if (!entry.fields.has('crossref') && !entry.fields.has('xdata')) return entry.fields;
    const fields = new Map(entry.fields);
    const seen = new Set([entry]);
    let waiting = [{ entry, child: entry.type }];
    for (let step = 0; waiting.length > 0 && step < MAX_STEPS; step += 1) {
      const next: typeof waiting = [];
      for (const from of waiting) {
        const crossref = from.entry.fields.get('crossref')?.split(',') ?? [];
        const xdata = from.entry.fields.get('xdata')?.split(',') ?? [];
        for (const key of [...crossref, ...xdata]
          .map((one) => one.trim())
          .filter(Boolean)
          .slice(0, 50)) {
          const parent = byKey.get(key.toLowerCase());
          if (parent === undefined) {
            warnings.push(
              `The entry “${entry.key.slice(0, 80)}” in line ${entry.line} refers to “${key.slice(0, 80)}”, which is not in the file.`,
            );
            continue;
          }
          if (seen.has(parent)) continue;
          seen.add(parent);
          for (const [name, value] of parent.fields) {
            const own = inherited(from.child, parent.type, name);
            if (own !== undefined && own !== 'crossref' && !fields.has(own)) fields.set(own, value);
          }
          next.push({ entry: parent, child: entry.type });
        }
      }
      waiting = next;
    }
    return fields;
  });
}
