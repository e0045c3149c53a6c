import { readingPlaceSchema, type ReadingPlace } from '../../shared/domain.ts';
import type { ReadableDB, WritableDB } from './connection.ts';
import { readValue, writeValue } from './settings.ts';

const keyOf = (sourceId: string) => `reading-place.${sourceId}`;

/** Where a source was read last; null when it was left at its beginning. */
export function readPlace(db: ReadableDB, sourceId: string): ReadingPlace | null {
  const stored = readingPlaceSchema.safeParse(readValue(db, keyOf(sourceId)));
  return stored.success ? stored.data : null;
}

/** Keeps where a source was read last. */
export function keepPlace(db: WritableDB, sourceId: string, place: ReadingPlace | null): void {
  writeValue(db, keyOf(sourceId), place);
}
