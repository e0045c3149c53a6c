/** What reading a part of a Word document depends on, and what is found on the way. */
import type { Block } from '../../shared/document.ts';
import type { Numbering } from './docx-numbering.ts';
import type { Part } from './docx-package.ts';
import type { Styles } from './docx-styles.ts';
import type { Notes } from './office-notes.ts';
import type { Piece } from './office-pieces.ts';
import type { PlacedPicture } from './office-pictures.ts';
import type { PictureCollector } from './pictures.ts';
import type { XmlNode } from './xml.ts';

/** A field that has begun: its instruction while it is written, then its result. */
export interface Field {
  instruction: string;
  inResult: boolean;
  href?: string | undefined;
}

/** How often something was met that is told in a warning. */
export interface Seen {
  comments: number;
  changes: number;
  /** Pictures that the document only names. */
  absent: number;
  /** Charts, diagrams and the like. */
  drawings: number;
  /** Whole documents inside the document. */
  chunks: number;
}

export interface Story {
  /** The part that relations are looked up in. */
  part: Part;
  styles: Styles;
  numbering: Numbering;
  pictures: PictureCollector;
  /** The picture in a part of the document. */
  pictureAt: (path: string) => PlacedPicture;
  notes: Notes;
  /** The text of a note, once; undefined when there is none, or it was asked for before. */
  noteBlocks: (kind: 'footnote' | 'endnote', id: string) => Block[] | undefined;
  /** The pieces of blocks inside a drawing. */
  inner: (nodes: readonly XmlNode[]) => Piece[];
  fields: Field[];
  /** Whether it can be told where pages begin in print. */
  hasPages: boolean;
  /** How many characters are in which language. */
  languages: Map<string, number>;
  seen: Seen;
  title: { text?: string };
}
