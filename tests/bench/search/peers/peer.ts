/** What Casebook's search is measured against, each set up as its own documentation sets it up. */
import type { Kind } from '../queries.ts';

export interface PeerDocument {
  id: number;
  title: string;
  body: string;
}

export interface PeerQuery {
  /** In small letters, without accents. */
  text: string;
  /** "typing": the last word is a beginning. */
  kind: Kind | 'typing';
}

/** A search engine over titles and bodies. It holds no texts: snippets are made from a table. */
export interface Peer {
  /** Adds some documents. */
  add(documents: readonly PeerDocument[]): Promise<void>;
  /** Writes the index to a file; what comes after the last document is done here too. */
  save(file: string): Promise<void>;
  load(file: string): Promise<void>;
  /** The ids of the best, at most `limit`. */
  find(query: PeerQuery, limit: number): Promise<number[]>;
}

/** In this order in the table. */
export const PEERS = ['FTS5', 'MiniSearch', 'FlexSearch', 'Orama', 'Lunr'] as const;
export type PeerName = (typeof PEERS)[number];

/** How many candidates are looked through for a phrase, by engines that know no phrases. */
export const PHRASE_CANDIDATES = 500;

/** Says whether the last word of a query is only a beginning. */
export function isOpen({ kind, text }: PeerQuery): boolean {
  return (kind === 'typing' || kind === 'prefix') && !text.endsWith(' ');
}
