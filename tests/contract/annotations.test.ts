import { afterEach, beforeEach, expect, test } from 'vitest';
import { unwrap } from '../../shared/result.ts';
import type { AnnotationCollection } from '../../core/export/annotations.ts';
import { annotationCollectionModel } from '../fixtures/annotation-model.ts';
import { finished, openDoor, temporaryFolder, type Door } from './open.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;

beforeEach(async () => {
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
});

afterEach(async () => {
  await door.library.close();
  await folder.dispose();
});

async function exported(): Promise<{ json: string; name: string }> {
  const [file] = await door.call('cases.list', {});
  const { id } = await door.call('exports.create', {
    caseId: file?.id ?? '',
    format: 'annotations',
  });
  const job = await finished(door, id);
  expect(job).toMatchObject({ state: 'done', result: { name: `${file?.title ?? ''}.jsonld` } });
  const response = await door.app(new Request(`casebook://app${job.result?.path ?? ''}`));
  return { json: await response.text(), name: job.result?.name ?? '' };
}

async function importJson(json: string, sourceId?: string) {
  const upload = await door.upload('annotations.jsonld', json);
  return door.call('annotations.import', { upload, sourceId });
}

/** What of the highlights an exchange has to keep. */
async function highlights() {
  const all = await door.call('highlights.list', {});
  return all.map(({ id, label, tags, passages, annotation, author, createdAt }) => ({
    id,
    label,
    tags,
    author,
    createdAt,
    comment: annotation.text,
    passages: passages.map(({ start, end, exact, status }) => ({ start, end, exact, status })),
  }));
}

/** A second library with the same source at the same address, and none of its highlights. */
async function elsewhere(text: (text: string) => string): Promise<void> {
  const [source] = await door.call('sources.list', {});
  const { text: own } = await door.call('sources.text', { id: source?.id ?? '' });
  await door.library.close();
  await folder.dispose();
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
  for (const { id } of await door.call('sources.list', {})) {
    await door.call('trash.put', { kind: 'source', id });
  }
  await door.call('trash.empty', {});
  await door.call('sources.paste', {
    text: text(own),
    title: 'Copy',
    url: 'https://example.org/a',
  });
}

async function withAddress(): Promise<void> {
  const [source] = await door.call('sources.list', {});
  const csl = { URL: 'https://example.org/a' };
  await door.call('sources.update', { id: source?.id ?? '', csl });
}

test('a case file is exported as the model says', async () => {
  const { json } = await exported();
  const collection: unknown = JSON.parse(json);
  expect(annotationCollectionModel.safeParse(collection).error?.issues ?? []).toEqual([]);
  const { total } = collection as AnnotationCollection;
  expect(total).toBe((await highlights()).length);
  expect(total).toBeGreaterThan(0);
});

test('what was exported is there already, and importing it changes nothing', async () => {
  const before = await highlights();
  const { json } = await exported();
  const report = await importJson(json);
  expect(report).toMatchObject({ imported: 0, review: 0 });
  expect(report.skipped).toHaveLength(before.length);
  expect(await highlights()).toEqual(before);
  expect(await door.call('history.list', {})).toEqual([]);
});

test('a library without the highlights gets them, with comments and tags, as one step', async () => {
  await withAddress();
  const before = await highlights();
  const { json } = await exported();
  await elsewhere((text) => text);
  expect(await importJson(json)).toMatchObject({ imported: before.length, review: 0, skipped: [] });
  expect(await highlights()).toEqual(before);
  expect((await importJson(json)).imported).toBe(0);
  const word = before.length === 1 ? 'annotation' : 'annotations';
  expect(await door.call('history.undo', {})).toEqual({
    label: `Imported ${before.length} ${word}`,
  });
  expect(await highlights()).toEqual([]);
});

test('words that are not in the source wait for review and can be placed', async () => {
  await withAddress();
  const { json } = await exported();
  const [first] = await highlights();
  const words = first?.passages[0]?.exact ?? '';
  await elsewhere((text) => text.replace(words, 'Quite other words stand here.'));
  const report = await importJson(json);
  expect(report.review).toBeGreaterThanOrEqual(1);
  expect((await door.call('library.check', {})).problems).toEqual([]);
  const waiting = (await highlights()).find(({ id }) => id === first?.id);
  expect(waiting?.passages[0]).toMatchObject({ exact: words, status: 'review' });
  const placed = await door.call('highlights.anchor', {
    id: first?.id ?? '',
    passage: 0,
    start: 0,
    end: 5,
  });
  expect(placed.passages[0]?.status).toBe('changed');
});

test('annotations of others come with the source given', async () => {
  const [source] = await door.call('sources.list', {});
  const annotation = {
    type: 'Annotation',
    id: 'https://other.example/annotations/7',
    bodyValue: 'From elsewhere.',
    target: {
      source: 'https://unknown.example/page',
      selector: { type: 'TextQuoteSelector', exact: 'Graphic videos' },
    },
  };
  const missing = await importJson(JSON.stringify(annotation));
  expect(missing).toMatchObject({
    imported: 0,
    skipped: [{ reason: expect.stringContaining('no source') as string }],
  });
  const report = await importJson(JSON.stringify(annotation), source?.id);
  expect(report).toMatchObject({ imported: 1, review: 0 });
  const made = (await highlights()).find(({ comment }) => comment === 'From elsewhere.');
  expect(made?.passages).toMatchObject([{ exact: 'Graphic videos', status: 'exact' }]);
  expect((await importJson(JSON.stringify(annotation), source?.id)).imported).toBe(0);
});

test('a file that holds none is refused with a sentence', async () => {
  const upload = await door.upload('a.jsonld', 'nonsense');
  const reply = await door.ask('annotations.import', { upload });
  expect(reply).toMatchObject({ ok: false, error: { code: 'unsupported-format' } });
  expect(() => unwrap(reply)).toThrow('not JSON');
});
