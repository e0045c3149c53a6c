/** Writing while somebody searches: an import, and changes of single sources. */
import { fork } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { quantile } from '../measure.ts';
import { cacheFolder } from './cache.ts';
import { messageOf, startCasebook, type Casebook } from './casebook.ts';
import { FRESH, LARGEST } from './corpus.ts';
import type { BuiltLibrary } from './library.ts';
import type { Asked, Change } from './program.ts';
import type { QuerySet } from './queries.ts';
import { seeded } from './random.ts';
import { figure, SETTLED_MS, type Say, type Subject } from './subject.ts';

/** How long what was imported may take to be found, in ms. */
const PATIENCE = 120_000;

async function untilFound(casebook: Casebook, word: string): Promise<void> {
  const began = performance.now();
  while ((await casebook.find({ query: word, typing: false })).total === 0) {
    if (performance.now() - began > PATIENCE) {
      throw new Error(`The last imported source was not found in ${PATIENCE} ms.`);
    }
  }
}

/** A copy of a library that may be written to. */
function copyOf(library: BuiltLibrary): { folder: string; dispose: () => void } {
  const folder = join(cacheFolder(), `work-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  copyFileSync(join(library.folder, 'library.sqlite'), join(folder, 'library.sqlite'));
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Imports while somebody types, then changes and adds single sources, in a copy of the library. */
export async function measureWriting(
  subject: Subject,
  { keystrokes }: QuerySet,
  say: Say,
): Promise<void> {
  const { library, program, corpus, effort } = subject;
  const { sources } = library;
  const copy = copyOf(library);
  try {
    const casebook = await startCasebook({
      program,
      folder: copy.folder,
      queries: [{ query: 'warm up', typing: true }],
    });
    const strokes = keystrokes.map((query): Asked => ({ query, typing: true }));
    await casebook.type(strokes);
    // What a start brings along is no part of importing.
    await setTimeout(SETTLED_MS);

    const lastTitle = `Qzlast${process.pid}xq`;
    const importer = fork(
      resolve(import.meta.dirname, 'importer.ts'),
      [
        JSON.stringify({
          corpus,
          folder: copy.folder,
          from: LARGEST,
          to: LARGEST + FRESH,
          lastTitle,
        }),
      ],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    await messageOf(importer);
    let ended: { ms: number; sources: number } | undefined;
    importer.once('message', (message) => (ended = message as typeof ended));
    const began = performance.now();
    importer.send('go');
    const ms: number[] = [];
    let gap = 0;
    while (ended === undefined) {
      const part = await casebook.type(strokes.slice(ms.length % strokes.length).slice(0, 24));
      ms.push(...part.ms);
      gap = Math.max(gap, part.gap);
    }
    await untilFound(casebook, lastTitle);
    const foundAfter = performance.now() - began;
    const note = `${FRESH} sources; ${((1000 * FRESH) / foundAfter).toFixed(0)} /s until the last was found`;
    say(
      figure('import', (1000 * ended.sources) / ended.ms, sources, {
        name: 'import while somebody types',
        unit: '/s',
        note,
      }),
    );
    for (const q of [0.5, 0.95, 0.99]) {
      say(
        figure(`typing p${q * 100} while importing`, quantile(ms, q), sources, {
          note: `${ms.length} keystrokes`,
        }),
      );
    }
    say(figure('gap while importing', gap, sources));
    await measureChanges(casebook, sources, effort.changes, say);
    await casebook.close();
  } finally {
    copy.dispose();
  }
}

async function measureChanges(
  casebook: Casebook,
  sources: number,
  count: number,
  say: Say,
): Promise<void> {
  const listed = await casebook.find({ query: 'type:source', typing: false });
  const ids = listed.ids.map((key) => key.slice(key.indexOf(':') + 1));
  const random = seeded(3);
  const word = (kind: string, at: number) =>
    `${kind}${at}q${Math.floor(random() * 1e9).toString(36)}z`;
  const changes = Array.from({ length: count }, (_, at): Change => {
    const id = ids[at % ids.length] ?? '';
    const added = word('revised', at);
    return {
      name: 'sources.revise',
      args: { id, by: { edits: [{ start: 0, end: 0, text: `${added} ` }] } },
      word: added,
    };
  });
  const retitled = Array.from({ length: count }, (_, at): Change => {
    const title = word('retitled', at);
    return {
      name: 'sources.update',
      args: { id: ids[at % ids.length] ?? '', csl: { title } },
      word: title,
    };
  });
  const pasted = Array.from({ length: count }, (_, at): Change => {
    const own = word('pasted', at);
    return {
      name: 'sources.paste',
      args: { text: `${own} was here.\n\nA second paragraph.`, title: own },
      word: own,
    };
  });
  // The first call of each kind brings its code along.
  await casebook.change([
    ...changes.splice(0, 1),
    ...retitled.splice(0, 1),
    ...pasted.splice(0, 1),
  ]);
  const revise = await casebook.change(changes);
  const retitle = await casebook.change(retitled);
  const paste = await casebook.change(pasted);
  say(
    figure('change p95', quantile([...revise, ...retitle], 0.95), sources, {
      name: 'changed source found, p95',
      note: `a new text p95 ${quantile(revise, 0.95).toFixed(1)}, a new title p95 ${quantile(retitle, 0.95).toFixed(1)} ms, the call and the search together`,
    }),
  );
  say(
    figure('change p50', quantile([...revise, ...retitle], 0.5), sources, {
      name: 'changed source found, p50',
    }),
  );
  say(
    figure('add p95', quantile(paste, 0.95), sources, {
      name: 'pasted source found, p95',
      note: 'its text is read in a thread of its own first',
    }),
  );
}
