/** Random libraries and random edits of them, and random queries, in the words of many scripts. */
import fc from 'fast-check';
import { revisionText } from '../../core/import/revision-text.ts';
import { listCases } from '../../core/store/cases.ts';
import { inTransaction } from '../../core/store/connection.ts';
import { beginStep, endStep, recordInto, redoNext, undoLast } from '../../core/store/history.ts';
import {
  insertHighlight,
  listHighlights,
  relabelHighlight,
  saveAnnotation,
} from '../../core/store/highlights.ts';
import { insertNote, getNote, listNotes, saveNote } from '../../core/store/notes.ts';
import {
  addToOutline,
  listOutline,
  moveInOutline,
  removeFromOutline,
} from '../../core/store/outline.ts';
import { insertRevision } from '../../core/store/revisions.ts';
import { currentText, insertSource, listSources, updateSource } from '../../core/store/sources.ts';
import { setTags } from '../../core/store/tags.ts';
import { emptyTrash, listTrash, putInTrash, restoreFromTrash } from '../../core/store/trash.ts';
import { resolvePassages } from '../../core/passages.ts';
import { documentFromParagraphs } from '../../shared/document.ts';
import {
  dayRangeOf,
  type FilterNode,
  type NearNode,
  type QueryNode,
  type WordNode,
} from '../../shared/query.ts';
import { textToRichText } from '../../shared/rich-text.ts';
import type { TestLibrary } from './search-fixture.ts';

/**
 * Far enough from each other that none is taken for another's typing error, form or beginning. Two
 * spellings of one word stand in texts; the second of each pair is how it is asked for.
 */
const SPELLED: ReadonlyArray<readonly [written: string, asked: string]> = [
  ['Kursk', 'kursk'],
  ['ÉTUDE', 'etude'],
  ['étude', 'étude'],
  ['Straße', 'strasse'],
  ['ёлка', 'елка'],
  ['winter', 'WINTER'],
  ['λόγος', 'λογοσ'],
  ['मदन', 'मदन'],
  ['שלום', 'שלום'],
  ['خريف', 'خريف'],
  ['Բարեւ', 'բարեւ'],
  ['ქართული', 'ქართული'],
];
const UNSPACED = ['군인', '北韓', 'ไทย'];
const WRITTEN = [...SPELLED.map(([written]) => written), ...UNSPACED];
const ASKED = [...SPELLED.map(([, asked]) => asked), ...UNSPACED, 'absent'];
const TAGS = ['alpha', 'omega'];
const PEOPLE = ['turing', 'hopper'];
const CASES = ['first', 'second'];

/** Some words far oftener than others, so that things have words in common. */
const often = <T>(all: readonly T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...all.slice(0, 4)) }, fc.constantFrom(...all));

const words = (minLength: number, maxLength: number) =>
  fc
    .array(fc.tuple(often(WRITTEN), fc.constantFrom(' ', ' ', ', ', '. ')), {
      minLength,
      maxLength,
    })
    .map((all) => all.flat().join('').trim().replace(/[,.]$/u, ''));
const title = words(1, 3);
const text = words(2, 12);
/** Which of several things, whatever their number. */
export const pick = fc.nat({ max: 1000 });
const tags = fc.subarray(TAGS);

export type Edit = (library: TestLibrary) => void;

/** The thing that was picked; undefined of none. */
export function chosen<T>(things: readonly T[], at: number): T | undefined {
  return things.length === 0 ? undefined : things[at % things.length];
}

const cslOf = (name: string, author: string | undefined, year: number | undefined) => ({
  title: name,
  ...(author === undefined ? {} : { author: [{ literal: author }] }),
  ...(year === undefined ? {} : { issued: { 'date-parts': [[year, 6]] as [number[]] } }),
});

const addSource = fc
  .record({
    title,
    text: fc.array(text, { minLength: 1, maxLength: 2 }),
    author: fc.option(fc.constantFrom(...PEOPLE), { nil: undefined }),
    year: fc.option(fc.constantFrom(2022, 2023), { nil: undefined }),
    language: fc.option(fc.constantFrom('en', 'ko'), { nil: undefined }),
    tags,
    at: pick,
  })
  .map((spec): Edit => ({ db, deps }) => {
    const revision = revisionText(documentFromParagraphs(spec.text), spec.language);
    const csl = cslOf(spec.title, spec.author, spec.year);
    const id = insertSource(db, deps, { ...revision, title: spec.title, csl });
    setTags(db, 'source', id, spec.tags);
    const inCase = chosen([undefined, ...listCases(db)], spec.at);
    if (inCase !== undefined) addToOutline(db, deps, { caseId: inCase.id, kind: 'source', id });
  });

const addNote = fc
  .tuple(title, text, tags, pick)
  .map(([name, body, own, at]): Edit => ({ db, deps }) => {
    const id = insertNote(db, deps, { title: name, body: textToRichText(body) });
    setTags(db, 'note', id, own);
    const inCase = chosen([undefined, ...listCases(db)], at);
    if (inCase !== undefined) addToOutline(db, deps, { caseId: inCase.id, kind: 'note', id });
  });

