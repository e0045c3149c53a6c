import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createApp, type App } from '../../core/app.ts';
import { openLibrary, type Library, type OpenOptions } from '../../core/library.ts';
import type { CallInput, CallName, CallReply } from '../../shared/contract.ts';
import { unwrap, type Result } from '../../shared/result.ts';
import { ROUTES } from '../../shared/routes.ts';

const RESOURCES = resolve(import.meta.dirname, '../../resources');

/** A folder of its own for one test; gone when `dispose` is called. */
export async function temporaryFolder(): Promise<{ path: string; dispose: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'casebook-'));
  return { path, dispose: () => rm(path, { recursive: true, force: true }) };
}

/** The real notebook behind its fetch handler, as hosts have it. */
export interface Door {
  app: App;
  library: Library;
  /** One call through the handler, its failure as a value. */
  ask<N extends CallName>(name: N, args: CallInput<N>): Promise<Result<CallReply<N>>>;
  /** One call through the handler; throws the failure. */
  call<N extends CallName>(name: N, args: CallInput<N>): Promise<CallReply<N>>;
  /** Sends a file's bytes; gives the upload's id. */
  upload(name: string, bytes: Uint8Array | string): Promise<string>;
}

/** Opens a library in this process, with its real threads. */
export async function openDoor(folder: string, options: Partial<OpenOptions> = {}): Promise<Door> {
  const library = await openLibrary({
    folder,
    host: { kind: 'browser', address: 'http://127.0.0.1:1' },
    version: '0.0.0-test',
    resourcesFolder: RESOURCES,
    ...options,
  });
  return doorOf(library, createApp(library, { rendererFolder: null }));
}

/** Wraps any fetch handler of the notebook in the calls that tests make. */
export function doorOf(library: Library, app: App): Door {
  const post = async (path: string, body: BodyInit) => {
    const response = await app(new Request(`casebook://app${path}`, { method: 'POST', body }));
    return (await response.json()) as Result<never>;
  };
  const ask: Door['ask'] = (name, args) => post(ROUTES.call(name), JSON.stringify(args));
  return {
    app,
    library,
    ask,
    call: async (name, args) => unwrap(await ask(name, args)),
    upload: async (name, bytes) => {
      const body = typeof bytes === 'string' ? bytes : new Uint8Array(bytes);
      return unwrap<{ id: string }>(await post(ROUTES.upload(name), body)).id;
    },
  };
}

/** Waits for a job to end. */
export async function finished(door: Door, jobId: string) {
  for (;;) {
    const job = await door.call('jobs.get', { id: jobId });
    if (job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
