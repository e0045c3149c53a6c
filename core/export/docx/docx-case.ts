/** A case file as a Word document (ECMA-376), through the library docx. */
import {
  Bookmark,
  Document,
  Footer,
  HeadingLevel,
  type ICommentOptions,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  SectionType,
  type Table,
  TableOfContents,
  TextRun,
} from 'docx';
import type { CaseDocument, PrintedNote } from '../case-document.ts';
import { cleanCharacters } from '../characters.ts';
import type { DocumentTools } from '../document-tools.ts';
import type { PlaceName } from '../places.ts';
import type { PrintedAnnotation } from '../printed-model.ts';
import { counted, type PrintedSource } from '../printed-source.ts';
import { linkBesideCitation } from '../printed-walk.ts';
import { isRightToLeft } from '../script.ts';
import { addFootnote, blocksOf, paragraphsOf } from './docx-blocks.ts';
import { placeComments } from './docx-comments.ts';
import { bookmarkOf, type DocxContext } from './docx-context.ts';
import { settledPackage } from './docx-package.ts';
import { partsAfter } from './docx-parts.ts';
import { runsOf, textRuns } from './docx-runs.ts';
import { COLOURS, pageOf, STYLES, UNDERLINES } from './docx-styles.ts';

type Written = Paragraph | Table;

function contextOf(document: CaseDocument, tools: DocumentTools): DocxContext {
  const highlights = document.sources.flatMap((source) => source.highlights);
  return {
    tools,
    labels: new Map(document.labels.map((label) => [label.id, label])),
    highlights: new Map(highlights.map((one) => [one.number, one])),
    comments: placeComments(document),
    footnotes: new Map(),
    lists: new Map(),
    begun: { count: 0 },
    language: undefined,
    within: 'text',
  };
}

/** A heading that links lead to. */
function heading(level: 1 | 2, title: string, place: PlaceName, first = false): Paragraph {
  const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2 };
  const id = bookmarkOf(place);
  const rtl = isRightToLeft(title);
  return new Paragraph({
    heading: levels[level],
    pageBreakBefore: level === 1 && !first,
    ...(rtl ? { bidirectional: true } : {}),
    children: [new Bookmark({ id, children: textRuns(title, rtl ? { rightToLeft: true } : {}) })],
  });
}

function facts(lines: readonly ParagraphChild[][]): Paragraph {
  const children = lines.flatMap((line, index) =>
    index === 0 ? line : [new TextRun({ break: 1 }), ...line],
  );
  return new Paragraph({ style: 'Facts', children });
}

function tagLine(tags: readonly string[]): Paragraph[] {
  if (tags.length === 0) return [];
  return [facts([textRuns(tags.map((tag) => `#${tag}`).join('  '), {})])];
}

function noteText(note: PrintedNote, context: DocxContext): Written[] {
  const written = facts([textRuns(`Note, ${note.writtenOn}`, {})]);
  return [written, ...tagLine(note.tags), ...blocksOf(note.blocks, context)];
}

function lostAnnotation(one: PrintedAnnotation, context: DocxContext): Written[] {
  const by = [`H${one.number}`, one.author, one.writtenOn, ...one.tags.map((tag) => `#${tag}`)];
  const head = facts([textRuns(by.filter((part) => part !== '').join(' · '), {})]);
  return [head, ...blocksOf(one.blocks, context, { lists: 0, quotes: 1 })];
}

function unplaced({ unplaced: lost }: PrintedSource, context: DocxContext): Written[] {
  if (lost.length === 0) return [];
  const title = new Paragraph({
    heading: HeadingLevel.HEADING_2,
    children: [new TextRun('Highlights without a place')],
  });
  const items = lost.flatMap(({ number, quote, why, annotation, anchor }) => {
    const name = textRuns(`H${number}  `, { bold: true });
    const children = [...name, ...textRuns(quote, { italics: true })];
    return [
      new Paragraph({
        keepNext: true,
        children:
          anchor === true
            ? [new Bookmark({ id: bookmarkOf(`highlight-${number}`), children })]
            : children,
      }),
      facts([textRuns(`No place: ${why}.`, {})]),
      ...(annotation === undefined ? [] : lostAnnotation(annotation, context)),
    ];
  });
  return [title, ...items];
}

function sourceText(source: PrintedSource, context: DocxContext): Written[] {
  const inside: DocxContext = { ...context, language: source.language };
  const own = linkBesideCitation(source);
  const { accessed } = source;
  const where: ParagraphChild[] =
    own === undefined
      ? textRuns(accessed === undefined ? '' : `Accessed ${accessed}`, {})
      : [
          ...runsOf([own], context, addFootnote),
          ...textRuns(accessed === undefined ? '' : `, accessed ${accessed}`, {}),
        ];
  const rest = [source.unknown, ...source.facts].filter((fact) => fact !== '').join(' · ');
  const lines = [
    ...(source.citation.length === 0 ? [] : [runsOf(source.citation, context, addFootnote)]),
    ...(where.length === 0 ? [] : [where]),
    ...(rest === '' ? [] : [textRuns(rest, {})]),
  ];
  return [
    heading(1, source.title, `source-${source.id}`),
    ...(lines.length === 0 ? [] : [facts(lines)]),
    ...tagLine(source.tags),
    ...blocksOf(source.blocks, inside),
    ...unplaced(source, context),
  ];
}

