import { v7 } from 'uuid';

/** A new UUIDv7 for the moment given: ids sort by the time they were made (RFC 9562, 5.7). */
export function newId(now: () => Date): string {
  return v7({ msecs: now().getTime() });
}
