/** Word documents (.docx and its kin): text, tables, notes and pictures; no macros, no objects. */
import type { Block } from '../../shared/document.ts';
import { isArchive } from './archive.ts';
import { readBlocks } from './docx-body.ts';
import { startNumbering } from './docx-numbering.ts';
import { openPackage, type OfficePackage, type Part } from './docx-package.ts';
import type { Story } from './docx-story.ts';
import { readStyles } from './docx-styles.ts';
import { readMislabelled } from './mislabelled.ts';
import { officeFacts, withoutTitle } from './office-facts.ts';
import { DOCX_MEDIA_TYPE } from './office-looks.ts';
import { collectNotes } from './office-notes.ts';
import { placePages } from './office-pages.ts';
import { assemble } from './office-pieces.ts';
import { picturesByPlace } from './office-pictures.ts';
import { refusePackage } from './office-refusals.ts';
import { collectPictures } from './pictures.ts';
import { finishSource, type Reader, type ReadRequest } from './reader.ts';
import {
  childElement,
  childElements,
  descendants,
  xmlAttribute,
  xmlText,
  type XmlElement,
} from './xml.ts';

/**
 * Says whether pages begin where Word noted it when it last laid the document out: only when they are
 * as many as Word told, and no section numbers its pages anew. Else they would mislead.
 */
function hasPages(body: XmlElement, app: XmlElement | undefined): boolean {
  const told = Number(xmlText(childElement(app, 'Pages')));
  const breaks = descendants(body, 'lastRenderedPageBreak').length;
  const plain = descendants(body, 'pgNumType').every(
    (numbers) =>
      xmlAttribute(numbers, 'start') === undefined &&
      /^(?:decimal)?$/.test(xmlAttribute(numbers, 'fmt') ?? ''),
  );
  return breaks > 0 && breaks + 1 === told && plain;
}

/** The elements of notes in a part, by their id; the lines that part notes from text are none. */
function notesIn(part: Part | undefined, name: string): Map<string, XmlElement> {
  const notes = part === undefined ? [] : childElements(part.root, name);
  return new Map(
    notes
      .filter((note) => /^(?:normal)?$/.test(xmlAttribute(note, 'type') ?? ''))
      .map((note) => [xmlAttribute(note, 'id') ?? '', note]),
  );
}

function mostUsed(languages: ReadonlyMap<string, number>): string | undefined {
  return [...languages].reduce<[string, number] | undefined>(
    (most, each) => (most === undefined || each[1] > most[1] ? each : most),
    undefined,
  )?.[0];
}

function warningsOf({ seen }: Story): string[] {
  const count = (number: number, one: string, several: string): string[] =>
    number === 0 ? [] : [number === 1 ? one : several.replace('#', String(number))];
  return [
    ...(seen.changes > 0
      ? ['It holds tracked changes: what was added was kept, what was deleted was left out.']
      : []),
    ...count(seen.comments, 'A comment was left out.', '# comments were left out.'),
    ...count(
      seen.absent,
      'A picture that is not in the file was left out.',
      '# pictures that are not in the file were left out.',
    ),
    ...count(
      seen.drawings,
      'A chart or diagram was left out.',
      '# charts or diagrams were left out.',
    ),
    ...count(
      seen.chunks,
      'A document inside the document was left out.',
      '# documents inside the document were left out.',
    ),
  ];
}

/** Starts reading a document's main part. */
function startStory(pack: OfficePackage, main: Part, body: XmlElement): Story {
  const parts = {
    footnote: pack.related(main, 'footnotes'),
    endnote: pack.related(main, 'endnotes'),
  };
  const notes = {
    footnote: notesIn(parts.footnote, 'footnote'),
    endnote: notesIn(parts.endnote, 'endnote'),
  };
  const taken = new Set<XmlElement>();
  const pictures = collectPictures();
  const story: Story = {
    part: main,
    styles: readStyles(pack.related(main, 'styles')?.root),
    numbering: startNumbering(pack.related(main, 'numbering')?.root),
    pictures,
    pictureAt: picturesByPlace((path) => pack.archive.read(path), pictures),
    notes: collectNotes({ roman: notes.footnote.size > 0 }),
    noteBlocks: (kind, id) => {
      const element = notes[kind].get(id);
      if (element === undefined || taken.has(element)) return undefined;
      taken.add(element);
      const part = parts[kind] ?? main;
      const inner: Story = { ...story, part, fields: [], hasPages: false };
      inner.inner = (nodes) => readBlocks(nodes, inner);
      return assemble(readBlocks(element.children, inner));
    },
    inner: (nodes) => readBlocks(nodes, story),
    fields: [],
    hasPages: hasPages(body, pack.app),
    languages: new Map(),
    seen: { comments: 0, changes: 0, absent: 0, drawings: 0, chunks: 0 },
    title: {},
  };
  return story;
}

/** Reads a Word document. Throws a `Refusal` for what is locked, damaged or something else. */
export const readDocx: Reader = (request: ReadRequest, options = {}) => {
  const { name, bytes } = request;
  if (!isArchive(bytes)) return readMislabelled(request, options, 'Word document');
  const pack = openPackage(bytes, name);
  const main = pack.part(pack.mainPath ?? 'word/document.xml');
  const body = childElement(main?.root, 'body');
  if (main === undefined || body === undefined) refusePackage(pack.archive, name);

  const story = startStory(pack, main, body);
  const text = placePages(assemble(readBlocks(body.children, story)));
  const blocks: Block[] = [...text, ...story.notes.blocks()];
  const core = (property: string) => xmlText(childElement(pack.core, property));
  const language = mostUsed(story.languages) ?? core('language');
  const facts = officeFacts(
    name,
    {
      title: core('title'),
      creators: [core('creator')],
      keywords: [core('keywords')],
      language,
      created: core('created'),
      modified: core('modified'),
    },
    options.title === 'none' ? undefined : story.title.text,
  );
  const { files } = story.pictures;
  return finishSource(request, {
    blocks: options.title === 'none' ? blocks : withoutTitle(blocks, facts.csl.title),
    ...facts,
    mediaType: DOCX_MEDIA_TYPE,
    warnings: [...pack.archive.warnings, ...warningsOf(story), ...story.pictures.warnings()],
    ...(files.length === 0 ? {} : { files }),
  });
};