function cover(document: CaseDocument): Written[] {
  const { title, question, author, exportedOn, counts, kind } = document;
  const by = [author, exportedOn].filter((part) => part !== '').join(' · ');
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, children: textRuns(title, {}) }),
    ...(question === ''
      ? []
      : [new Paragraph({ style: 'Question', children: textRuns(question, {}) })]),
    facts([
      textRuns(kind === 'case' ? 'Case file' : 'Sources', {}),
      textRuns(by, {}),
      textRuns(counts.join(' · '), {}),
    ]),
    new Paragraph({ style: 'ContentsTitle', children: [new TextRun('Contents')] }),
  ];
}

function key({ labels, printsKey }: CaseDocument): Written[] {
  if (labels.length === 0 || !printsKey) return [];
  const lines = labels.map(({ id, name, pattern, highlights }, at) => {
    const look = {
      shading: { fill: COLOURS[id].tint },
      underline: { type: UNDERLINES[pattern], color: COLOURS[id].ink },
    };
    const about = `   ${pattern} rule, ${counted(highlights, 'highlight')}`;
    const children = [...textRuns(` ${name} `, look), ...textRuns(about, {})];
    return new Paragraph({ keepNext: at < labels.length - 1, spacing: { after: 60 }, children });
  });
  const title = [new TextRun('Key to the highlights')];
  return [new Paragraph({ style: 'ContentsTitle', keepNext: true, children: title }), ...lines];
}

function initialsOf(author: string): string {
  const initials = author.match(/(?<=^|\s)\p{L}/gu) ?? [];
  return initials.slice(0, 3).join('');
}

function commentsOf(context: DocxContext): ICommentOptions[] {
  const inside: DocxContext & { within: 'comment' } = { ...context, within: 'comment' };
  return [...context.comments.annotations.values()].map((one) => {
    const children = paragraphsOf(one.blocks, inside);
    const tags = one.tags.map((tag) => `#${tag}`).join('  ');
    const author = cleanCharacters(one.author);
    return {
      id: one.number,
      author: author === '' ? 'Unnamed' : author,
      initials: initialsOf(author),
      date: new Date(one.writtenAt),
      children:
        tags === '' ? children : [...children, new Paragraph({ children: textRuns(tags, {}) })],
    };
  });
}

/** A case file as the bytes of a Word document. */
export async function writeDocx(document: CaseDocument, tools: DocumentTools): Promise<Uint8Array> {
  const context = contextOf(document, tools);
  const all = document.notes.length + document.sources.length + 1;
  let done = 0;
  const counting = <T>(written: T): T => {
    // Half of the time goes into the writing, half into the packing.
    tools.report((done += 1) / all / 2);
    return written;
  };
  const part = (title: string, inner: readonly Written[], place: PlaceName): Written[] =>
    inner.length === 0 ? [] : [heading(1, title, place), ...inner];
  const { summary, notes, sources } = document;
  const named = (note: PrintedNote) => [
    heading(2, note.title, `note-${note.id}`),
    ...noteText(note, context),
  ];
  const others = [document.claims, document.timeline, document.people].flatMap((one) =>
    one === undefined
      ? []
      : [
          new Paragraph({
            heading: HeadingLevel.HEADING_1,
            pageBreakBefore: true,
            children: textRuns(one.title, {}),
          }),
          ...(one.lead === undefined ? [] : [facts([textRuns(one.lead, {})])]),
          ...blocksOf(one.blocks, context),
        ],
  );
  const children: Written[] = [
    ...(summary === undefined
      ? []
      : summary.asPart === true
        ? part('Summary', noteText(summary, context), `note-${summary.id}`)
        : part('Summary', named(summary), 'note-summary')),
    ...others,
    ...part(
      'Analysis',
      notes.flatMap((note) => counting(named(note))),
      'note-analysis',
    ),
    ...sources.flatMap((source) => counting(sourceText(source, context))),
    ...partsAfter(document, context),
  ];
  const comments = commentsOf(context);
  const footer = new Footer({
    children: [
      new Paragraph({
        style: 'Facts',
        alignment: 'right',
        children: [
          new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });
  const clean = cleanCharacters;
  const file = new Document({
    title: clean(document.title),
    creator: clean(document.author),
    lastModifiedBy: clean(document.author),
    description: clean(document.question),
    styles: STYLES,
    numbering: { config: [...context.lists.values()] },
    footnotes: Object.fromEntries(
      [...context.footnotes].map(([number, paragraphs]) => [number, { children: paragraphs }]),
    ),
    comments: { children: comments },
    sections: [
      {
        properties: { type: SectionType.NEXT_PAGE, page: pageOf(document.paper) },
        footers: { default: footer },
        children: [
          ...cover(document),
          new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-2' }),
          ...key(document),
          ...children,
        ],
      },
    ],
  });
  tools.report(0.5);
  return settledPackage(await Packer.toBuffer(file), document.exportedAt);
}
