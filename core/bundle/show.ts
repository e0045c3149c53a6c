/** A comparison as people read it: what each thing is called, and what differs in it. */
import type {
  BundleChange,
  BundleChoice,
  BundleItemView,
  BundleKind,
  BundlePreview,
} from '../../shared/bundle/preview.ts';
import { CITATION_LOCALES } from '../../shared/citations.ts';
import { lastChange } from '../../shared/bundle/seen.ts';
import { dateText, nameText, type CslDate, type CslName } from '../../shared/csl.ts';
import { richTextToPlain, type RichText } from '../../shared/rich-text.ts';
import { identifiersOf } from '../duplicates/identifiers.ts';
import { listStyles } from '../citations/citing.ts';
import type { Notebook } from '../notebook.ts';
import type { ReadableDB } from '../store/connection.ts';
import {
  findByIdentifier,
  findSameFile,
  findSameText,
  type Lookalike,
} from '../store/fingerprints.ts';
import { listLabels } from '../store/labels.ts';
import { titleOf } from '../store/titles.ts';
import { sha256Of } from '../file-store.ts';
import { layoutDocument } from '../../shared/document.ts';
import { cslSchema } from '../../shared/csl.ts';
import { changesAnything, planBundle } from './plan.ts';
import type { Compared } from './compare.ts';
import { currentItem } from './gather.ts';
import { canGo, type AnchoredPassage, type Item } from './kinds.ts';
import { titleOfItem, type Bundle, type BundleItem } from './read.ts';

