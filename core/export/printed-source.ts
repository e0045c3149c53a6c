/** One source as it is printed: its metadata, and as much of its text as the extent asks for. */
import { type Csl, dateText, nameText } from '../../shared/csl.ts';
import { type DocumentLayout, type Leaf, paragraphAt } from '../../shared/document.ts';
import type { ExportOptions, LabelId, SourceDetail } from '../../shared/domain.ts';
import { isAllowedHref } from '../../shared/links.ts';
import { andList } from './and-list.ts';
import type { CitedCase } from './cited.ts';
import type { DateTexts } from './dates.ts';
import type { NumberedHighlight } from './numbering.ts';
import type { Places } from './places.ts';
import { printBlocks, printWriting } from './printed-blocks.ts';
import type { PrintedAnnotation, PrintedBlock } from './printed-model.ts';
import { languageTag, type Script, scriptOf } from './script.ts';
import { type Segment, segmentsOf } from './segments.ts';

export interface PrintedHighlight {
  number: number;
  label: LabelId;
  /** Which of the rules under overlapping highlights is its own: 0 is nearest to the text. */
  slot: number;
}

export interface PrintedSource {
  id: string;
  title: string;
  /** What is recorded about it, for the formats that keep it as data. */
  csl: Csl;
  /** The full citation in the style that was chosen; empty when nothing of it is known. */
  citation: Segment[];
  /** What of author, publisher and date is not known, as a sentence without its stop; or empty. */
  unknown: string;
  /** Where it was found: the link, in ASCII throughout, and as it is read. */
  link?: { href: string; text: string };
  accessed?: string;
  /** "revision 1" and the like, each to be set apart from the next. */
  facts: string[];
  tags: string[];
  /** BCP 47, when known. */
  language?: string;
  script?: Script;
  /** In the order of their numbers; segments and annotations name them by number. */
  highlights: PrintedHighlight[];
  blocks: PrintedBlock[];
  /** Highlights of which not every passage has a place in the text. */
  unplaced: UnplacedHighlight[];
}

export interface UnplacedHighlight {
  number: number;
  /** The words of the passages without a place. */
  quote: string;
  /** Why they have none. */
  why: string;
  /** The comment, unless it stands where another passage of the highlight is. */
  annotation?: PrintedAnnotation;
  /** Says that links to the highlight lead here. */
  anchor?: true;
}

const SHORT_HASH_LENGTH = 8;

/** What is known of a source, for styles that have no bibliography. */
function citationOf(csl: Csl): Segment[] {
  const authors = (csl.author ?? []).map(nameText).filter((name) => name !== '');
  const parts = [
    andList(authors),
    csl['container-title'],
    csl.publisher,
    dateText(csl.issued),
    csl.DOI && `doi:${csl.DOI}`,
    csl.ISBN && `ISBN ${csl.ISBN}`,
  ];
  const text = parts.filter((part) => part !== undefined && part !== '').join(', ');
  return text === '' ? [] : [{ text }];
}

