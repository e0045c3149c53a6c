import { Refusal } from '../../shared/result.ts';

/** What write functions need besides the database: never globals, so that tests can fix them. */
export interface Deps {
  /** The present, as a Date. */
  now(): Date;
  /** A new UUIDv7. */
  newId(): string;
}

/** The present as it is stored. */
export function timestamp(deps: Deps): string {
  return deps.now().toISOString();
}

/** Refuses with a sentence when a thing asked for is not there. */
export function found<T>(row: T | undefined, noun: string): T {
  if (row !== undefined) return row;
  throw new Refusal('not-found', `There is no such ${noun} any more. It may have been deleted.`);
}

/** A JSON array column made by json_group_array, without its nulls. */
export function stringList(json: string | null): string[] {
  if (json === null) return [];
  return (JSON.parse(json) as Array<string | null>).filter((item) => item !== null);
}
