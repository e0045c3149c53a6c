import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createReaderPool, type ReaderPool } from '../../core/import/read-in-worker.ts';
import { Refusal } from '../../shared/result.ts';

const workerUrl = new URL('../../core/import/import-worker.ts', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'casebook-import-'));
const pools: ReaderPool[] = [];

function pool(limits: { timeoutMs?: number; memoryMb?: number | (() => number) } = {}): ReaderPool {
  const made = createReaderPool({ workerUrl, ...limits });
  pools.push(made);
  return made;
}

async function refusal(read: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await read.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal) return error;
  throw new Error(`Not refused: ${String(error)}`);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Markdown that takes seconds to parse on any machine. */
const HUGE = utf8(
  'Some *words* in a [paragraph](https://a.example) of **text**.\n\n'.repeat(60_000),
);

/** Text of so many paragraphs that they need hundreds of megabytes. */
const MANY = utf8('Some words.\n\n'.repeat(1_500_000));

/** A program that reads a file, and then does what is told. */
function readingProgram(then: string): string {
  const pool = new URL('../../core/import/read-in-worker.ts', import.meta.url);
  return `
    import { createReaderPool } from ${JSON.stringify(pool.href)};
    const readers = createReaderPool({ workerUrl: new URL(${JSON.stringify(workerUrl.href)}) });
    await readers.read({ name: 'a.txt', bytes: Buffer.from('Some words.') });
    ${then}`;
}

