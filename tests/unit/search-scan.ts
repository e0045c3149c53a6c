/**
 * What a query means, told a second time and as plainly as can be: every thing of a library is
 * looked at, word by word. Slow, and without any of the code that answers searches.
 */
import { getNote, listNotes } from '../../core/store/notes.ts';
import { listCases } from '../../core/store/cases.ts';
import type { ReadableDB } from '../../core/store/connection.ts';
import { listHighlights } from '../../core/store/highlights.ts';
import { currentText, getSourceInfo, listSources } from '../../core/store/sources.ts';
import type { Csl } from '../../shared/csl.ts';
import type { FieldKey, FilterNode, QueryNode } from '../../shared/query.ts';
import { richTextToPlain } from '../../shared/rich-text.ts';

/** Where words of a thing stand; "names" are authors and tags, which no key of the language names. */
type Place = FieldKey | 'names' | 'question';

export interface Thing {
  kind: 'source' | 'note' | 'highlight' | 'case';
  id: string;
  /** In each place, texts as the words that stand in them. */
  texts: Partial<Record<Place, string[][]>>;
  tags: string[];
  /** Words of names. */
  people: string[];
  /** Who made a highlight. */
  maker?: string;
  /** Words of the names of the case files it is in. */
  cases: string[][];
  inbox: boolean;
  label?: string;
  language?: string;
  hasComment: boolean;
  /** YYYY-MM-DD. */
  day: string;
}

/** A text's words in the one spelling in which they are asked for. */
export function plainWords(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[éßёός]/gu, (letter) => ({ é: 'e', ß: 'ss', ё: 'е', ό: 'ο', ς: 'σ' })[letter] ?? '')
    .split(/[\s,.]+/u)
    .filter(Boolean);
}

function issuedOn(csl: Csl): string | undefined {
  const [year, month = 1, day = 1] = csl.issued?.['date-parts']?.[0] ?? [];
  const two = (part: number) => String(part).padStart(2, '0');
  return year === undefined ? undefined : `${year}-${two(month)}-${two(day)}`;
}

/** Everything of a library that is not in the trash, but for the tags. */
export function thingsOf(db: ReadableDB): Thing[] {
  const cases = listCases(db);
  const caseWords = (ids: readonly string[]) =>
    cases.filter(({ id }) => ids.includes(id)).map(({ title }) => plainWords(title));
  const highlights = listHighlights(db);
  const sources = listSources(db).map((source): Thing => {
    const { id, title, csl, tags, caseIds, createdAt } = source;
    const people = (csl.author ?? []).flatMap(({ literal }) => plainWords(literal ?? ''));
    const { language } = getSourceInfo(db, id).revision;
    return {
      kind: 'source',
      id,
      texts: {
        title: [plainWords(title)],
        text: [plainWords(currentText(db, id).text)],
        names: [people, ...tags.map(plainWords)],
      },
      tags,
      people,
      cases: caseWords(caseIds),
      inbox: caseIds.length === 0,
      ...(language === undefined ? {} : { language }),
      hasComment: highlights.some(
        ({ sourceId, annotation }) => sourceId === id && annotation.text !== '',
      ),
      day: issuedOn(csl) ?? createdAt.slice(0, 10),
    };
  });
  const ofSource = new Map(sources.map((source) => [source.id, source]));
  return [
    ...sources,
    ...listNotes(db).map(({ id, title, tags, caseIds, updatedAt }): Thing => ({
      kind: 'note',
      id,
      texts: {
        title: [plainWords(title)],
        note: [plainWords(richTextToPlain(getNote(db, id).body))],
        names: tags.map(plainWords),
      },
      tags,
      people: [],
      cases: caseWords(caseIds),
      inbox: false,
      hasComment: false,
      day: updatedAt.slice(0, 10),
    })),
    ...highlights.flatMap(
      ({ id, sourceId, passages, annotation, tags, label, author }): Thing[] => {
        const source = ofSource.get(sourceId);
        if (source === undefined) return [];
        return [
          {
            ...source,
            kind: 'highlight',
            id,
            texts: {
              text: passages.map(({ exact }) => plainWords(exact)),
              comment: [plainWords(annotation.text)],
              names: tags.map(plainWords),
            },
            tags,
            maker: author,
            label,
            hasComment: annotation.text !== '',
          },
        ];
      },
    ),
    ...cases.map(({ id, title, question, updatedAt }): Thing => ({
      kind: 'case',
      id,
      texts: { title: [plainWords(title)], question: [plainWords(question)] },
      tags: [],
      people: [],
      cases: [plainWords(title)],
      inbox: false,
      hasComment: false,
      day: updatedAt.slice(0, 10),
    })),
  ];
}

/** The things that meet a query, as `kind:id`, sorted. */
export function scan(things: readonly Thing[], query: QueryNode): string[] {
  return things
    .filter((thing) => holds(query, thing))
    .map(({ kind, id }) => `${kind}:${id}`)
    .sort();
}

/** Says whether a thing meets a query, with its words in one place only when that is given. */
export function holds(node: QueryNode, thing: Thing, place?: FieldKey): boolean {
  switch (node.kind) {
    case 'word':
    case 'phrase':
      return textsIn(thing, place).some(
        (words) => placesOf(words, plainWords(node.text)).length > 0,
      );
    case 'near': {
      const [left, right] = [plainWords(node.left.text), plainWords(node.right.text)];
      return textsIn(thing, place).some((words) =>
        placesOf(words, left).some((from) =>
          placesOf(words, right).some(
            (other) =>
              between(words, from + left.length, other) <= node.distance ||
              between(words, other + right.length, from) <= node.distance,
          ),
        ),
      );
    }
    case 'field':
      return holds(node.node, thing, node.field);
    case 'filter':
      return isSo(node, thing);
    case 'not':
      return !holds(node.node, thing, place);
    case 'and':
      return node.nodes.every((inner) => holds(inner, thing, place));
    case 'or':
      return node.nodes.some((inner) => holds(inner, thing, place));
  }
}

function textsIn({ texts }: Thing, place: FieldKey | undefined): string[][] {
  return place === undefined ? Object.values(texts).flat() : (texts[place] ?? []);
}

function placesOf(words: readonly string[], wanted: readonly string[]): number[] {
  return words.flatMap((_, at) =>
    wanted.every((word, index) => words[at + index] === word) ? [at] : [],
  );
}

/** How many words stand from one place up to another; never few when that comes before it. */
function between(words: readonly string[], from: number, to: number): number {
  if (to < from) return Infinity;
  // Where words are written without spaces, characters are counted.
  return words
    .slice(from, to)
    .reduce((sum, word) => sum + (isUnspaced(word) ? [...word].length : 1), 0);
}

function isUnspaced(word: string): boolean {
  return /[\p{Script=Han}\p{Script=Hangul}\p{Script=Thai}]/u.test(word);
}

function isSo({ key, value, range }: FilterNode, thing: Thing): boolean {
  const { kind } = thing;
  switch (key) {
    case 'tag':
      return thing.tags.includes(value);
    case 'case':
      return thing.cases.some((name) => name.includes(value));
    case 'in':
      if (value !== 'inbox') return thing.cases.some((name) => name.includes(value));
      return thing.inbox;
    case 'type':
      return kind === value;
    case 'by':
      return thing.people.includes(value) || thing.maker === value;
    case 'label':
      return thing.label === value;
    case 'lang':
      return thing.language === value;
    case 'has':
      return value === 'comment' && thing.hasComment;
    case 'before':
    case 'after':
    case 'on':
      return thing.day >= (range?.from ?? '') && thing.day < (range?.until ?? '~');
  }
}
