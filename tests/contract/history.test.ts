import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CaseSummary, SourceSummary } from '../../shared/domain.ts';
import { textToRichText } from '../../shared/rich-text.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;
let file: CaseSummary;
let source: SourceSummary;

beforeEach(async () => {
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
  [file] = (await door.call('cases.list', {})) as [CaseSummary];
  [source] = (await door.call('sources.list', {})) as [SourceSummary];
});

afterEach(async () => {
  await door.library.close();
  await folder.dispose();
});

/** All that a person sees, but for the dates of changes. */
async function everything(): Promise<unknown> {
  const cases = await door.call('cases.list', {});
  const seen = {
    cases,
    outlines: await Promise.all(cases.map(({ id }) => door.call('cases.get', { id }))),
    sources: await door.call('sources.list', {}),
    notes: await door.call('notes.list', {}),
    highlights: await door.call('highlights.list', {}),
    labels: await door.call('labels.list', {}),
    tags: await door.call('tags.list', {}),
  };
  return JSON.parse(
    JSON.stringify(seen, (key, value: unknown) => (key === 'updatedAt' ? undefined : value)),
  );
}

const firstHighlight = async () => {
  const [highlight] = await door.call('highlights.list', {});
  return highlight?.id ?? '';
};

const all = async () => {
  const highlights = await door.call('highlights.list', {});
  return highlights.map(({ id }) => ({ kind: 'highlight' as const, id }));
};

/** Each thing that can be done, and the words for it. */
const DEEDS: ReadonlyArray<[label: RegExp, deed: () => Promise<unknown>]> = [
  [/^Renamed a label/, () => door.call('labels.rename', { id: 'red', name: 'Doubt' })],
  [/^Added the case file “New”/, () => door.call('cases.create', { title: 'New' })],
  [
    /^Renamed a case file to “Other”/,
    () => door.call('cases.update', { id: file.id, title: 'Other' }),
  ],
  [/^Changed the question/, () => door.call('cases.update', { id: file.id, question: 'Why?' })],
  [
    /^Changed the metadata/,
    () => door.call('sources.update', { id: source.id, csl: { publisher: 'P' } }),
  ],
  [
    /^Changed the metadata/,
    () => door.call('sources.update', { id: source.id, csl: { title: 'Retitled' } }),
  ],
  [/^Added “Pasted”/, () => door.call('sources.paste', { text: 'Some text.', title: 'Pasted' })],
  [
    /^Highlighted “Graphic videos”/,
    () =>
      door.call('highlights.create', {
        sourceId: source.id,
        passages: [{ quote: 'Graphic videos' }],
      }),
  ],
  [
    /^Changed a label/,
    async () => door.call('highlights.relabel', { id: await firstHighlight(), label: 'purple' }),
  ],
  [
    /^Changed the tags/,
    async () =>
      door.call('tags.set', { kind: 'highlight', id: await firstHighlight(), tags: ['a', 'b'] }),
  ],
  [
    /^Tagged \d highlights with “seen”/,
    async () => door.call('tags.addAll', { tag: 'seen', items: await all() }),
  ],
  [
    /^Placed “.*” anew/,
    async () =>
      door.call('highlights.anchor', { id: await firstHighlight(), passage: 0, start: 0, end: 9 }),
  ],
  [
    /^Left “.*” without a place/,
    async () => door.call('highlights.unanchor', { id: await firstHighlight(), passage: 0 }),
  ],
  [/^Added a note “N”/, () => door.call('notes.create', { caseId: file.id, title: 'N' })],
  [
    /^Moved the highlight .* to the trash/,
    async () => door.call('trash.put', { kind: 'highlight', id: await firstHighlight() }),
  ],
  [
    /^Moved the source .* to the trash/,
    () => door.call('trash.put', { kind: 'source', id: source.id }),
  ],
  [
    /^Moved the case file .* to the trash/,
    () => door.call('trash.put', { kind: 'case', id: file.id }),
  ],
  [
    /^Moved 1 source, 1 note and \d highlights to the trash$/,
    async () => {
      const [note] = await door.call('notes.list', {});
      const others = [
        { kind: 'source', id: source.id },
        { kind: 'note', id: note?.id ?? '' },
      ] as const;
      return door.call('trash.putAll', { items: [...(await all()), ...others] });
    },
  ],
  [
    /^Moved an item/,
    async () => {
      const { outline } = await door.call('cases.get', { id: file.id });
      return door.call('outline.move', { itemId: outline[0]?.id ?? '', before: null });
    },
  ],
  [
    /^Took an item out/,
    async () => {
      const { outline } = await door.call('cases.get', { id: file.id });
      return door.call('outline.remove', { itemId: outline[0]?.id ?? '' });
    },
  ],
];

