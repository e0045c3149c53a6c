import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Reference } from '../../shared/document.ts';
import type { SourceSummary } from '../../shared/domain.ts';
import { textToRichText, type RichText, type RichTextNode } from '../../shared/rich-text.ts';
import { openWritable } from '../../core/store/connection.ts';
import { migrate } from '../../core/store/migrate.ts';
import { listBacklinks } from '../../core/store/note-links.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;
let source: SourceSummary;

beforeEach(async () => {
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
  [source] = (await door.call('sources.list', {})) as [SourceSummary];
});

afterEach(async () => {
  await door.library.close();
  await folder.dispose();
});

function words(text: string): RichTextNode {
  return { type: 'text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' };
}

function paragraph(...children: RichTextNode[]): RichTextNode {
  return { type: 'paragraph', version: 1, children };
}

function body(...children: RichTextNode[]): RichText {
  return { root: { type: 'root', version: 1, children } };
}

function linkTo({ kind, id }: Reference, title = 'T'): RichTextNode {
  return { type: 'reference', version: 1, kind, id, title };
}

function citationOf(sourceId: string): RichTextNode {
  return { type: 'citation', version: 1, sourceId, label: 'Kim 2024' };
}

const titlesTo = async (target: Reference) =>
  (await door.call('notes.backlinks', target)).map(({ title }) => title).sort();

test('a note is found by every kind of way to lead somewhere, also from a footnote', async () => {
  const target = await door.call('notes.create', { title: 'Target' });
  const to: Reference = { kind: 'source', id: source.id };
  const passage = {
    type: 'passage',
    version: 1,
    sourceId: source.id,
    highlightId: '',
    exact: 'words',
    title: source.title,
  };
  const footnote = {
    type: 'footnote',
    version: 1,
    content: body(paragraph(linkTo({ kind: 'note', id: target.id }))),
  };
  const notes = {
    'by a link': body(paragraph(words('See '), linkTo(to))),
    'by a citation': body(paragraph(words('As it says '), citationOf(source.id))),
    'by a passage': body(passage),
    'in a footnote': body(paragraph(words('Text'), footnote)),
  };
  for (const [title, text] of Object.entries(notes)) {
    await door.call('notes.create', { title, body: text });
  }
  const before = await titlesTo(to);
  expect(before).toEqual(expect.arrayContaining(['by a citation', 'by a link', 'by a passage']));
  expect(before).not.toContain('in a footnote');
  expect(await titlesTo({ kind: 'note', id: target.id })).toEqual(['in a footnote']);
});

test('saving, restoring a version and the trash keep up with it', async () => {
  const target = await door.call('notes.create', { title: 'Target' });
  const to: Reference = { kind: 'note', id: target.id };
  const note = await door.call('notes.create', { title: 'N', body: body(paragraph(linkTo(to))) });
  expect(await titlesTo(to)).toEqual(['N']);

  const { version } = await door.call('notes.save', {
    id: note.id,
    title: 'N',
    body: textToRichText('no link'),
    version: note.version,
  });
  expect(version).toBe(note.version + 1);
  expect(await titlesTo(to)).toEqual([]);

  const [kept] = await door.call('notes.versions', { id: note.id });
  await door.call('notes.restore', { id: note.id, versionId: kept?.id ?? '' });
  expect(await titlesTo(to)).toEqual(['N']);

  await door.call('trash.put', { kind: 'note', id: note.id });
  expect(await titlesTo(to)).toEqual([]);
  await door.call('trash.restore', { kind: 'note', id: note.id });
  expect(await titlesTo(to)).toEqual(['N']);
});

test('a comment that leads to a note is found by its highlight', async () => {
  const target = await door.call('notes.create', { title: 'Target' });
  const to: Reference = { kind: 'note', id: target.id };
  const highlight = await door.call('highlights.create', {
    sourceId: source.id,
    passages: [{ start: 0, end: 5 }],
    comment: body(paragraph(words('Compare '), linkTo(to, 'Target'))),
  });
  expect(await door.call('notes.backlinks', to)).toEqual([
    {
      from: { kind: 'highlight', id: highlight.id, sourceId: source.id },
      title: source.title,
      excerpt: 'Compare Target',
    },
  ]);
  await door.call('annotations.save', {
    highlightId: highlight.id,
    body: textToRichText('no link'),
    version: highlight.annotation.version,
  });
  expect(await titlesTo(to)).toEqual([]);
  await door.call('annotations.save', {
    highlightId: highlight.id,
    body: body(paragraph(linkTo(to))),
    version: highlight.annotation.version + 1,
  });
  expect(await titlesTo(to)).toEqual([source.title]);
  await door.call('trash.put', { kind: 'highlight', id: highlight.id });
  expect(await titlesTo(to)).toEqual([]);
});

