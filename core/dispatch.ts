import {
  contract,
  isCallName,
  type CallArgs,
  type CallName,
  type CallReply,
} from '../shared/contract.ts';
import { Refusal, type Failure, type Result } from '../shared/result.ts';
import type { Notebook } from './notebook.ts';
import { codeOf } from './store/connection.ts';
import { beginStep, endStep, recordInto } from './store/history.ts';
import { RECORD_THEMSELVES, stepLabelOf } from './step-labels.ts';

/** The calls that the search worker answers instead of the library's thread. */
export type SearchCall = Extract<CallName, `search.${string}`>;

/** Says whether a call goes to the search worker. */
export function isSearchCall(name: string): name is SearchCall {
  return isCallName(name) && name.startsWith('search.');
}

/** A handler for each call; a missing one is a compile error where the table is made. */
export type Handlers<N extends CallName = Exclude<CallName, SearchCall>> = {
  readonly [K in N]: (
    notebook: Notebook,
    args: CallArgs<K>,
  ) => CallReply<K> | Promise<CallReply<K>>;
};

/** The calls of one noun. */
export type HandlersOf<Noun extends string> = Handlers<Extract<CallName, `${Noun}.${string}`>>;

const DISK_SENTENCES: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'The disk is full. Make room on it; what you wrote is still in this window.',
  ENOSPC: 'The disk is full. Make room on it; what you wrote is still in this window.',
  SQLITE_BUSY:
    'Another program is writing to the library just now. Try again in a moment; nothing was lost.',
  SQLITE_READONLY: 'The library may not be written any more. Check the rights of its folder.',
  SQLITE_IOERR: 'The disk did not take the change. Check that it is still connected and sound.',
  SQLITE_CORRUPT: 'The library file is damaged. Run "casebook check", then restore a backup.',
};

/** What a caller is told of anything thrown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { code: error.code, message: error.message };
  const code = codeOf(error);
  const disk =
    code === undefined
      ? undefined
      : (DISK_SENTENCES[code] ?? DISK_SENTENCES[code.split('_').slice(0, 2).join('_')]);
  if (disk !== undefined) return { code: 'disk', message: disk };
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `Casebook met an error of its own (${detail}). Nothing was changed; try again.`,
  };
}

/** A sentence on the first argument that does not fit: which one, and what is wrong with it. */
function argumentsFailure(
  name: string,
  issue: { path: PropertyKey[]; message: string } | undefined,
) {
  const where = issue?.path.length ? ` (${issue.path.join('.')})` : '';
  const message = `${name} was called with arguments that do not fit${where}: ${issue?.message ?? ''}`;
  return { code: 'bad-arguments', message } as const;
}

/** Checks a call at the boundary: its name, and its arguments with defaults filled in. */
export function checkCall(name: string, args: unknown): Result<{ name: CallName; args: unknown }> {
  if (!isCallName(name)) {
    return {
      ok: false,
      error: { code: 'unknown-call', message: `There is no call named "${name}".` },
    };
  }
  const checked = contract[name].args.safeParse(args ?? {});
  if (!checked.success) {
    return { ok: false, error: argumentsFailure(name, checked.error.issues[0]) };
  }
  return { ok: true, value: { name, args: checked.data } };
}

/** Runs a handler; what it changes is one step that can be undone, if the call has a name for it. */
async function runHandler(
  notebook: Notebook,
  name: Exclude<CallName, SearchCall>,
  handler: (notebook: Notebook, args: unknown) => unknown,
  args: unknown,
): Promise<unknown> {
  const label = stepLabelOf(name);
  if (label === undefined) return handler(notebook, args);
  const { db, deps } = notebook;
  const step = beginStep(db, deps);
  let value: unknown;
  try {
    value = RECORD_THEMSELVES.has(name)
      ? await handler({ ...notebook, step }, args)
      : recordInto(db, step, () => handler(notebook, args));
  } finally {
    endStep(db, step, value === undefined ? undefined : label(db, args, value));
  }
  return value;
}

/** Runs one checked call; a write that succeeds is announced to every window. */
export async function runCall(
  notebook: Notebook,
  handlers: Handlers,
  name: Exclude<CallName, SearchCall>,
  args: unknown,
): Promise<Result<unknown>> {
  try {
    // The arguments were parsed by this very call's schema.
    const handler = handlers[name] as (notebook: Notebook, args: unknown) => unknown;
    const value = await runHandler(notebook, name, handler, args);
    const { access, topics } = contract[name];
    if (access === 'write' && topics.length > 0) {
      notebook.emit({ type: 'changed', topics: [...topics] });
    }
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: failureOf(error) };
  }
}