test.each(DEEDS)('%s is undone and done again', async (label, deed) => {
  const before = await everything();
  await deed();
  const after = await everything();
  expect(after).not.toEqual(before);
  expect((await door.call('history.undo', {}))?.label).toMatch(label);
  expect(await everything()).toEqual(before);
  expect((await door.call('history.redo', {}))?.label).toMatch(label);
  expect(await everything()).toEqual(after);
});

test('many steps are undone to the beginning and done again to the end, across a restart', async () => {
  const states = [await everything()];
  for (const [, deed] of DEEDS) {
    // Some deeds need what an earlier one has put in the trash.
    await deed().catch(() => undefined);
    states.push(await everything());
  }
  const steps = await door.call('history.list', {});
  expect(steps.length).toBeGreaterThan(12);
  await door.library.close();
  door = await openDoor(folder.path);
  while ((await door.call('history.undo', {})) !== null);
  expect(await everything()).toEqual(states[0]);
  expect((await door.call('history.list', {})).every(({ undone }) => undone)).toBe(true);
  while ((await door.call('history.redo', {})) !== null);
  expect(await everything()).toEqual(states.at(-1));
  expect((await door.call('library.check', {})).problems).toEqual([]);
});

test('a new step ends what could be redone', async () => {
  await door.call('cases.create', { title: 'One' });
  await door.call('history.undo', {});
  await door.call('cases.create', { title: 'Two' });
  expect(await door.call('history.redo', {})).toBeNull();
  expect((await door.call('history.list', {})).map(({ label }) => label)).toEqual([
    'Added the case file “Two”',
  ]);
});

test('what is typed into a note is not undone with it, and comes back with it', async () => {
  const note = await door.call('notes.create', { caseId: file.id, title: 'Draft' });
  await door.call('notes.save', { ...note, body: textToRichText('Written after.') });
  await door.call('history.undo', {});
  expect(await door.ask('notes.get', { id: note.id })).toMatchObject({ ok: false });
  await door.call('history.redo', {});
  expect((await door.call('notes.get', { id: note.id })).excerpt).toBe('Written after.');
});

test('a call that fails leaves no step', async () => {
  await door.ask('highlights.create', {
    sourceId: source.id,
    passages: [{ quote: 'nowhere at all' }],
  });
  await door.ask('sources.paste', { text: ' ' });
  expect(await door.call('history.list', {})).toEqual([]);
  expect(await door.call('history.undo', {})).toBeNull();
});

test('several things go to the trash and come back as one step each', async () => {
  const before = await everything();
  const items = (await all()).slice(0, 2);
  await door.call('trash.putAll', { items });
  await door.call('trash.restoreAll', { items });
  expect(await everything()).toEqual(before);
  expect((await door.call('history.list', {})).map(({ label }) => label)).toEqual([
    'Restored 2 highlights',
    'Moved 2 highlights to the trash',
  ]);
  await door.call('trash.putAll', { items: items.slice(0, 1) });
  expect((await door.call('history.undo', {}))?.label).toMatch(/^Moved the highlight “/);
});

test('of several things that go to the trash none does when one is gone', async () => {
  const before = await everything();
  const items = [...(await all()), { kind: 'note' as const, id: source.id }];
  expect(await door.ask('trash.putAll', { items })).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  });
  expect(await everything()).toEqual(before);
  expect(await door.call('history.list', {})).toEqual([]);
});

test('an undone title is searched by its old words again', async () => {
  await door.call('sources.update', { id: source.id, csl: { title: 'Quicksilver' } });
  await door.call('history.undo', {});
  expect((await door.call('search.find', { query: 'quicksilver' })).total).toBe(0);
  const { hits } = await door.call('search.find', { query: 'troubling deployment' });
  expect(hits.some((hit) => hit.id === source.id)).toBe(true);
});

describe('versions of a note', () => {
  test('the text before a change is kept, and can be restored', async () => {
    const note = await door.call('notes.create', { title: 'T', body: textToRichText('First.') });
    const second = await door.call('notes.save', { ...note, body: textToRichText('Second.') });
    await door.call('notes.save', { ...second, body: textToRichText('Third.') });
    // Two saves within five minutes: one version, of the text before the first of them.
    const [version, ...others] = await door.call('notes.versions', { id: note.id });
    expect(others).toEqual([]);
    const restored = await door.call('notes.restore', {
      id: note.id,
      versionId: version?.id ?? '',
    });
    expect(restored.excerpt).toBe('First.');
    const [replaced] = await door.call('notes.versions', { id: note.id });
    expect(replaced?.reason).toBe('restore');
    const { body } = await door.call('notes.version', { versionId: replaced?.id ?? '' });
    expect(JSON.stringify(body)).toContain('Third.');
  });

  test('a text that lost against another save is kept', async () => {
    const note = await door.call('notes.create', { title: 'T' });
    await door.call('notes.keepVersion', {
      id: note.id,
      title: 'T',
      body: textToRichText('Lost.'),
    });
    expect(await door.call('notes.versions', { id: note.id })).toMatchObject([
      { reason: 'conflict' },
    ]);
  });
});