test('the excerpt is of the block with the link, and of the words around it', async () => {
  const target = await door.call('notes.create', { title: 'Target' });
  const to: Reference = { kind: 'note', id: target.id };
  const long = 'word '.repeat(100);
  await door.call('notes.create', {
    title: 'Short',
    body: body(paragraph(words('First.')), paragraph(words('Then see '), linkTo(to, 'Target'))),
  });
  await door.call('notes.create', {
    title: 'Long',
    body: body(paragraph(words(`${long}before `), linkTo(to, 'Target'), words(` after ${long}`))),
  });
  const found = await door.call('notes.backlinks', to);
  const excerpts = Object.fromEntries(found.map(({ title, excerpt }) => [title, excerpt]));
  expect(excerpts['Short']).toBe('Then see Target');
  expect(excerpts['Long']).toMatch(/^….*before Target after.*…$/);
  expect(excerpts['Long']?.length).toBeLessThan(230);
});

test('targets say how they are called now, and whether they are there, in the trash or gone', async () => {
  const note = await door.call('notes.create', { title: 'Old name' });
  await door.call('notes.save', {
    id: note.id,
    title: 'New name',
    body: note.body,
    version: note.version,
  });
  const gone = '0190a0f0-0000-7000-8000-000000000001';
  const targets: Reference[] = [
    { kind: 'source', id: source.id },
    { kind: 'note', id: note.id },
    { kind: 'note', id: gone },
  ];
  const look = () => door.call('notes.targets', { targets });
  expect(await look()).toMatchObject([
    { kind: 'source', title: source.title, state: 'there', csl: source.csl },
    { kind: 'note', title: 'New name', state: 'there' },
    { kind: 'note', title: '', state: 'gone' },
  ]);
  await door.call('trash.put', { kind: 'note', id: note.id });
  expect((await look())[1]).toMatchObject({ title: 'New name', state: 'trash' });
  await door.call('trash.empty', {});
  expect((await look())[1]).toMatchObject({ title: '', state: 'gone' });
});

test('what leaves the library names links and citations as they are called now', async () => {
  const target = await door.call('notes.create', { title: 'Old name' });
  const footnote = {
    type: 'footnote',
    version: 1,
    content: body(paragraph(citationOf(source.id))),
  };
  const note = await door.call('notes.create', {
    title: 'N',
    body: body(paragraph(linkTo({ kind: 'note', id: target.id }, 'Old name'), footnote)),
  });
  const { version } = target;
  await door.call('notes.save', { id: target.id, title: 'New name', body: target.body, version });
  await door.call('sources.update', {
    id: source.id,
    csl: { author: [{ family: 'Ramos', given: 'Ana' }], issued: { 'date-parts': [[2019]] } },
  });
  const { markdown } = await door.call('notes.markdown', { id: note.id });
  expect(markdown).toContain('New name');
  expect(markdown).toContain('(Ramos, 2019)');
  expect(markdown).not.toContain('Old name');
  expect(markdown).not.toContain('Kim 2024');
});

test('a library from before has its links read from the bodies', () => {
  const file = `${folder.path}/older.sqlite`;
  const { db } = openWritable(file);
  try {
    migrate(db, 0, 2);
    const at = '2026-01-01T00:00:00.000Z';
    const insert = db.prepare(
      `INSERT INTO note (id, title, body, text, words, version, created_at, updated_at)
       VALUES (?, ?, ?, '', 0, 1, '${at}', '${at}')`,
    );
    const to: Reference = { kind: 'source', id: source.id };
    const nested = { type: 'list', version: 1, children: [paragraph(citationOf(source.id))] };
    const footnote = { type: 'footnote', version: 1, content: body(paragraph(linkTo(to))) };
    insert.run('a', 'In a list', JSON.stringify(body(nested)));
    insert.run('b', 'In a footnote', JSON.stringify(body(paragraph(footnote))));
    insert.run('c', 'Nowhere', JSON.stringify(body(paragraph(words('citation')))));
    migrate(db, 2);
    const found = listBacklinks(db, to).map(({ title }) => title);
    expect(found.sort()).toEqual(['In a footnote', 'In a list']);
  } finally {
    db.close();
  }
});
