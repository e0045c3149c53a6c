import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { Refusal } from '../shared/result.ts';
import { MAX_UPLOAD_BYTES } from '../shared/routes.ts';

/** An upload on its way into the library: its bytes, and the name it came with. */
export interface Upload {
  path: string;
  name: string;
}

const STALE_MS = 24 * 60 * 60 * 1000;

function parts(temporary: string, id: string) {
  return { bytes: join(temporary, `${id}.upload`), name: join(temporary, `${id}.name`) };
}

/** Keeps what `body` sends under the id given; refuses more than MAX_UPLOAD_BYTES. */
export async function receiveUpload(
  temporary: string,
  { id, name, body }: { id: string; name: string; body: ReadableStream<Uint8Array> | null },
): Promise<void> {
  mkdirSync(temporary, { recursive: true });
  const to = parts(temporary, id);
  let received = 0;
  const counted = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      received += chunk.length;
      if (received > MAX_UPLOAD_BYTES) {
        throw new Refusal(
          'too-large',
          `"${name}" is larger than ${MAX_UPLOAD_BYTES >> 20} MB, which is the most that one file may be.`,
        );
      }
      yield chunk;
    }
  };
  try {
    // The tests see the DOM's stream type too, which Node's own function does not take.
    const source = body === null ? Readable.from([]) : Readable.fromWeb(body as NodeStream);
    await pipeline(source, counted, createWriteStream(to.bytes));
    writeFileSync(to.name, name);
  } catch (error) {
    dropUpload(temporary, id);
    throw error;
  }
}

/** The upload of that id; refused when it was used up or never came. */
export function findUpload(temporary: string, id: string): Upload {
  const at = parts(temporary, id);
  if (!existsSync(at.bytes) || !existsSync(at.name)) {
    throw new Refusal(
      'not-found',
      'That file did not arrive, or was imported already. Choose it again.',
    );
  }
  return { path: at.bytes, name: readFileSync(at.name, 'utf8') };
}

/** Forgets an upload; does nothing when it is gone already. */
export function dropUpload(temporary: string, id: string): void {
  const at = parts(temporary, id);
  rmSync(at.bytes, { force: true });
  rmSync(at.name, { force: true });
}

/** Clears away what earlier runs left half-way. Younger things may belong to a CLI still at work. */
export function clearStale(temporary: string, now: Date): void {
  for (const name of readdirSync(temporary)) {
    const path = join(temporary, name);
    if (now.getTime() - statSync(path).mtimeMs > STALE_MS)
      rmSync(path, { recursive: true, force: true });
  }
}
