/** OpenDocument texts (.odt, .ott, and the flat .fodt), as LibreOffice and others write them. */
import type { Block } from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';
import { isArchive, openArchive, type Archive } from './archive.ts';
import { readMislabelled } from './mislabelled.ts';
import { readOdtBlocks, textBody } from './odt-body.ts';
import { countPages } from './odt-runs.ts';
import type { OdtStory } from './odt-story.ts';
import { readOdtStyles } from './odt-styles.ts';
import { officeFacts, withoutTitle } from './office-facts.ts';
import { looksLikeFlatOdt, ODT_MEDIA_TYPE } from './office-looks.ts';
import { collectNotes } from './office-notes.ts';
import { placePages } from './office-pages.ts';
import { assemble } from './office-pieces.ts';
import { picturesByPlace } from './office-pictures.ts';
import { refusePackage } from './office-refusals.ts';
import { collectPictures } from './pictures.ts';
import { finishSource, nameInSentence, type Reader } from './reader.ts';
import {
  childElement,
  childElements,
  descendants,
  parseXml,
  xmlAttribute,
  xmlText,
  type XmlElement,
} from './xml.ts';

/** The parts of a document, from an archive or from one file of XML. */
interface Parts {
  content: XmlElement | undefined;
  styles: XmlElement | undefined;
  meta: XmlElement | undefined;
  archive: Archive | undefined;
  warnings: string[];
}

function refuseLocked(manifest: XmlElement | undefined, name: string): void {
  if (manifest === undefined || descendants(manifest, 'encryption-data').length === 0) return;
  throw new Refusal(
    'unsupported-format',
    `${nameInSentence(name)} is protected with a password. Open it with the password, save it without, and add that.`,
  );
}

function openParts(bytes: Uint8Array, name: string): Parts {
  if (!isArchive(bytes)) {
    const { root, warnings } = parseXml(bytes, name);
    const meta = childElement(root, 'meta');
    return { content: root, styles: undefined, meta, archive: undefined, warnings };
  }
  const archive = openArchive(bytes, name);
  const part = (path: string): XmlElement | undefined => {
    const content = archive.read(path);
    return content === undefined ? undefined : parseXml(content, name).root;
  };
  refuseLocked(part('META-INF/manifest.xml'), name);
  const content = part('content.xml');
  if (textBody(content) === undefined) refusePackage(archive, name);
  const meta = childElement(part('meta.xml'), 'meta');
  return { content, styles: part('styles.xml'), meta, archive, warnings: [...archive.warnings] };
}

/** A path in the archive as an address in it names it; undefined for what is outside. */
function pathOf(address: string): string | undefined {
  const path = address.replace(/^\.\//, '');
  if (/^[a-z][a-z0-9+.-]*:|^\/|^\.\./i.test(path)) return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A stray percent sign; the name is what it says.
  }
}

function startStory({ content, styles, archive, meta }: Parts, body: XmlElement): OdtStory {
  const file = (address: string): Uint8Array | undefined => {
    const path = pathOf(address);
    return path === undefined ? undefined : archive?.read(path);
  };
  const objectAt = (address: string): XmlElement | undefined => {
    const bytes = file(`${address.replace(/\/$/, '')}/content.xml`);
    return bytes === undefined ? undefined : parseXml(bytes, address).root;
  };
  const objects = new Map<string, XmlElement | undefined>();
  const pictures = collectPictures();
  const known = readOdtStyles([styles, content]);
  const statistic = childElement(meta, 'document-statistic');
  const told = Number(xmlAttribute(statistic, 'page-count') ?? NaN);
  const counted = countPages(body, { styles: known });
  const story: OdtStory = {
    styles: known,
    object: (address) => {
      const found = objects.get(address) ?? objectAt(address);
      objects.set(address, found);
      return found;
    },
    pictures,
    pictureAt: picturesByPlace(file, pictures),
    notes: collectNotes({ roman: true }),
    inner: (nodes) => readOdtBlocks(nodes, story),
    // Only when they are as many as the program counted: else they would mislead.
    hasPages: told > 1 && counted === told,
    seen: { comments: 0, absent: 0, drawings: 0 },
    title: {},
    counts: new Map(),
  };
  return story;
}

function warningsOf({ seen, pictures }: OdtStory, hasChanges: boolean): string[] {
  const count = (number: number, one: string, several: string): string[] =>
    number === 0 ? [] : [number === 1 ? one : several.replace('#', String(number))];
  return [
    ...(hasChanges
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
      'A chart or another object was left out.',
      '# charts or other objects were left out.',
    ),
    ...pictures.warnings(),
  ];
}

/** Reads an OpenDocument text. Throws a `Refusal` for what is locked, damaged or something else. */
export const readOdt: Reader = (request, options = {}) => {
  const { name, bytes } = request;
  if (!isArchive(bytes) && !looksLikeFlatOdt(bytes)) {
    return readMislabelled(request, options, 'OpenDocument text');
  }
  const parts = openParts(bytes, name);
  const body = textBody(parts.content);
  if (body === undefined) {
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(name)} is no document of text. Save it as a PDF and add that.`,
    );
  }
  const story = startStory(parts, body);
  const text = placePages(assemble(readOdtBlocks(body.children, story)));
  const blocks: Block[] = [...text, ...story.notes.blocks()];
  const property = (each: string): string => xmlText(childElement(parts.meta, each)).trim();
  const facts = officeFacts(
    name,
    {
      title: property('title'),
      creators: [property('initial-creator') || property('creator')],
      keywords: parts.meta === undefined ? [] : childElements(parts.meta, 'keyword').map(xmlText),
      language: property('language') || story.styles.language,
      created: property('creation-date'),
      modified: property('date'),
    },
    options.title === 'none' ? undefined : story.title.text,
  );
  const { files } = story.pictures;
  const hasChanges = childElements(body, 'tracked-changes').some(
    (changes) => changes.children.length > 0,
  );
  return finishSource(request, {
    blocks: options.title === 'none' ? blocks : withoutTitle(blocks, facts.csl.title),
    ...facts,
    mediaType: ODT_MEDIA_TYPE,
    warnings: [...parts.warnings, ...warningsOf(story, hasChanges)],
    ...(files.length === 0 ? {} : { files }),
  });
};