const addCase = fc.tuple(fc.constantFrom(...CASES), title, text).map(
  ([name, more, question]): Edit =>
    (library) =>
      void library.caseFile(`${name} ${more}`, question),
);

const addHighlight = fc
  .record({
    at: pick,
    label: fc.constantFrom('yellow' as const, 'green' as const),
    author: fc.constantFrom('', ...PEOPLE),
    comment: fc.option(text, { nil: undefined }),
    tags,
  })
  .map((spec): Edit => ({ db, deps }) => {
    const source = chosen(listSources(db), spec.at);
    if (source === undefined) return;
    const { text: body, document, revisionId } = currentText(db, source.id);
    const end = body.includes(' ') ? body.lastIndexOf(' ') : body.length;
    const passages = resolvePassages({ text: body, document }, [{ start: 0, end }]);
    const { label, author } = spec;
    const highlightId = insertHighlight(db, deps, {
      sourceId: source.id,
      revisionId,
      label,
      author,
      passages,
    });
    setTags(db, 'highlight', highlightId, spec.tags);
    if (spec.comment === undefined) return;
    saveAnnotation(db, deps, { highlightId, body: textToRichText(spec.comment), version: 0 });
  });

const revise = fc.tuple(pick, text).map(([at, body]): Edit => ({ db, deps }) => {
  const source = chosen(listSources(db), at);
  if (source === undefined) return;
  insertRevision(
    db,
    deps,
    source.id,
    revisionText(documentFromParagraphs([body]), 'en'),
    undefined,
  );
});

const retitle = fc
  .tuple(pick, title, fc.constantFrom(...PEOPLE))
  .map(([at, name, author]): Edit => ({ db, deps }) => {
    const source = chosen(listSources(db), at);
    if (source !== undefined) updateSource(db, deps, source.id, cslOf(name, author, 2023));
  });

const rewrite = fc.tuple(pick, title, text).map(([at, name, body]): Edit => ({ db, deps }) => {
  const note = chosen(listNotes(db), at);
  if (note === undefined) return;
  const { id, version } = getNote(db, note.id);
  saveNote(db, deps, { id, title: name, version, body: textToRichText(body) });
});

const comment = fc
  .tuple(pick, text, fc.boolean())
  .map(([at, body, isLabel]): Edit => ({ db, deps }) => {
    const highlight = chosen(listHighlights(db), at);
    if (highlight === undefined) return;
    const { id, annotation } = highlight;
    if (isLabel) relabelHighlight(db, deps, id, 'green');
    else
      saveAnnotation(db, deps, {
        highlightId: id,
        body: textToRichText(body),
        version: annotation.version,
      });
  });

const retag = fc.tuple(pick, tags).map(([at, own]): Edit => ({ db }) => {
  const source = chosen(listSources(db), at);
  const highlight = chosen(listHighlights(db), at);
  if (highlight !== undefined && at % 2 === 0) setTags(db, 'highlight', highlight.id, own);
  else if (source !== undefined) setTags(db, 'source', source.id, own);
});

/** Into a case file, out of one, or to its beginning. */
const move = fc.tuple(pick, pick).map(([at, how]): Edit => ({ db, deps }) => {
  const caseId = chosen(listCases(db), at)?.id;
  if (caseId === undefined) return;
  const item = chosen(listOutline(db, caseId), how);
  const source = chosen(listSources(db), how);
  if (how % 3 === 0 && item !== undefined) removeFromOutline(db, deps, item.id);
  else if (how % 3 === 1 && item !== undefined) moveInOutline(db, deps, item.id, null);
  else if (source !== undefined) addToOutline(db, deps, { caseId, kind: 'source', id: source.id });
});

/** Puts something of the library into the trash. */
export const putAway = pick.map((at): Edit => ({ db, deps }) => {
  const everything = [
    ...listSources(db).map(({ id }) => ({ kind: 'source' as const, id })),
    ...listNotes(db).map(({ id }) => ({ kind: 'note' as const, id })),
    ...listHighlights(db).map(({ id }) => ({ kind: 'highlight' as const, id })),
    ...listCases(db).map(({ id }) => ({ kind: 'case' as const, id })),
  ];
  const thing = chosen(everything, at);
  if (thing !== undefined) putInTrash(db, deps, thing.kind, thing.id);
});

const bringBack = pick.map((at): Edit => ({ db }) => {
  const thing = chosen(listTrash(db), at);
  if (thing !== undefined) restoreFromTrash(db, thing.kind, thing.id);
});

/** An edit as one step of the history, as a call of the contract makes it. */
function asStep(edit: Edit): Edit {
  return (library) => {
    const { db, deps } = library;
    inTransaction(db, () => {
      const step = beginStep(db, deps);
      recordInto(db, step, () => edit(library));
      endStep(db, step, 'An edit');
    });
  };
}

