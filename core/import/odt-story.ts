/** What reading an OpenDocument text depends on, and what is found on the way. */
import type { OdtStyles } from './odt-styles.ts';
import type { Notes } from './office-notes.ts';
import type { Piece } from './office-pieces.ts';
import type { PlacedPicture } from './office-pictures.ts';
import type { PictureCollector } from './pictures.ts';
import type { XmlElement, XmlNode } from './xml.ts';

export interface OdtStory {
  styles: OdtStyles;
  /** The picture in the document that an address names. */
  pictureAt: (address: string) => PlacedPicture;
  /** The content of an object in the document. */
  object: (address: string) => XmlElement | undefined;
  pictures: PictureCollector;
  notes: Notes;
  /** The pieces of blocks inside a frame or a note. */
  inner: (nodes: readonly XmlNode[]) => Piece[];
  /** Whether it can be told where pages begin. */
  hasPages: boolean;
  seen: { comments: number; absent: number; drawings: number };
  title: { text?: string };
  /** The last number of each list that can be gone on with. */
  counts: Map<string, number>;
}
