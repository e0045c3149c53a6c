/** The last pages of every export: how it was made, from what, and what is not in it. */
import { CITATION_CREDIT, CITATION_LOCALES } from '../../shared/citations.ts';
import type { ExportOptions } from '../../shared/domain.ts';
import { andList } from './and-list.ts';
import type { CaseParts, ExportContext } from './case-document.ts';
import type { ChosenParts } from './chosen-parts.ts';
import { type DateTexts, isTimeZone } from './dates.ts';
import { counted } from './printed-source.ts';
import { reasonsOf, type StrayLinks } from './stray-links.ts';

export interface ExportRecord {
  /** Name and value of everything that the export depends on, beside its sources. */
  facts: { name: string; value: string }[];
  /** Every source of the case file, printed or not. */
  sources: {
    title: string;
    revision: number;
    /** SHA-256 of the canonical text, in hex. */
    textSha256: string;
    original?: { name: string; bytes: number; sha256: string };
  }[];
  /** Sentences: each thing that is not printed as it is in the library, and why. */
  leftOut: string[];
}

export interface RecordInput {
  parts: CaseParts;
  options: ExportOptions;
  context: ExportContext;
  dates: DateTexts;
  chosen: ChosenParts;
  /** Links of what is printed that lead to nothing printed. */
  strays: StrayLinks;
  /** The parts that there would be something in. */
  filled: { openQuestions: boolean; bibliography: boolean; index: boolean };
}

const EXTENTS: Readonly<Record<ExportOptions['extent'], string>> = {
  full: 'the full text of every source',
  excerpts: 'highlighted paragraphs, with one either side',
  quotations: 'highlighted passages only',
};
/** What the standards are called. */
export const STANDARD_NAMES: Readonly<Record<ExportOptions['standard'], string>> = {
  'ua-1': 'PDF/UA-1, accessible',
  'a-2a': 'PDF/A-2a, for the archive',
  'a-3a': 'PDF/A-3a, for the archive',
};
const PAPERS: Readonly<Record<ExportOptions['paper'], string>> = { a4: 'A4', letter: 'US Letter' };
const QUOTE_LENGTH = 120;

function shortened(text: string): string {
  const characters = Array.from(text);
  const cut = characters.slice(0, QUOTE_LENGTH).join('');
  return characters.length > QUOTE_LENGTH ? `${cut}…` : cut;
}

function hiddenLabels({ parts, options, chosen }: RecordInput): string[] {
  if (chosen.hidden === 0) return [];
  const names = parts.labels
    .filter(({ id }) => !options.labels.includes(id))
    .map(({ name }) => `“${name}”`);
  const labels = names.length === 1 ? 'label' : 'labels';
  return [
    `${counted(chosen.hidden, 'highlight')} with the ${labels} ${andList(names)}: not asked for.`,
  ];
}

/** The parts that were not asked for although there would be something in them. */
function unaskedParts({ options, filled, chosen }: RecordInput): string[] {
  const names = [
    !options.summary && chosen.summary !== undefined && 'the summary',
    !options.openQuestions && filled.openQuestions && 'the open questions',
    !options.bibliography && filled.bibliography && 'the bibliography',
    !options.index && filled.index && 'the index',
  ].filter((name) => name !== false);
  if (names.length === 0) return [];
  const sentence = `${andList(names)}: not asked for.`;
  return [sentence.charAt(0).toUpperCase() + sentence.slice(1)];
}

function leftOutByOptions(input: RecordInput): string[] {
  const { options, chosen } = input;
  const { sources, notes } = chosen;
  const said = [...unaskedParts(input), ...hiddenLabels(input)];
  const numbered = sources.flatMap((source) => source.numbered);
  const comments = numbered.filter(({ highlight }) => highlight.annotation.text !== '').length;
  if (!options.notes && notes.length > 0) {
    said.push(`${counted(notes.length, 'note')}: notes were not asked for.`);
  }
  if (!options.sources && sources.length > 0) {
    const what = `${counted(sources.length, 'source')} and ${counted(numbered.length, 'highlight')}`;
    said.push(`${what}: sources were not asked for.`);
  } else if (!options.annotations && comments > 0) {
    said.push(`${counted(comments, 'comment')} on highlights: comments were not asked for.`);
  }
  if (options.sources && options.extent !== 'full') {
    for (const { source, numbered: own } of sources) {
      if (own.length > 0) continue;
      said.push(`The text of “${source.title}”: nothing in it is highlighted.`);
    }
  }
  return said;
}