/** Something new in the library. */
export const addition: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: addSource.map(asStep) },
  { weight: 2, arbitrary: addNote.map(asStep) },
  { weight: 1, arbitrary: addCase.map(asStep) },
  { weight: 4, arbitrary: addHighlight.map(asStep) },
);

/** Any edit; the connection has to watch changes, since some of them undo others. */
export const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 9, arbitrary: addition },
  { weight: 2, arbitrary: revise.map(asStep) },
  ...[retitle, rewrite, comment, retag, move, putAway, bringBack].map((one) => ({
    weight: 1,
    arbitrary: one.map(asStep),
  })),
  { weight: 1, arbitrary: fc.constant<Edit>(({ db, deps }) => void undoLast(db, deps)) },
  { weight: 1, arbitrary: fc.constant<Edit>(({ db, deps }) => void redoNext(db, deps)) },
  { weight: 1, arbitrary: fc.constant<Edit>(({ db }) => void emptyTrash(db)) },
);

const SPAN = { start: 0, end: 0 };
const wordNode = (value: string): WordNode => ({ kind: 'word', text: value, open: false, ...SPAN });
const phraseNode = (value: string) => ({
  kind: 'phrase' as const,
  text: value,
  open: false,
  ...SPAN,
});

const word = fc
  .oneof({ weight: 4, arbitrary: often(ASKED) }, fc.constantFrom(...TAGS, 'turing'))
  .map(wordNode);
const phrase = fc
  .array(often(ASKED), { minLength: 2, maxLength: 3 })
  .map((all) => phraseNode(all.join(' ')));
/** Of different words, so that none is near to itself. */
const near = fc
  .tuple(
    fc.shuffledSubarray(
      SPELLED.map(([, asked]) => asked).filter((asked) => asked !== 'étude'),
      { minLength: 2, maxLength: 3 },
    ),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(([[left = '', ...right], distance]): NearNode => ({
    kind: 'near',
    distance,
    left: wordNode(left),
    right: right.length === 1 ? wordNode(right[0] ?? '') : phraseNode(right.join(' ')),
    ...SPAN,
  }));

function filterNode([key, value]: readonly [FilterNode['key'], string]): FilterNode {
  const range =
    key === 'before' || key === 'after' || key === 'on' ? dayRangeOf(key, value) : undefined;
  return {
    kind: 'filter',
    key,
    value,
    open: false,
    ...SPAN,
    ...(range === undefined ? {} : { range }),
  };
}

const filter = fc
  .constantFrom<readonly [FilterNode['key'], string]>(
    ['tag', 'alpha'],
    ['tag', 'nothing'],
    ['by', 'turing'],
    ['by', 'hopper'],
    ['case', 'first'],
    ['case', 'kursk'],
    ['in', 'inbox'],
    ['in', 'second'],
    ['type', 'source'],
    ['type', 'note'],
    ['type', 'highlight'],
    ['type', 'case'],
    ['label', 'yellow'],
    ['lang', 'en'],
    ['lang', 'ko'],
    ['has', 'comment'],
    ['has', 'file'],
    ['before', '2023'],
    ['on', '2023-06'],
    ['after', '2023'],
  )
  .map(filterNode);

const field = fc.constantFrom(
  'title' as const,
  'text' as const,
  'note' as const,
  'comment' as const,
);

function joined(kind: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode {
  // A group of a group's own kind is that group.
  return {
    kind,
    nodes: nodes.flatMap((node) => (node.kind === kind ? node.nodes : [node])),
    ...SPAN,
  };
}

/** Any query of the whole language, as a tree. */
export const query: fc.Arbitrary<QueryNode> = fc.letrec<{ query: QueryNode; words: QueryNode }>(
  (tie) => ({
    words: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'query' },
      { weight: 4, arbitrary: word },
      { weight: 2, arbitrary: phrase },
      { weight: 1, arbitrary: near },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.constantFrom('and' as const, 'or' as const),
            fc.array(tie('words'), { minLength: 2, maxLength: 3 }),
          )
          .map(([kind, nodes]) => joined(kind, nodes)),
      },
    ),
    query: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'query' },
      { weight: 3, arbitrary: word },
      { weight: 2, arbitrary: fc.oneof(phrase, near, filter) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(field, tie('words'))
          .map(([key, node]): QueryNode => ({ kind: 'field', field: key, node, ...SPAN })),
      },
      {
        weight: 1,
        arbitrary: tie('query').map((node): QueryNode =>
          node.kind === 'not' ? node.node : { kind: 'not', node, ...SPAN },
        ),
      },
      {
        weight: 4,
        arbitrary: fc
          .tuple(
            fc.constantFrom('and' as const, 'or' as const),
            fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
          )
          .map(([kind, nodes]) => joined(kind, nodes)),
      },
    ),
  }),
).query;
