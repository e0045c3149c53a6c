/** Links between the sources of a drop: from what texts call each other to what the library does. */
import type { Block, Run, SourceDocument } from '../../shared/document.ts';
import { NAME_PREFIX, pathBeside } from '../import/source-names.ts';
import { allRuns } from '../../shared/runs-in.ts';
import { stemOf } from './drop.ts';
import type { Adding, Item, Session } from './session.ts';

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** A document whose links by name lead to the ids that `idOf` gives; without one, a link is text. */
export function withLinks(
  document: SourceDocument,
  idOf: (name: string) => string | undefined,
): SourceDocument {
  const isNamed = ({ to }: Run) => to?.kind === 'source' && to.id.startsWith(NAME_PREFIX);
  if (!allRuns(document.blocks).some(isNamed)) return document;
  const blocks: Block[] = structuredClone(document.blocks);
  for (const run of allRuns(blocks).filter(isNamed)) {
    const id = idOf(run.to?.id.slice(NAME_PREFIX.length) ?? '');
    if (id === undefined) delete run.to;
    else run.to = { kind: 'source', id };
  }
  return { blocks };
}

/** The items of a drop by everything that a link may call them; the surest names count first. */
export function namesOf(items: Iterable<Item>): Map<string, Item> {
  const all = [...items].filter(({ spool }) => spool !== undefined);
  const names = new Map<string, Item>();
  const ways: ReadonlyArray<(item: Item) => readonly string[]> = [
    ({ spool }) => spool?.source.names ?? [],
    ({ file, alone }) => (alone ? [file.path, file.path.replace(/\.[^./]{1,12}$/, '')] : []),
    ({ file, alone }) => (alone ? [stemOf(file.path)] : []),
    ({ csl }) => (csl.title === undefined ? [] : [csl.title]),
  ];
  for (const way of ways) {
    for (const item of all) {
      for (const name of way(item)) if (!names.has(folded(name))) names.set(folded(name), item);
    }
  }
  return names;
}

/** What a link's target may be called: itself, without its place in the page, without ending. */
function spellings(name: string, from: Item): string[] {
  const whole = name.replace(/[#^].*$/s, '');
  const beside = pathBeside(from.file.path, whole);
  const paths = [whole, ...(beside === undefined ? [] : [beside])];
  return [name, ...paths, ...paths.map((path) => path.replace(/\.(?:md|markdown|html?)$/i, ''))];
}

/** What stands between a name and an id. */
export interface LinkTargets {
  names: ReadonlyMap<string, Item>;
  /** Sources of the library by their titles. */
  titles: ReadonlyMap<string, string>;
  newId: () => string;
}

/** The sources of a library by their titles, for links that lead out of the drop. */
export function titleMap(sources: Iterable<{ id: string; title: string }>): Map<string, string> {
  const titles = new Map<string, string>();
  for (const { id, title } of sources) {
    if (!titles.has(folded(title))) titles.set(folded(title), id);
  }
  return titles;
}

/** The source that an item is or will be; undefined when it will not be one. */
function sourceOf(session: Session, adding: Adding, item: Item, newId: () => string) {
  let at: Item | undefined = item;
  for (let steps = 0; at !== undefined && steps < 5; steps += 1) {
    if (at.sourceId !== undefined) return at.sourceId;
    if (at.decision === 'new') {
      const wanted = adding.keys === undefined || adding.keys.has(at.key);
      const comes = at.standing === 'ready' || at.standing === 'adding';
      if (!comes || !wanted) return undefined;
      return (at.plannedId ??= newId());
    }
    const { duplicate }: Item = at;
    if (duplicate?.sourceId !== undefined) return duplicate.sourceId;
    at = duplicate?.key === undefined ? undefined : session.items.get(duplicate.key);
  }
  return undefined;
}

/** Leads the links of a document to sources; those that lead nowhere become plain text. */
export function resolveLinks(
  session: Session,
  adding: Adding,
  from: Item,
  document: SourceDocument,
  { names, titles, newId }: LinkTargets,
): SourceDocument {
  const targetOf = (name: string): string | undefined => {
    for (const spelling of spellings(name, from)) {
      const item = names.get(folded(spelling));
      const id = item === undefined ? undefined : sourceOf(session, adding, item, newId);
      if (id !== undefined) return id;
    }
    return titles.get(folded(name));
  };
  return withLinks(document, targetOf);
}
