import {
  contract,
  isCallName,
  type CallArgs,
  type CallName,
  type CallReply,
} from '../shared/contract.ts';
import type { Result } from '../shared/result.ts';
import { checkArgs } from './check-args.ts';
import { failureOf, unknownCall } from './failure.ts';
import type { Notebook } from './notebook.ts';
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

/** Checks a call at the boundary: its name, and its arguments with defaults filled in. */
export function checkCall(name: string, args: unknown): Result<{ name: CallName; args: unknown }> {
  if (!isCallName(name)) return { ok: false, error: unknownCall(name) };
  const checked = checkArgs<unknown>(name, contract[name].args, args);
  return checked.ok ? { ok: true, value: { name, args: checked.value } } : checked;
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
