/** Finding what a person names on the command line: by id, by the beginning of an id, or by title. */
import { Refusal } from '../shared/result.ts';
import type { Client } from './client.ts';

interface Named {
  id: string;
  title: string;
}

const SHORTEST_ID = 6;
const SHOWN = 5;

function fold(title: string): string {
  return title.normalize('NFC').trim().toLocaleLowerCase();
}

function listed(things: readonly Named[]): string {
  const lines = things.slice(0, SHOWN).map(({ id, title }) => `  ${id}  ${title}`);
  const more = things.length - SHOWN;
  return [...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n');
}

/**
 * The one thing among `things` that `reference` names: a whole id, a title in any case, or the
 * first six or more characters of an id. `noun` and `command` go into the sentence of the refusal.
 */
export function pick<T extends Named>(
  things: readonly T[],
  reference: string,
  noun: string,
  command: string,
): T {
  const id = reference.trim().toLowerCase();
  const byTitle = things.filter(({ title }) => fold(title) === fold(reference));
  const byPrefix =
    id.length >= SHORTEST_ID ? things.filter((thing) => thing.id.startsWith(id)) : [];
  const exact = things.filter((thing) => thing.id === id);
  const found = [exact, byTitle, byPrefix].find((matches) => matches.length > 0) ?? [];
  const [only, ...others] = found;
  if (only === undefined) {
    throw new Refusal(
      'not-found',
      `There is no ${noun} "${reference}". "casebook ${command}" lists them; name one by its title, its id, or the first ${SHORTEST_ID} or more characters of its id.`,
    );
  }
  if (others.length === 0) return only;
  throw new Refusal(
    'conflict',
    `"${reference}" names more than one ${noun}. Name one by its whole id:\n${listed(found)}`,
  );
}

/** The case file that a reference names. */
export async function findCase(client: Client, reference: string) {
  return pick(await client.call('cases.list', {}), reference, 'case file', 'case list');
}

/** The source that a reference names. */
export async function findSource(client: Client, reference: string) {
  return pick(await client.call('sources.list', {}), reference, 'source', 'source list');
}

/** The note that a reference names. */
export async function findNote(client: Client, reference: string) {
  return pick(await client.call('notes.list', {}), reference, 'note', 'note list');
}
