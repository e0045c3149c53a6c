/** The command line's way to the notebook: the same fetch handler that the windows have. */
import type { CallInput, CallName, CallReply } from '../shared/contract.ts';
import { Refusal, unwrap, type Result } from '../shared/result.ts';
import { ROUTES } from '../shared/routes.ts';

type FetchHandler = (request: Request) => Promise<Response>;

const ORIGIN = 'casebook://app';

export interface Client {
  /** Makes one call; throws its failure as a `Refusal`. */
  call<N extends CallName>(name: N, args: CallInput<N>): Promise<CallReply<N>>;
  /** Hands over the bytes of one file; gives the id that `sources.import` takes. */
  upload(name: string, bytes: Blob): Promise<string>;
  /** Fetches what a job made, by the path that its result names. */
  fetchResult(path: string): Promise<Uint8Array>;
}

async function valueOf<T>(response: Response): Promise<T> {
  // The core has checked what it sends against the contract.
  return unwrap((await response.json()) as Result<T>);
}

/** A client of a notebook's fetch handler. */
export function createClient(app: FetchHandler): Client {
  const post = (path: string, body: NonNullable<RequestInit['body']>, type: string) =>
    app(
      new Request(new URL(path, ORIGIN), {
        method: 'POST',
        body,
        headers: { 'content-type': type, origin: ORIGIN },
      }),
    );
  return {
    async call(name, args) {
      return valueOf(await post(ROUTES.call(name), JSON.stringify(args), 'application/json'));
    },
    async upload(name, bytes) {
      const response = await post(ROUTES.upload(name), bytes, 'application/octet-stream');
      return (await valueOf<{ id: string }>(response)).id;
    },
    async fetchResult(path) {
      const response = await app(new Request(new URL(path, ORIGIN)));
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
      throw new Refusal('internal', 'The export was made, but its file is not there any more.');
    },
  };
}