/** How long a process has worked, in the ticks of Linux; -1 when there is none. */
function ticksOf(pid: string): number {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ');
    return fields[0] === 'Z' ? -1 : Number(fields[11]);
  } catch {
    return -1;
  }
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((made) => made.close()));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('reading in a process of its own', () => {
  test('bytes and files on disk, with hash and size', async () => {
    const path = join(folder, 'upload');
    const bytes = utf8('# Title\n\nSome text.');
    writeFileSync(path, bytes);
    const readers = pool();
    const fromPath = await readers.read({ name: 'a.md', path });
    const fromBytes = await readers.read({ name: 'a.md', bytes });
    expect(fromPath).toEqual(fromBytes);
    expect(fromPath).toEqual({
      document: { blocks: [{ type: 'paragraph', runs: [{ text: 'Some text.' }] }] },
      csl: { title: 'Title' },
      mediaType: 'text/markdown',
      warnings: [],
      names: ['a', 'title'],
      encoding: { used: 'utf-8', sure: true, candidates: [] },
      sha256: createHash('sha256').update(bytes).digest('hex'),
      byteLength: bytes.byteLength,
    });
  });

  test('options are passed on', async () => {
    const read = await pool().read(
      { name: '', bytes: utf8('<p>a</p>') },
      { mediaType: 'text/html' },
    );
    expect(read.mediaType).toBe('text/html');
    expect(read.csl.title).toBe('a');
  });

  test('refusals keep their code and sentence, and the next file goes on', async () => {
    const readers = pool();
    const [nul, missing, directory, large, good] = await Promise.all([
      refusal(readers.read({ name: 'nul.txt', bytes: utf8('a\0') })),
      refusal(readers.read({ name: 'missing.txt', path: join(folder, 'missing') })),
      refusal(readers.read({ name: 'directory.txt', path: folder })),
      refusal(readers.read({ name: 'large.txt', bytes: utf8('abc') }, { maxBytes: 2 })),
      readers.read({ name: 'good.txt', bytes: utf8('Good.') }),
    ]);
    expect([nul.code, missing.code, directory.code, large.code]).toEqual([
      'not-text',
      'not-found',
      'unsupported-format',
      'too-large',
    ]);
    expect(missing.message).toContain('“missing.txt”');
    expect(good.csl.title).toBe('good');
  });

  test('a file that passes the time limit is given up, and the next one is read', async () => {
    const readers = pool({ timeoutMs: 1000 });
    const [error, next] = await Promise.all([
      refusal(readers.read({ name: 'slow.md', bytes: HUGE })),
      readers.read({ name: 'next.txt', bytes: utf8('Next.') }),
    ]);
    expect(error.code).toBe('reader-failed');
    expect(error.message).toMatch(/^“slow\.md” took longer than 1 second to read/);
    expect(next.csl.title).toBe('next');
  });

  test('even a limit of a millisecond ends a read and not the pool', async () => {
    const readers = pool({ timeoutMs: 1 });
    for (const name of ['first.md', 'second.md']) {
      const error = await refusal(readers.read({ name, bytes: HUGE }));
      expect(error.message).toContain(`“${name}” took longer than 0.001 seconds`);
    }
  });

  test('a file that needs too much memory is given up, and the next one is read', async () => {
    const readers = pool({ memoryMb: () => 64 });
    const [error, next] = await Promise.all([
      refusal(readers.read({ name: 'huge.txt', bytes: MANY })),
      readers.read({ name: 'next.txt', bytes: utf8('Next.') }),
    ]);
    expect(error.code).toBe('reader-failed');
    expect(error.message).toContain('“huge.txt” needs more than 64 MB of memory');
    expect(next.csl.title).toBe('next');
  });

  test('and is read once more memory is allowed', async () => {
    let megabytes = 64;
    const readers = pool({ memoryMb: () => megabytes });
    const bytes = utf8('Some words.\n\n'.repeat(400_000));
    const error = await refusal(readers.read({ name: 'large.txt', bytes }));
    expect(error.message).toContain('“large.txt” needs more than 64 MB of memory');
    megabytes = 1024;
    const read = await readers.read({ name: 'large.txt', bytes });
    expect(read.document.blocks).toHaveLength(400_000);
  });

  test('a reader that breaks down takes only the file it was reading with it', async () => {
    const program = join(folder, 'breaking.mjs');
    writeFileSync(
      program,
      `process.on('message', ({ id, name }) => {
        if (name === 'break.txt') process.abort();
        process.send({ id, ok: true, heldMb: 1, last: false, value: { sources: [{ csl: {} }] } });
      });
      process.send('ready');`,
    );
    const readers = createReaderPool({ workerUrl: pathToFileURL(program), processes: 1 });
    pools.push(readers);
    const bytes = utf8('Words.');
    await readers.read({ name: 'before.txt', bytes });
    const [error] = await Promise.all([
      refusal(readers.read({ name: 'break.txt', bytes })),
      readers.read({ name: 'after.txt', bytes }),
    ]);
    expect(error.message).toMatch(/^“break\.txt” could not be read: its reader ended\./);
  });

  test('closing ends what is being read', async () => {
    const readers = pool();
    const reads = [HUGE, utf8('Next.')].map((bytes) =>
      refusal(readers.read({ name: 'a.md', bytes })),
    );
    await readers.close();
    expect((await Promise.all(reads)).map((error) => error.code)).toEqual([
      'cancelled',
      'cancelled',
    ]);
    expect((await refusal(readers.read({ name: 'a.md', bytes: HUGE }))).code).toBe('cancelled');
  });

  test.runIf(process.platform === 'linux')(
    'a process in a long file ends with a program that was killed',
    async () => {
      const path = join(folder, 'long.md');
      writeFileSync(path, Buffer.concat([HUGE, HUGE, HUGE, HUGE, HUGE]));
      const script = readingProgram(`
        console.log('reading');
        await readers.read({ name: 'long.md', path: ${JSON.stringify(path)} });`);
      const program = spawn(process.execPath, ['--input-type=module', '-e', script]);
      const ended = once(program, 'exit');
      await once(program.stdout, 'data');
      const children = `/proc/${program.pid}/task/${program.pid}/children`;
      const [reader = ''] = readFileSync(children, 'utf8').split(' ');
      // Once it is in the file, for some time of the processor.
      await expect.poll(() => ticksOf(reader), { timeout: 30_000 }).toBeGreaterThan(300);
      program.kill('SIGKILL');
      await ended;
      await expect.poll(() => ticksOf(reader), { timeout: 30_000 }).toBe(-1);
    },
  );

  test('closing is waited for by a program with nothing else to do', async () => {
    const script = readingProgram(`
      await readers.close();
      console.log('closed');`);
    const args = ['--input-type=module', '-e', script];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout).toBe('closed\n');
  });

  test('a worker that can not start is said so', async () => {
    const readers = createReaderPool({ workerUrl: new URL('no-such-worker.ts', workerUrl) });
    pools.push(readers);
    const error = await refusal(readers.read({ name: 'a.md', bytes: utf8('a') }));
    expect(error.code).toBe('reader-failed');
  });
});
