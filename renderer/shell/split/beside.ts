/**
 * Two things side by side, as the address says it: `?beside=source:ID` or `?beside=note:ID`, and
 * with `&besideAt=12-40` the passage of the source to go to. Pure.
 */
import type { TextPosition } from '../../../shared/selectors.ts';
import { paths } from '../paths.ts';
import { placeOf } from '../place.ts';

/** What stands in the second half. */
export interface Beside {
  kind: 'source' | 'note';
  id: string;
  at?: TextPosition | undefined;
}

/** An address taken apart, as the router has it. */
export interface Address {
  pathname: string;
  search: string;
}

/** Reads `12-40`; undefined when it is no position. */
export function positionIn(text: string | null): TextPosition | undefined {
  const match = /^(\d+)-(\d+)$/.exec(text ?? '');
  if (match === null) return undefined;
  const [start, end] = [Number(match[1]), Number(match[2])];
  return start < end ? { start, end } : undefined;
}

/** What an address asks for beside its screen; undefined when that is nothing or makes no sense. */
export function besideIn(search: string): Beside | undefined {
  const query = new URLSearchParams(search);
  const match = /^(source|note):([\w-]+)$/.exec(query.get('beside') ?? '');
  const [, kind, id] = match ?? [];
  if (id === undefined || (kind !== 'source' && kind !== 'note')) return undefined;
  const at = kind === 'source' ? positionIn(query.get('besideAt')) : undefined;
  return { kind, id, ...(at === undefined ? {} : { at }) };
}

/** The same address with something else beside it, or with nothing. */
export function withBeside({ pathname, search }: Address, beside: Beside | undefined): string {
  const query = new URLSearchParams(search);
  query.delete('beside');
  query.delete('besideAt');
  if (beside !== undefined) {
    query.set('beside', `${beside.kind}:${beside.id}`);
    if (beside.at !== undefined) query.set('besideAt', `${beside.at.start}-${beside.at.end}`);
  }
  // The colon may stand as it is in a query, and is easier to read so.
  const text = query.toString().replaceAll('%3A', ':');
  return text === '' ? pathname : `${pathname}?${text}`;
}

/** Takes an address as shell/paths.ts writes it apart. */
export function addressFrom(path: string): Address {
  const at = path.indexOf('?');
  return at === -1
    ? { pathname: path, search: '' }
    : { pathname: path.slice(0, at), search: path.slice(at) };
}

/** The source or note that an address leads to, as something to put beside; undefined for others. */
export function besideFor(path: string): Beside | undefined {
  const { pathname, search } = addressFrom(path);
  const { sourceId, noteId } = placeOf(pathname);
  if (noteId !== undefined) return { kind: 'note', id: noteId };
  if (sourceId === undefined) return undefined;
  const at = positionIn(new URLSearchParams(search).get('at'));
  return { kind: 'source', id: sourceId, ...(at === undefined ? {} : { at }) };
}

/** The address of what stands in the second half, alone. */
export function pathOf(beside: Beside, caseId: string | undefined): string {
  return beside.kind === 'note'
    ? paths.note(beside.id, { caseId })
    : paths.source(beside.id, { caseId, at: beside.at });
}

/** The address with the halves exchanged; undefined when the first can't stand beside. */
export function swapped(address: Address): string | undefined {
  const beside = besideIn(address.search);
  const first = besideFor(address.pathname);
  if (beside === undefined || first === undefined) return undefined;
  const { caseId } = placeOf(address.pathname);
  return withBeside(addressFrom(pathOf({ ...beside, at: undefined }, caseId)), first);
}
