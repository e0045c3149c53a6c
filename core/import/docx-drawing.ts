/** Pictures and text boxes in a Word document. */
import type { Block } from '../../shared/document.ts';
import type { Story } from './docx-story.ts';
import { blockPieces, type Piece } from './office-pieces.ts';
import { childElement, xmlAttribute, type XmlElement } from './xml.ts';

/** The figure of a picture that a relation names; undefined for one that is not in the file. */
function figureOf(id: string | undefined, alt: string, story: Story): Block | undefined {
  const relation = story.part.relations.get(id ?? '');
  if (relation === undefined) return undefined;
  const picture = relation.external ? 'absent' : story.pictureAt(relation.target);
  if (picture === 'absent') {
    story.seen.absent += 1;
    return undefined;
  }
  if (picture === undefined) return undefined;
  return { type: 'figure', file: picture.sha256, alt, caption: [] };
}

const FILE_NAME = /^\S+\.(?:png|jpe?g|gif|webp|bmp|tiff?|emf|wmf|svg)$/i;

/** What people wrote to describe a picture; not the names that programs number them by. */
function altOf(element: XmlElement): string | undefined {
  const text = xmlAttribute(element, 'descr') ?? xmlAttribute(element, 'alt');
  const alt = text?.replace(/\s+/g, ' ').trim();
  return alt === undefined || alt === '' || FILE_NAME.test(alt) ? undefined : alt;
}

/** The pictures and the text of a drawing, in order. */
export function readDrawing(drawing: XmlElement, story: Story): Piece[] {
  const pieces: Piece[] = [];
  let alt = '';
  const addPicture = (id: string | undefined): void => {
    const figure = figureOf(id, alt, story);
    if (figure !== undefined) pieces.push(...blockPieces([figure]));
  };
  const visit = (element: XmlElement): void => {
    switch (element.name) {
      case 'txbxContent':
        pieces.push(...story.inner(element.children));
        return;
      case 'blip':
        return addPicture(xmlAttribute(element, 'embed') ?? xmlAttribute(element, 'link'));
      case 'imagedata':
        alt = altOf(element) ?? alt;
        return addPicture(xmlAttribute(element, 'id') ?? xmlAttribute(element, 'href'));
      case 'chart':
      case 'relIds':
        story.seen.drawings += 1;
        return;
      case 'AlternateContent': {
        const before = pieces.length;
        const choice = childElement(element, 'Choice');
        if (choice !== undefined) visit(choice);
        const fallback = childElement(element, 'Fallback');
        if (pieces.length === before && fallback !== undefined) visit(fallback);
        return;
      }
      case 'docPr':
      case 'cNvPr':
      case 'shape':
        alt = altOf(element) ?? alt;
    }
    for (const node of element.children) if (typeof node !== 'string') visit(node);
  };
  visit(drawing);
  return pieces;
}
