import type { Database } from 'better-sqlite3';
import { firstLibrary } from './0001-first-library.ts';
import { history } from './0002-history.ts';
import { noteLinks } from './0003-note-links.ts';
import { annotationLinks } from './0004-annotation-links.ts';
import { fingerprints } from './0005-fingerprints.ts';
import { exports } from './0006-exports.ts';
import { bundles } from './0007-bundles.ts';
import { citationStyles } from './0008-citation-styles.ts';
import { savedSearches } from './0009-saved-searches.ts';
import { searchIndex } from './0010-search-index.ts';
import { referenceIndexes } from './0011-reference-indexes.ts';

/** A step from the version before to `version`. Once released it is never changed again. */
export interface Migration {
  version: number;
  up(db: Database): void;
}

/** In order, without gaps. */
export const MIGRATIONS: readonly Migration[] = [
  firstLibrary,
  history,
  noteLinks,
  annotationLinks,
  fingerprints,
  exports,
  bundles,
  citationStyles,
  savedSearches,
  searchIndex,
  referenceIndexes,
];

export const LATEST_VERSION = MIGRATIONS.length;
