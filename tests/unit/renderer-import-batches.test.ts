import { describe, expect, test } from 'vitest';
import type { ImportOutcome, ImportSession } from '../../shared/imports.ts';
import { nameOfArrivals } from '../../renderer/import/arrivals.ts';
import type { Batch } from '../../renderer/import/batches.ts';
import { announcement, phaseOf, progressOf, statusText } from '../../renderer/import/phase.ts';
import { reportRows, reportText, summaryOf } from '../../renderer/import/report-rows.ts';
import { sendAll } from '../../renderer/import/upload-queue.ts';

test.each([
  [['report.docx'], 'report.docx'],
  [['Letters/may.txt'], 'may.txt'],
  [['Letters/may.txt', 'Letters/1920/june.txt'], 'Letters'],
  [['Letters/may.txt', 'june.txt'], '2 files'],
  [['Letters/may.txt', 'Letters 2/june.txt'], '2 files'],
])('%j is called %s', (paths, name) => {
  expect(nameOfArrivals(paths)).toBe(name);
});

describe('sendAll', () => {
  const arrivalsOf = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      file: new File(['x'], `${index}.txt`),
      path: `Letters/${index}.txt`,
    }));

  test('sends a few at a time, keeps their order, and goes on past a failure', async () => {
    let under = 0;
    let most = 0;
    const told: number[] = [];
    const { uploads, unsent } = await sendAll({
      arrivals: arrivalsOf(30),
      signal: new AbortController().signal,
      onProgress: (done) => told.push(done),
      send: async ({ name }) => {
        most = Math.max(most, ++under);
        await Promise.resolve();
        under -= 1;
        if (name === '7.txt') throw new Error('The disk is full.');
        return `id-${name}`;
      },
    });
    expect(uploads).toHaveLength(29);
    expect(uploads.slice(6, 8)).toEqual([
      { id: 'id-6.txt', path: 'Letters/6.txt' },
      { id: 'id-8.txt', path: 'Letters/8.txt' },
    ]);
    expect(unsent).toEqual([{ path: 'Letters/7.txt', message: 'The disk is full.' }]);
    expect(told).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(most).toBe(4);
  });

  test('stops when it is told to', async () => {
    const abort = new AbortController();
    let sent = 0;
    await sendAll({
      arrivals: arrivalsOf(100),
      signal: abort.signal,
      onProgress: () => undefined,
      send: () => {
        if (++sent === 10) abort.abort();
        return Promise.resolve('id');
      },
    });
    expect(sent).toBeLessThan(20);
  });
});

const batch: Batch = {
  id: '1',
  name: 'Letters',
  sending: { total: 10, done: 4 },
  unsent: [],
  paths: [],
  target: { kind: 'inbox' },
  tags: [],
};

function sessionOf(more: Partial<ImportSession>): ImportSession {
  return {
    id: 'x',
    state: 'reading',
    total: 10,
    read: 4,
    added: 0,
    items: 10,
    standings: {},
    decisions: {},
    ignored: 0,
    warnings: [],
    options: { page: 'auto', split: false },
    ...more,
  };
}

describe('where an import stands', () => {
  const saying = (one: Batch, session?: ImportSession) =>
    statusText(phaseOf(one, session), one, session);
  test.each([
    ['on its way', batch, undefined, 'Import: taken in 4 of 10 files'],
    ['refused', { ...batch, failure: 'No.' }, undefined, 'Import: nothing arrived'],
    ['being read', batch, sessionOf({}), 'Import: read 4 of 10 files'],
    ['read', batch, sessionOf({ state: 'ready' }), 'Import: 10 items to look through'],
    [
      'being added',
      batch,
      sessionOf({ state: 'adding', added: 3, decisions: { new: 6, skip: 1 } }),
      'Import: added 3 of 9 sources',
    ],
    ['done', batch, sessionOf({ state: 'done', added: 9 }), 'Import: 9 sources added'],
    [
      'done, with failures',
      { ...batch, unsent: [{ path: 'a', message: 'b' }] },
      sessionOf({ state: 'done', added: 1, standings: { failed: 1 } }),
      'Import: 1 source added, 2 failed',
    ],
  ])('%s', (_name, one, session, text) => {
    expect(saying(one, session)).toBe(text);
  });

  test('screen readers are told at each quarter, and how it ended', () => {
    const said = [0, 2, 3, 6, 10].map((read) =>
      announcement('reading', batch, sessionOf({ read })),
    );
    expect(said).toEqual([
      'Reading has begun',
      'Reading has begun',
      'Reading: 25 %',
      'Reading: 50 %',
      'Reading: 100 %',
    ]);
    expect(announcement('ended', batch, sessionOf({ state: 'done', added: 2 }))).toBe(
      'Import: 2 sources added',
    );
    expect(progressOf('ready', batch, sessionOf({ state: 'ready' }))).toBeUndefined();
  });
});

describe('the report', () => {
  const outcome: ImportOutcome = {
    added: [
      { file: 'a.md', id: '1', title: 'Ferry log', words: 1200, paragraphs: 2, warnings: ['Hm.'] },
    ],
    revised: [{ file: 'b.md', id: '2', title: 'Report', review: 1 }],
    skipped: [{ file: 'c.md', id: '3', title: 'C', reason: 'The library has the same file.' }],
    failed: [{ file: 'd.txt', code: 'empty', message: '“d.txt” is empty.' }],
    text: 'As the notebook says it.\n',
  };
  const unsent = [{ path: 'e.txt', message: 'It was moved.' }];

  test('has what failed first, and a row for everything', () => {
    expect(
      reportRows(outcome, unsent).map((row) => ('title' in row ? row.title : row.text)),
    ).toEqual([
      'Could not be added, 2',
      'e.txt',
      'd.txt',
      'Added, 1',
      'Ferry log',
      'New revisions, 1',
      'Report',
      'Skipped, 1',
      'c.md',
    ]);
    expect(reportRows(outcome, []).find((row) => row.kind === 'added')).toEqual({
      kind: 'added',
      title: 'Ferry log',
      text: '1,200 words · Hm.',
      sourceId: '1',
    });
  });

  test('is one sentence, and a text to copy', () => {
    expect(summaryOf(outcome, unsent)).toBe(
      '1 added, 1 new revision, 1 skipped, 2 could not be added.',
    );
    expect(summaryOf({ added: [], revised: [], skipped: [], failed: [], text: '' }, [])).toBe(
      'Nothing was added.',
    );
    expect(reportText(outcome, [])).toBe(outcome.text);
    expect(reportText(outcome, unsent)).toBe(
      'As the notebook says it.\n\nDid not arrive:\ne.txt: It was moved.',
    );
  });
});
