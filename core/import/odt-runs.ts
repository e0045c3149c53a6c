/** The text of an OpenDocument paragraph: runs with marks and links, and what hangs on it. */
import type { Mark, Run } from '../../shared/document.ts';
import { isAllowedHref } from '../../shared/links.ts';
import { runOf } from './html-look.ts';
import type { OdtStory } from './odt-story.ts';
import { withStyleMarks } from './odt-styles.ts';
import { PAGE_MARK } from './office-pages.ts';
import { assemble, blockPieces, type Piece } from './office-pieces.ts';
import {
  childElement,
  childElements,
  descendants,
  xmlAttribute,
  xmlText,
  type XmlElement,
  type XmlNode,
} from './xml.ts';

/** A paragraph being read. */
export interface OdtLine {
  runs: Run[];
  after: Piece[];
}

interface Look {
  marks: readonly Mark[];
  href?: string;
  hidden: boolean;
}

/** Longest stretch of blanks that one element may stand for. */
const MAX_BLANKS = 1000;

/** Elements that are no text, or repeat what is elsewhere. */
const SKIPPED = new Set(
  `tracked-changes change change-start change-end bookmark bookmark-start bookmark-end forms
   sequence-decls variable-decls user-field-decls dde-connection-decls annotation-end hidden-text
   reference-mark-start reference-mark-end toc-mark toc-mark-start toc-mark-end scripts event-listeners
   alphabetical-index-mark alphabetical-index-mark-start alphabetical-index-mark-end`.split(/\s+/),
);

/** The text of a formula in MathML, without what its author typed to make it. */
function formulaText(element: XmlElement): string {
  if (/^annotation/.test(element.name)) return '';
  const parts = element.children.map((node) =>
    typeof node === 'string' ? node.trim() : formulaText(node),
  );
  if (element.name === 'mfrac') return `(${parts.filter(Boolean).join(')/(')})`;
  if (element.name === 'msqrt') return `√(${parts.join('')})`;
  return parts.join('');
}

function pictureOf(image: XmlElement, alt: string, story: OdtStory): Piece[] {
  const inline = childElement(image, 'binary-data');
  const picture =
    inline === undefined
      ? story.pictureAt(xmlAttribute(image, 'href') ?? '')
      : story.pictures.addDataUri(`data:;base64,${xmlText(inline).replace(/\s+/g, '')}`);
  if (picture === 'absent') {
    story.seen.absent += 1;
    return [];
  }
  if (picture === undefined) return [];
  return blockPieces([{ type: 'figure', file: picture.sha256, alt, caption: [] }]);
}

/** What people wrote to describe a picture. */
function altOf(frame: XmlElement): string {
  const texts = ['desc', 'title'].map((name) =>
    xmlText(childElement(frame, name)).replace(/\s+/g, ' ').trim(),
  );
  return texts.find((text) => text !== '') ?? '';
}

/** The pictures and the text of a frame, a shape or a group of them. */
export function readFrame(frame: XmlElement, story: OdtStory): { pieces: Piece[]; text: string } {
  const pieces: Piece[] = [];
  let text = '';
  const alt = altOf(frame);
  const object = childElement(frame, 'object');
  const content =
    object && (childElement(object, 'math') ?? story.object(xmlAttribute(object, 'href') ?? ''));
  if (content?.name === 'math') return { pieces, text: formulaText(content) };
  const images = childElements(frame, 'image');
  // Several images in a frame are the same picture in several formats.
  const [first] = images;
  if (first !== undefined) pieces.push(...pictureOf(first, alt, story));
  else if (object !== undefined) story.seen.drawings += 1;
  for (const child of childElements(frame)) {
    if (child.name === 'text-box') pieces.push(...story.inner(child.children));
    else if (child.name === 'p' || child.name === 'list') pieces.push(...story.inner([child]));
    else if (isDrawing(child)) {
      const inner = readFrame(child, story);
      pieces.push(...inner.pieces);
      text += inner.text;
    }
  }
  return { pieces, text };
}

const DRAW_URI = 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0';

/** Says whether an element is a frame, a shape, a group, or a link around one. */
export function isDrawing(element: XmlElement): boolean {
  return (
    element.uri === DRAW_URI &&
    !['image', 'object', 'object-ole', 'text-box'].includes(element.name)
  );
}

/** Reads the content of a paragraph. */
export function readOdtLine(paragraph: XmlElement, story: OdtStory): OdtLine {
  const line: OdtLine = { runs: [], after: [] };
  const write = (text: string, look: Look): void => {
    if (look.hidden) return;
    line.runs.push(runOf(text, look));
  };

  const visit = (node: XmlNode, look: Look): void => {
    if (typeof node === 'string') return write(node.replace(/[\n\r]+/g, ' '), look);
    const inside = (inner: Look = look): void =>
      node.children.forEach((child) => visit(child, inner));
    if (isDrawing(node)) {
      const { pieces, text } = readFrame(node, story);
      line.after.push(...pieces);
      if (text !== '') write(text, look);
      return;
    }
    if (SKIPPED.has(node.name)) return;
    switch (node.name) {
      case 's': {
        const count = Number(xmlAttribute(node, 'c') ?? 1);
        return write(' '.repeat(Math.min(Math.max(count, 1) || 1, MAX_BLANKS)), look);
      }
      case 'tab':
        return write('\t', look);
      case 'line-break':
        return write('\n', look);
      case 'soft-page-break': {
        if (story.hasPages) line.runs.push({ text: PAGE_MARK });
        return;
      }
      case 'span': {
        const style = story.styles.text(xmlAttribute(node, 'style-name'));
        const marks = withStyleMarks(look.marks, style);
        return inside({ ...look, marks, hidden: look.hidden || style.hidden });
      }
      case 'a': {
        const href = xmlAttribute(node, 'href')?.trim() ?? '';
        const marks = look.marks.filter((mark) => mark !== 'underline');
        return inside(isAllowedHref(href) ? { ...look, marks, href } : look);
      }
      case 'note': {
        const kind = xmlAttribute(node, 'note-class') === 'endnote' ? 'endnote' : 'footnote';
        const body = childElement(node, 'note-body');
        const label = xmlText(childElement(node, 'note-citation')).trim();
        const blocks = body === undefined ? [] : assemble(story.inner(body.children));
        if (blocks.length === 0 || look.hidden) return;
        line.runs.push(story.notes.add(kind, blocks, label === '' ? undefined : label));
        return;
      }
      case 'annotation':
        story.seen.comments += 1;
        return;
      case 'ruby':
        childElement(node, 'ruby-base')?.children.forEach((child) => visit(child, look));
        return write(`(${xmlText(childElement(node, 'ruby-text'))})`, look);
      default:
        return inside();
    }
  };
  paragraph.children.forEach((node) => visit(node, { marks: [], hidden: false }));
  return line;
}

/** How many pages a text has by the breaks in it: those that were laid out, and those asked for. */
export function countPages(body: XmlElement, story: Pick<OdtStory, 'styles'>): number {
  const asked = ['p', 'h'].flatMap((name) =>
    descendants(body, name).filter(
      (element) => story.styles.paragraph(xmlAttribute(element, 'style-name')).newPage,
    ),
  );
  return 1 + descendants(body, 'soft-page-break').length + asked.length;
}
