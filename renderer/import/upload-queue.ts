import { MAX_UPLOAD_BYTES } from '../../shared/routes.ts';
import { messageOf } from '../api/client.ts';
import type { Arrival } from './arrivals.ts';

/** Uploads under way at once: enough to keep the line busy, few enough to stop soon. */
const AT_ONCE = 4;

export interface Unsent {
  path: string;
  /** Why, and what to do. */
  message: string;
}

interface Sending {
  arrivals: readonly Arrival[];
  /** Sends one file's bytes and gives the upload's id. */
  send: (file: File, signal: AbortSignal) => Promise<string>;
  signal: AbortSignal;
  /** Hears after each file how many have been dealt with. */
  onProgress: (done: number) => void;
}

async function check(file: File): Promise<void> {
  if (file.size > MAX_UPLOAD_BYTES) {
    const limit = MAX_UPLOAD_BYTES / 1024 / 1024;
    throw new Error(`It is larger than ${limit} MB. Split it, and add the parts.`);
  }
  try {
    // Something that is no file any more looks like one until one tries to read it.
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new Error(
      'It could not be read from the disk: it is a folder, or it was moved or locked. Choose it again.',
    );
  }
}

/**
 * Sends files, a few at a time. Gives the uploads in the order of the files, and what could not be
 * sent; a file that fails never stops the others. Stops early when the signal aborts.
 */
export async function sendAll({ arrivals, send, signal, onProgress }: Sending): Promise<{
  uploads: { id: string; path: string }[];
  unsent: Unsent[];
}> {
  const ids = new Map<number, string>();
  const unsent: Unsent[] = [];
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (next < arrivals.length && !signal.aborted) {
      const index = next++;
      const arrival = arrivals[index];
      if (arrival === undefined) return;
      try {
        await check(arrival.file);
        ids.set(index, await send(arrival.file, signal));
      } catch (error) {
        if (!signal.aborted) unsent.push({ path: arrival.path, message: messageOf(error) });
      }
      onProgress(++done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const uploads = arrivals.flatMap(({ path }, index) => {
    const id = ids.get(index);
    return id === undefined ? [] : [{ id, path }];
  });
  return { uploads, unsent };
}