function lostPassages({ chosen: { sources }, options }: RecordInput): string[] {
  if (!options.sources) return [];
  return sources.flatMap(({ source, numbered }) =>
    numbered.flatMap(({ number, lost }) =>
      lost.map(({ passage, why }) => {
        const quote = passage.exact === '' ? '' : ` “${shortened(passage.exact)}”`;
        return `The place of a passage of H${number}${quote} in “${source.title}”: ${why}.`;
      }),
    ),
  );
}

function unreadItems({ parts, chosen: { sources, notes, summary } }: RecordInput): string[] {
  const found = sources.length + notes.length + (summary === undefined ? 0 : 1);
  const missing = parts.case.outline.length - found;
  if (missing <= 0) return [];
  return [`${counted(missing, 'item')} of the outline: the library could not find them.`];
}

/** Links to what is not in the outline; of what is in it, the options tell why it is not printed. */
function strayLinks({ parts, strays }: RecordInput): string[] {
  const inOutline = new Set([...parts.sources, ...parts.notes].map(({ id }) => id));
  const reason = reasonsOf(parts.linkedElsewhere, parts.kind ?? 'case');
  return strays.sentences((link) => (inOutline.has(link.to.id) ? undefined : reason(link)));
}

/** The style and language, and what set the citations, as its licence asks. */
function citationsFact({ citer: { style, locale } }: ExportContext): string {
  const language = CITATION_LOCALES.find(({ tag }) => tag === locale)?.name ?? locale;
  return `${style.title}; ${language}. ${CITATION_CREDIT.text}`;
}

/** Writes the record of an export. */
export function writeRecord(input: RecordInput): ExportRecord {
  const { context, dates, options, chosen } = input;
  const parts = [
    options.summary && 'summary and key',
    options.notes && 'analysis',
    options.sources && 'sources',
    options.sources && options.annotations && 'comments on highlights',
    options.openQuestions && 'open questions',
    options.bibliography && 'bibliography',
    options.index && 'index',
    options.record && 'export record',
  ].filter((part) => part !== false);
  const zone = isTimeZone(context.timeZone)
    ? dates.timeZone
    : `UTC, because the time zone “${shortened(context.timeZone)}” is not known`;
  return {
    facts: [
      { name: 'Program', value: `Casebook ${context.version}` },
      { name: 'Exported', value: dates.moment(context.exportedAt) },
      { name: 'Time zone', value: zone },
      { name: 'Parts', value: parts.length === 0 ? 'none' : parts.join(', ') },
      ...(options.sources ? [{ name: 'Extent', value: EXTENTS[options.extent] }] : []),
      { name: 'Paper', value: PAPERS[options.paper] },
      { name: 'Standard', value: STANDARD_NAMES[options.standard] },
      ...(options.attachBundle
        ? [{ name: 'Attached', value: 'the case file as a bundle, to import again' }]
        : []),
      { name: 'Citations', value: citationsFact(context) },
    ],
    sources: chosen.sources.map(({ source }) => ({
      title: source.title.trim() === '' ? 'Untitled source' : source.title,
      revision: source.revision.number,
      textSha256: source.revision.textSha256,
      ...(source.original === undefined
        ? {}
        : {
            original: {
              name: source.original.name,
              bytes: source.original.bytes,
              sha256: source.original.sha256,
            },
          }),
    })),
    leftOut: [
      ...unreadItems(input),
      ...leftOutByOptions(input),
      ...lostPassages(input),
      ...strayLinks(input),
    ],
  };
}