function unknownOf(csl: Csl): string {
  const unknown: string[] = [];
  if (!csl.author?.some((name) => nameText(name) !== '')) unknown.push('author');
  if (!csl.publisher && !csl['container-title']) unknown.push('publisher');
  if (dateText(csl.issued) === '') unknown.push('date');
  if (unknown.length === 0) return '';
  const sentence = `${andList(unknown)} not recorded`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** A count with its noun: "1 source", "12,000 words". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** The comment on a highlight for print; undefined when there is neither comment nor tag. */
function annotationOf(
  { number, highlight }: NumberedHighlight,
  { dates, placesIn, cited }: SourcePrinting,
): PrintedAnnotation | undefined {
  const places = placesIn(`the comment on H${number}`);
  const blocks = printWriting(cited.blocksOf(highlight.annotation.body), undefined, places);
  if (blocks.length === 0 && highlight.tags.length === 0) return undefined;
  const writtenAt = highlight.annotation.updatedAt ?? highlight.createdAt;
  const writtenOn = dates.short(new Date(writtenAt));
  return { number, blocks, tags: highlight.tags, author: highlight.author, writtenOn, writtenAt };
}

/** The leaves within the excerpts: every highlighted one, one paragraph either side, its heading. */
function excerptLeaves(leaves: readonly Leaf[], highlighted: (leaf: Leaf) => boolean): Set<Leaf> {
  const kept = new Set<Leaf>();
  const isParagraph = (leaf: Leaf) => leaf.paragraph !== undefined;
  leaves.forEach((leaf, index) => {
    if (!highlighted(leaf)) return;
    kept.add(leaf);
    const before = leaves.slice(0, index).findLast(isParagraph);
    const after = leaves.slice(index + 1).find(isParagraph);
    if (before !== undefined) kept.add(before);
    if (after !== undefined) kept.add(after);
  });
  let heading: Leaf | undefined;
  for (const leaf of leaves) {
    if (leaf.kind === 'heading') heading = leaf;
    else if (heading !== undefined && kept.has(leaf)) kept.add(heading);
  }
  return kept;
}

function quotationOf(
  layout: DocumentLayout,
  { placed }: NumberedHighlight,
  annotation: PrintedAnnotation | undefined,
): PrintedBlock[] {
  const segments: Segment[] = [];
  for (const passage of placed) {
    const parts = layout.leaves
      .filter((leaf) => leaf.start < passage.end && leaf.end > passage.start)
      .map((leaf) => segmentsOf(leaf, [passage], passage.start, passage.end));
    parts.forEach((part, index) => {
      if (index > 0) segments.push({ text: '\n' });
      else if (segments.length > 0) segments.push({ text: ' […] ' });
      segments.push(...part);
    });
  }
  const paragraph = placed[0] && paragraphAt(layout.leaves, placed[0].start);
  return [
    {
      type: 'paragraph',
      segments,
      ...(paragraph === undefined ? {} : { paragraph }),
      ...(annotation === undefined ? {} : { annotations: [annotation] }),
    },
  ];
}

/** The words of passages without a place, and why they have none. */
export function lostWords(lost: NumberedHighlight['lost']): { quote: string; why: string } {
  const quotes = lost.map(({ passage: { exact, made } }) => (exact === '' ? made : exact));
  return {
    quote: quotes.filter((quote) => quote !== '').join(' […] '),
    why: [...new Set(lost.map(({ why }) => why))].join('; '),
  };
}

function unplacedOf(
  numbered: readonly NumberedHighlight[],
  annotations: ReadonlyMap<number, PrintedAnnotation>,
): UnplacedHighlight[] {
  return numbered.flatMap(({ number, placed, lost }) => {
    if (lost.length === 0) return [];
    const annotation = placed.length === 0 ? annotations.get(number) : undefined;
    return [{ number, ...lostWords(lost), ...(annotation === undefined ? {} : { annotation }) }];
  });
}

/** A source's title as it is printed. */
export function titleOf({ title }: SourceDetail): string {
  return title.trim() === '' ? 'Untitled source' : title;
}

/** What printing any source depends on. */
export interface SourcePrinting {
  options: ExportOptions;
  dates: DateTexts;
  /** Where things are, for a text that is called so in the record. */
  placesIn: (where: string) => Places;
  cited: CitedCase;
}

/** Prints one source with its numbered highlights. */
export function printSource(
  source: SourceDetail,
  layout: DocumentLayout,
  numbered: readonly NumberedHighlight[],
  printing: SourcePrinting,
): PrintedSource {
  const { options, cited } = printing;
  const places = printing.placesIn(`“${titleOf(source)}”`);
  const { csl, revision } = source;
  const passages = numbered.flatMap(({ placed }) => placed);
  const annotations = new Map<number, PrintedAnnotation>();
  for (const one of options.annotations ? numbered : []) {
    const annotation = annotationOf(one, printing);
    if (annotation !== undefined) annotations.set(one.number, annotation);
  }

  const under = new Map<Leaf, PrintedAnnotation[]>();
  for (const { number, placed } of numbered) {
    const [first] = placed;
    const annotation = annotations.get(number);
    const leaf = first && layout.leaves.findLast(({ start }) => start < first.end);
    if (leaf === undefined || annotation === undefined) continue;
    under.set(leaf, [...(under.get(leaf) ?? []), annotation]);
  }

  const highlighted = (leaf: Leaf) =>
    passages.some(({ start, end }) => start < leaf.end && end > leaf.start);
  const kept =
    options.extent === 'excerpts' ? excerptLeaves(layout.leaves, highlighted) : undefined;
  const blocks =
    options.extent === 'quotations'
      ? numbered
          .filter(({ placed }) => placed.length > 0)
          .flatMap((one) => quotationOf(layout, one, annotations.get(one.number)))
      : printBlocks(source.document.blocks, 1, {
          leafOf: (owner) => layout.leafOf.get(owner),
          segments: (leaf) => segmentsOf(leaf, passages, leaf.start, leaf.end, places),
          annotations: (leaf) => under.get(leaf) ?? [],
          ...(kept === undefined ? {} : { keeps: (leaf) => kept.has(leaf) }),
        });

  const paragraphs = layout.leaves.filter((leaf) => leaf.paragraph !== undefined).length;
  const language = languageTag(revision.language ?? csl.language);
  const script = scriptOf(language, layout.text);
  const reference = cited.referenceOf(source.id);
  return {
    id: source.id,
    title: titleOf(source),
    csl,
    citation: reference.length > 0 ? reference : citationOf(csl),
    unknown: unknownOf(csl),
    ...(csl.URL !== undefined && isAllowedHref(csl.URL)
      ? { link: { href: new URL(csl.URL).href, text: csl.URL } }
      : {}),
    ...(dateText(csl.accessed) === '' ? {} : { accessed: dateText(csl.accessed) }),
    facts: [
      `revision ${revision.number}`,
      `sha256 ${revision.textSha256.slice(0, SHORT_HASH_LENGTH)}…`,
      counted(paragraphs, 'paragraph'),
    ],
    tags: source.tags,
    ...(language === undefined ? {} : { language }),
    ...(script === undefined ? {} : { script }),
    highlights: numbered.map(({ number, slot, highlight }) => ({
      number,
      label: highlight.label,
      slot,
    })),
    blocks,
    unplaced: unplacedOf(numbered, annotations),
  };
}
