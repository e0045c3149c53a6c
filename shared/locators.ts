/** The kinds of place that a citation can point to, by CSL's names for them. */

export interface LocatorKind {
  /** In forms: "Page". */
  name: string;
  /** Before the place, while no style sets the citation: "p.", and "pp." before several. */
  sign: string;
  several: string;
}

const table = {
  paragraph: { name: '¶', sign: '¶', several: '¶' },
  page: { name: 'Page', sign: 'p.', several: 'pp.' },
  chapter: { name: 'Chapter', sign: 'ch.', several: 'chs.' },
  section: { name: 'Section', sign: '§', several: '§§' },
  part: { name: 'Part', sign: 'pt.', several: 'pts.' },
  volume: { name: 'Volume', sign: 'vol.', several: 'vols.' },
  book: { name: 'Book', sign: 'bk.', several: 'bks.' },
  figure: { name: 'Figure', sign: 'fig.', several: 'figs.' },
  table: { name: 'Table', sign: 'table', several: 'tables' },
  line: { name: 'Line', sign: 'l.', several: 'll.' },
  verse: { name: 'Verse', sign: 'v.', several: 'vv.' },
  column: { name: 'Column', sign: 'col.', several: 'cols.' },
  folio: { name: 'Folio', sign: 'fol.', several: 'fols.' },
  note: { name: 'Note', sign: 'n.', several: 'nn.' },
  timestamp: { name: 'Time', sign: 'at', several: 'at' },
} as const satisfies Record<string, LocatorKind>;

export type LocatorKindId = keyof typeof table;

/** In the order of the forms that offer them. */
export const LOCATOR_KINDS: Readonly<Record<LocatorKindId, LocatorKind>> = table;

export const LOCATOR_KIND_IDS = Object.keys(table) as [LocatorKindId, ...LocatorKindId[]];

/** Says whether a text, from an address or a stored node, is the name of a kind. */
export function isLocatorKind(text: unknown): text is LocatorKindId {
  return typeof text === 'string' && Object.hasOwn(table, text);
}
