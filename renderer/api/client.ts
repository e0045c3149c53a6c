import type { CallInput, CallName, CallReply } from '../../shared/contract.ts';
import { Refusal, unwrap, type Result } from '../../shared/result.ts';
import { ROUTES } from '../../shared/routes.ts';

const UNREACHABLE =
  'Casebook is not answering. What is shown as saved is safe; close this window and start Casebook again.';

/** What a request may weigh that has to outlive its window, in bytes; browsers allow 64 KiB in all. */
const KEEPALIVE_BYTES = 48 * 1024;

let leaving = false;
if (typeof window !== 'undefined') {
  // Before the listeners that save what is unsaved when the window goes away.
  window.addEventListener('pagehide', () => (leaving = true), { capture: true });
  window.addEventListener('pageshow', () => (leaving = false), { capture: true });
}

/** Says whether a request is made to be finished after the window is gone. */
function outlivesWindow(body: BodyInit): boolean {
  return leaving && typeof body === 'string' && new Blob([body]).size <= KEEPALIVE_BYTES;
}

async function post<T>(
  path: string,
  body: BodyInit,
  type: string,
  signal?: AbortSignal,
): Promise<Result<T>> {
  try {
    const headers = { 'content-type': type };
    const response = await fetch(path, {
      method: 'POST',
      body,
      headers,
      signal: signal ?? null,
      keepalive: outlivesWindow(body),
    });
    return (await response.json()) as Result<T>;
  } catch {
    return { ok: false, error: { code: 'internal', message: UNREACHABLE } };
  }
}

/**
 * Makes one call of the contract; a failure comes back as a value, never as an exception. `signal`
 * gives up on a reply that nobody waits for any more.
 */
export function invoke<N extends CallName>(
  name: N,
  args: CallInput<N>,
  signal?: AbortSignal,
): Promise<Result<CallReply<N>>> {
  return post(ROUTES.call(name), JSON.stringify(args), 'application/json', signal);
}

/** Makes one call and gives its value; throws the failure as a `Refusal`. */
export async function invokeOrThrow<N extends CallName>(
  name: N,
  args: CallInput<N>,
  signal?: AbortSignal,
): Promise<CallReply<N>> {
  return unwrap(await invoke(name, args, signal));
}

/** Sends one file's bytes; gives the id that other calls name it by. */
export async function uploadFile(file: File, signal?: AbortSignal): Promise<string> {
  const reply = await post<{ id: string }>(
    ROUTES.upload(file.name),
    file,
    'application/octet-stream',
    signal,
  );
  return unwrap(reply).id;
}

/** The sentence to show for anything thrown by the functions above. */
export function messageOf(error: unknown): string {
  if (error instanceof Refusal || error instanceof Error) return error.message;
  return 'Something went wrong that Casebook has no words for.';
}