/** As much of a text as a preview shows. */
const SHOWN = 400;
/** So many blocks of a source are looked at for its beginning: laying out a long one takes a while. */
const FIRST_BLOCKS = 20;

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN).toWellFormed()}…` : line;
}

function richText(value: unknown): string {
  return cut(richTextToPlain(value as RichText));
}

/** A CSL value in words: names, a date, or what it says. */
function cslText(value: unknown): string {
  if (Array.isArray(value)) return value.map((name) => nameText(name as CslName)).join('; ');
  if (typeof value === 'object' && value !== null) {
    return 'date-parts' in value || 'literal' in value
      ? dateText(value as CslDate)
      : JSON.stringify(value);
  }
  return plain(value);
}

interface Naming {
  labels: ReadonlyMap<string, string>;
  tags: Readonly<Record<string, string>>;
  /** Titles of citation styles by their ids. */
  styles: ReadonlyMap<string, string>;
}

const NAMES: Readonly<Record<string, string>> = {
  title: 'title',
  question: 'question',
  color: 'colour',
  original: 'original file',
  label: 'label',
  passages: 'place in the text',
  comment: 'comment',
  text: 'text',
  summary: 'summary',
  'citing:style': 'citation style',
  'citing:locale': 'language of citations',
};

/** What a part is called; undefined for one that is not shown by itself. */
function nameOf(part: string, { tags }: Naming): string | undefined {
  if (part.startsWith('tag:')) {
    const tag = part.slice('tag:'.length);
    return `tag “${tags[tag] ?? tag}”`;
  }
  if (part.startsWith('csl:')) return part.slice('csl:'.length).replaceAll('-', ' ');
  return NAMES[part];
}

/** A value that is a text, or a number, as it is. */
function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A part's value in words. */
function textOf(kind: Item['kind'], part: string, value: unknown, naming: Naming): string {
  if (value === null || value === undefined) return '';
  if (part.startsWith('tag:')) return 'yes';
  if (part.startsWith('csl:')) return cut(cslText(value));
  if (part === 'comment') return richText(value);
  if (part === 'label' || part === 'color') return naming.labels.get(plain(value)) ?? plain(value);
  if (part === 'citing:style') return cut(naming.styles.get(plain(value)) ?? plain(value));
  if (part === 'citing:locale') {
    return CITATION_LOCALES.find(({ tag }) => tag === value)?.name ?? plain(value);
  }
  if (part === 'passages') {
    return cut((value as AnchoredPassage[]).map(({ exact }) => `“${exact}”`).join(' … '));
  }
  if (part === 'text' && kind === 'note') {
    const { title, body } = value as { title: string; body: RichText };
    return cut(`${title}${title === '' ? '' : ': '}${richTextToPlain(body)}`);
  }
  if (part === 'text') return 'another revision';
  if (part === 'summary') return 'a note';
  if (part === 'original') return 'another file';
  return cut(plain(value));
}

/** What came in, went and moved in an outline, in words. */
class OutlineChanges {
  private readonly counts = { added: 0, moved: 0, 'taken out': 0 };

  count(here: unknown, there: unknown): void {
    const isThere = (key: unknown) => key !== null && key !== undefined;
    if (!isThere(there)) this.counts['taken out'] += 1;
    else this.counts[isThere(here) ? 'moved' : 'added'] += 1;
  }

  toString(): string {
    const said = Object.entries(this.counts).filter(([, count]) => count > 0);
    return said.map(([what, count]) => `${count} ${what}`).join(', ');
  }
}

/** The parts of a new thing by which people know it. */
function contentsOf(
  bundle: Bundle,
  { item, status }: Compared,
  naming: Naming,
): BundleItemView['contents'] {
  if (status !== 'new') return [];
  const contents = Object.entries(item.parts).flatMap(([part, { value }]) => {
    const name = nameOf(part, naming);
    if (name === undefined || ['title', 'passages', 'color', 'original'].includes(part)) return [];
    if (part === 'text' && item.kind === 'note') {
      return [{ name, text: richText((value as { body: RichText }).body) }];
    }
    if (part === 'text') return [{ name, text: cut(textOfSource(bundle, item, FIRST_BLOCKS)) }];
    if (part.startsWith('tag:'))
      return value === null ? [] : [{ name: 'tag', text: name.slice(4) }];
    return [{ name, text: textOf(item.kind, part, value, naming) }];
  });
  return contents.filter(({ text }) => text !== '');
}

function changesOf(
  db: ReadableDB,
  { item, parts, status }: Compared,
  naming: Naming,
): BundleChange[] {
  if (status === 'new' || status === 'identical') return [];
  const here = currentItem(db, item.kind, item.id)?.parts ?? {};
  const changes: BundleChange[] = [];
  const outline = new OutlineChanges();
  for (const [part, { standing, winner }] of parts) {
    if (standing === 'same') continue;
    const changed = standing === 'new' ? 'there' : standing;
    const name = nameOf(part, naming);
    if (name === undefined) {
      if (/^(source|note):/.test(part) && changed !== 'here') {
        outline.count(here[part], item.parts[part]?.value);
      }
      continue;
    }
    changes.push({
      name,
      here: textOf(item.kind, part, here[part], naming),
      there: textOf(item.kind, part, item.parts[part]?.value, naming),
      changed,
      takes: winner,
    });
  }
  const there = outline.toString();
  if (there !== '') {
    changes.push({ name: 'outline', here: '', there, changed: 'there', takes: 'there' });
  }
  return changes;
}

/** The text of a source in the bundle, or of its first blocks; empty when it is not in it. */
function textOfSource(bundle: Bundle, { parts }: BundleItem, most?: number): string {
  const revision = bundle.items.get(`revision/${plain(parts['text']?.value)}`)?.parts['made'];
  const made = revision?.value as { document: string } | undefined;
  const document = bundle.documents.get(made?.document ?? '');
  if (document === undefined) return '';
  return layoutDocument({ ...document, blocks: document.blocks.slice(0, most) }).text;
}

/** A source of the library that looks the same as a new one of the bundle. */
function duplicateOf(
  db: ReadableDB,
  bundle: Bundle,
  item: BundleItem,
): BundleItemView['duplicate'] {
  const value = (part: string) => item.parts[part]?.value;
  const isOther = (found: Lookalike | undefined): found is Lookalike =>
    found !== undefined && !found.trashed && found.id !== item.id;
  const said = ({ id, title }: Lookalike, by: 'file' | 'text' | 'identifier') => ({
    id,
    title,
    by,
  });
  const original = value('original');
  const file = typeof original === 'string' ? findSameFile(db, original) : undefined;
  if (isOther(file)) return said(file, 'file');
  const text = textOfSource(bundle, item);
  const same = text.trim() === '' ? undefined : findSameText(db, sha256Of(text));
  if (isOther(same)) return said(same, 'text');
  const fields = Object.entries(item.parts).flatMap(([part, { value: field }]) =>
    part.startsWith('csl:') && field !== null ? [[part.slice(4), field] as const] : [],
  );
  const csl = cslSchema.safeParse({ ...Object.fromEntries(fields), title: value('title') });
  const marks = csl.success ? identifiersOf(csl.data) : [];
  const strong = marks.filter(({ kind }) => kind === 'doi' || kind === 'isbn' || kind === 'url');
  const named = findByIdentifier(db, strong, ({ id }) => id !== item.id);
  return isOther(named) ? said(named, 'identifier') : undefined;
}

function choicesOf({ item, parts, status, deleted }: Compared): BundleChoice[] {
  if (status === 'identical') return [];
  if (status === 'here' && deleted === undefined) return [];
  const isNote = item.kind === 'note' && parts.get('text')?.standing === 'both';
  if (status === 'new' || status === 'there') return ['merge', 'here'];
  if (status === 'here') return ['merge', 'there'];
  return ['merge', 'here', 'there', ...(isNote ? (['both'] as const) : [])];
}

/** The name of who changed an item there last, when that was not done here. */
function changedBy(bundle: Bundle, { item, parts, status }: Compared, library: string): string {
  if (status === 'identical' || status === 'here') return '';
  const times = [...parts].flatMap(([part, { standing }]) =>
    standing === 'same' || standing === 'here' ? [] : [lastChange(item.parts[part]?.seen ?? {})],
  );
  const last = times.toSorted((a, b) => b.time - a.time)[0];
  if (last === undefined || last.library === library) return '';
  return bundle.description.libraries[last.library] ?? '';
}

function viewOf(
  db: ReadableDB,
  bundle: Bundle,
  compared: Compared,
  naming: Naming,
  library: string,
): BundleItemView {
  const { item, status, deleted } = compared;
  const made = item.parts['made']?.value as { source?: string; author?: string } | undefined;
  const source = made?.source;
  const of = source === undefined ? undefined : bundle.items.get(`source/${source}`);
  const by = changedBy(bundle, compared, library);
  const duplicate =
    item.kind === 'source' && status === 'new' ? duplicateOf(db, bundle, item) : undefined;
  const title = titleOfItem(item) || titleOf(db, item.kind as BundleKind, item.id);
  return {
    kind: item.kind as BundleKind,
    id: item.id,
    title: cut(title),
    status,
    ...(of === undefined ? {} : { source: titleOfItem(of) }),
    ...(made?.author === undefined ? {} : { author: made.author }),
    ...(by === '' ? {} : { by }),
    ...(deleted === undefined ? {} : { deleted }),
    changes: changesOf(db, compared, naming),
    contents: contentsOf(bundle, compared, naming),
    ...(duplicate === undefined ? {} : { duplicate }),
    choices: choicesOf(compared),
  };
}

/** What importing a bundle would do, thing by thing; changes nothing that anybody sees. */
export function previewBundle(notebook: Notebook, bundle: Bundle): BundlePreview {
  const { db } = notebook;
  const plan = planBundle(notebook, bundle, { prefer: 'merge', choices: [] });
  const { style } = bundle.description;
  const naming = {
    labels: new Map<string, string>(listLabels(db).map(({ id, name }) => [id, name])),
    tags: bundle.description.tags,
    styles: new Map(
      [...(style === undefined ? [] : [style]), ...listStyles(db)].map(({ id, title }) => [
        id,
        title,
      ]),
    ),
  };
  const shown = [...plan.plans.values()].map(({ compared }) => compared);
  const items = shown
    .filter(({ item }) => canGo(item.kind))
    // Of what is gone there and was never here, there is nothing to say.
    .filter(({ item, status }) => status !== 'identical' || item.parts['made'] !== undefined)
    .map((compared) => viewOf(db, bundle, compared, naming, plan.noting.library));
  const counts: BundlePreview['counts'] = {};
  for (const { status } of items) counts[status] = (counts[status] ?? 0) + 1;
  const { description, problems } = bundle;
  return {
    caseId: description.case.id,
    title: description.case.title,
    from: description.from.author,
    content: description.content,
    nothingNew: !changesAnything(plan),
    counts,
    items,
    problems,
  };
}
