/** The parts of a Word document that are about its notes and sources. */
import { HeadingLevel, InternalHyperlink, Paragraph, type ParagraphChild, TextRun } from 'docx';
import type { CaseDocument } from '../case-document.ts';
import { placeTitles } from '../place-titles.ts';
import type { PlaceName } from '../places.ts';
import { addFootnote } from './docx-blocks.ts';
import { bookmarkOf, type DocxContext } from './docx-context.ts';
import { runsOf, textRuns } from './docx-runs.ts';
import { SANS } from './docx-styles.ts';

function heading(level: 1 | 2, title: string): Paragraph {
  return new Paragraph({
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    pageBreakBefore: level === 1,
    children: textRuns(title, {}),
  });
}

function facts(text: string): Paragraph {
  return new Paragraph({ style: 'Facts', children: textRuns(text, {}) });
}

function see(place: PlaceName | undefined, words: string): ParagraphChild[] {
  if (place === undefined) return [];
  const children = textRuns(words, { style: 'Hyperlink' });
  return [new InternalHyperlink({ anchor: bookmarkOf(place), children })];
}

function openQuestions({ openQuestions: open }: CaseDocument, context: DocxContext): Paragraph[] {
  if (open === undefined) return [];
  const tasks = open.tasks.flatMap(({ title, items }) => [
    new Paragraph({ style: 'Facts', keepNext: true, children: textRuns(title, {}) }),
    ...items.map(({ segments, rtl, place }) => {
      const words = runsOf(segments, context, addFootnote, rtl ? { rightToLeft: true } : {});
      const there =
        place === undefined ? [] : [new TextRun('  '), ...see(place, 'where it stands')];
      return new Paragraph({
        style: 'ListParagraph',
        ...(rtl ? { bidirectional: true } : {}),
        children: [new TextRun('☐  '), ...words, ...there],
      });
    }),
  ]);
  const reviews = open.reviews.map(({ number, title, quote, why, place }) => {
    const name = place === undefined ? [new TextRun(`H${number}`)] : see(place, `H${number}`);
    const about = textRuns(`\n${title}: ${why}.`, { font: SANS, size: 17 });
    return new Paragraph({
      children: [...name, ...textRuns(`  ${quote}`, { italics: true }), ...about],
    });
  });
  return [
    heading(1, 'Open questions'),
    ...(tasks.length === 0 ? [] : [heading(2, 'Not ticked yet'), ...tasks]),
    ...(reviews.length === 0 ? [] : [heading(2, 'Highlights to look at again'), ...reviews]),
  ];
}

function bibliography({ bibliography: works }: CaseDocument, context: DocxContext): Paragraph[] {
  if (works === undefined) return [];
  const entries = works.entries.map(({ segments, rtl, place }) => {
    const there = place === undefined ? [] : [new TextRun('  '), ...see(place, 'its text')];
    return new Paragraph({
      style: 'Work',
      ...(rtl ? { bidirectional: true } : {}),
      children: [
        ...runsOf(segments, context, addFootnote, rtl ? { rightToLeft: true } : {}),
        ...there,
      ],
    });
  });
  return [heading(1, 'Bibliography'), facts(`Set in ${works.style}.`), ...entries];
}

function index(document: CaseDocument): Paragraph[] {
  if (document.index === undefined) return [];
  const titleOf = placeTitles(document);
  const groups = document.index.groups.flatMap(({ title, entries }) => [
    heading(2, title),
    ...entries.map(({ name, places }) => {
      const links = places.flatMap((place) => {
        const words = titleOf(place);
        return words === undefined ? [] : [new TextRun(', '), ...see(place, words)];
      });
      return new Paragraph({
        style: 'Work',
        spacing: { after: 40 },
        children: [...textRuns(name, {}), ...links],
      });
    }),
  ]);
  return [heading(1, 'Index'), ...groups];
}

function record({
  record: { facts: all, sources, leftOut },
  printsRecord,
}: CaseDocument): Paragraph[] {
  if (!printsRecord) return [];
  const list = (title: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [heading(2, title), ...texts.map(facts)];
  const sourceLines = sources.map(({ title, revision, textSha256, original }) => {
    const file =
      original === undefined
        ? ''
        : `\n${original.name}, ${original.bytes.toLocaleString('en-GB')} bytes\n${original.sha256}`;
    return `${title}, revision ${revision}\n${textSha256}${file}`;
  });
  return [
    heading(1, 'Export record'),
    ...all.map(({ name, value }) => facts(`${name}: ${value}`)),
    ...list('Sources and their checksums (SHA-256)', sourceLines),
    ...list('Not as it is in the library', leftOut),
  ];
}

/** Open questions, bibliography, index and record, as far as the document has them. */
export function partsAfter(document: CaseDocument, context: DocxContext): Paragraph[] {
  return [
    ...openQuestions(document, context),
    ...bibliography(document, context),
    ...index(document),
    ...record(document),
  ];
}