describe('revisions of a source', () => {
  const text = async () => (await door.call('sources.text', { id: source.id })).text;
  const passagesOf = async () =>
    (await door.call('highlights.list', { sourceId: source.id })).flatMap(
      ({ passages }) => passages,
    );

  test('text put before moves the highlights, and the old revision stays readable', async () => {
    const before = await passagesOf();
    const old = await text();
    const revised = await door.call('sources.revise', {
      id: source.id,
      by: { text: `An editor's note that was added later.\n\n${old}` },
    });
    expect(revised).toMatchObject({ revision: { number: 2 }, anchors: { moved: before.length } });
    const now = await text();
    for (const { start, end, exact, status, made } of await passagesOf()) {
      expect(now.slice(start, end)).toBe(exact);
      expect({ status, exact }).toEqual({ status: 'moved', exact: made });
    }
    expect(await door.call('sources.revisions', { id: source.id })).toHaveLength(2);
    const first = await door.call('sources.revision', { id: source.id, number: 1 });
    expect(first.document.blocks).toHaveLength(11);
    expect((await door.call('library.check', {})).problems).toEqual([]);
  });

  test('a corrected typo in a paragraph keeps the rest as it is', async () => {
    const old = await text();
    const start = old.indexOf('Graphic videos');
    const { anchors } = await door.call('sources.revise', {
      id: source.id,
      by: { edits: [{ start, end: start + 'Graphic'.length, text: 'Explicit' }] },
    });
    expect(await text()).toBe(old.replace('Graphic videos', 'Explicit videos'));
    expect(anchors).toEqual({ exact: (await passagesOf()).length });
  });

  test('words that are gone wait for review, keep their comment, and can be placed by hand', async () => {
    const quote = 'the number might have exceeded 3,000';
    const old = await text();
    const { anchors } = await door.call('sources.revise', {
      id: source.id,
      by: {
        text: old.replace(`, while Ukrainian President Volodymyr Zelenskyy claimed ${quote}`, ''),
      },
    });
    expect(anchors.review).toBe(1);
    const highlight = (await door.call('highlights.list', { sourceId: source.id })).find(
      ({ passages }) => passages[0]?.status === 'review',
    );
    expect(highlight).toMatchObject({ passages: [{ exact: quote, made: quote }] });
    expect(highlight?.annotation.text).toContain('Three times');
    const id = highlight?.id ?? '';
    // Search finds it by its words, and gives no place that it does not have.
    const { hits } = await door.call('search.find', { query: `"${quote}"`, kinds: ['highlight'] });
    expect(hits).toMatchObject([{ id, source: source.id }]);
    expect(hits[0]).not.toHaveProperty('passage');
    const now = await text();
    const start = now.indexOf('over 1,000');
    const anchored = await door.call('highlights.anchor', {
      id,
      passage: 0,
      start,
      end: start + 10,
    });
    expect(anchored.passages[0]).toMatchObject({
      exact: 'over 1,000',
      status: 'changed',
      made: quote,
    });
    await door.call('history.undo', {});
    const left = await door.call('highlights.unanchor', { id, passage: 0 });
    expect(left.passages[0]).toMatchObject({ exact: quote, status: 'unanchored' });
  });

  test('undoing a revision puts text, highlights and search back', async () => {
    const before = await everything();
    await door.call('sources.revise', { id: source.id, by: { text: 'Quicksilver only.' } });
    expect((await door.call('search.find', { query: 'quicksilver' })).total).toBe(1);
    await door.call('history.undo', {});
    expect(await everything()).toEqual(before);
    expect((await door.call('search.find', { query: 'quicksilver' })).total).toBe(0);
    expect((await door.call('search.find', { query: 'shrapnel' })).hits[0]?.id).toBe(source.id);
  });

  test.each([
    ['conflict', async () => ({ text: await text() })],
    ['empty', () => Promise.resolve({ text: '  ' })],
    ['bad-arguments', () => Promise.resolve({ edits: [{ start: 0, end: 3000, text: 'x' }] })],
  ])('%s is met with a sentence', async (code, by) => {
    const reply = await door.ask('sources.revise', { id: source.id, by: await by() });
    expect(reply).toMatchObject({ ok: false, error: { code } });
  });
});
