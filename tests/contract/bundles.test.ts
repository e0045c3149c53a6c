import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseSummary } from '../../shared/domain.ts';
import { textToRichText } from '../../shared/rich-text.ts';
import {
  bundleOf,
  contentOf,
  openPeer,
  preview,
  send,
  take,
  type Peer,
} from './bundle-libraries.ts';

const OWN_STYLE = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>A style of our own</title><id>https://styles.example/own</id>
    <updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="{" suffix="}"><text variable="title"/></layout></citation>
  <bibliography><layout suffix="!"><text variable="title"/></layout></bibliography>
</style>`;

let anna: Peer;
let boris: Peer;

beforeAll(async () => {
  [anna, boris] = await Promise.all([openPeer('Anna'), openPeer('Boris')]);
});

afterAll(async () => {
  await Promise.all([anna.dispose(), boris.dispose()]);
});

async function preloaded(peer: Peer): Promise<CaseSummary> {
  const [file] = await peer.call('cases.list', {});
  if (file === undefined) throw new Error('There is no case file.');
  return file;
}

describe('going round', () => {
  test('a case file comes whole into another library, and out again the same', async () => {
    const { id } = await preloaded(anna);
    const first = await bundleOf(anna, id);
    expect(await bundleOf(anna, id)).toEqual(first);
    const seen = await preview(boris, first);
    expect(seen).toMatchObject({ title: expect.any(String), from: 'Anna', nothingNew: false });
    expect(seen.items.every(({ status }) => status === 'new')).toBe(true);
    const contents = (kind: string) => seen.items.find((one) => one.kind === kind)?.contents;
    expect(contents('source')).toContainEqual({
      name: 'text',
      text: expect.stringMatching(/^.{300,400}…$/),
    });
    expect(contents('note')?.map(({ name }) => name)).toContain('text');
    expect(contents('highlight')?.map(({ name }) => name)).toContain('label');
    const report = await take(boris, first);
    expect(report).toMatchObject({ nothingNew: false, problems: [] });
    expect(await take(boris, first)).toMatchObject({ nothingNew: true, added: 0, changed: 0 });
    expect(await contentOf(boris, id)).toBe(seen.content);
    const [there, here] = await Promise.all([
      anna.call('highlights.list', { caseId: id }),
      boris.call('highlights.list', { caseId: id }),
    ]);
    const texts = (list: typeof there) =>
      list.map(({ passages, annotation, tags, author, label }) => [
        passages.map(({ exact, start }) => [exact, start]),
        annotation.text,
        tags,
        author,
        label,
      ]);
    expect(texts(here)).toEqual(texts(there));
    expect((await boris.call('library.check', {})).problems).toEqual([]);
  });

  test('changes of both sides meet; one undo takes the import back', async () => {
    const { id } = await preloaded(anna);
    const [note] = await anna.call('notes.list', { caseId: id });
    const noteId = note?.id ?? '';
    const write = async (peer: Peer, text: string) => {
      const { title, version } = await peer.call('notes.get', { id: noteId });
      await peer.call('notes.save', { id: noteId, title, version, body: textToRichText(text) });
    };
    await write(anna, 'What Anna wrote.');
    await write(boris, 'What Boris wrote.');
    await boris.call('cases.update', { id, question: 'Boris asks?' });
    await boris.call('notes.create', { caseId: id, title: 'His own' });
    const bytes = await bundleOf(boris, id);
    const seen = await preview(anna, bytes);
    const conflict = seen.items.find((item) => item.id === noteId);
    expect(conflict).toMatchObject({
      status: 'both',
      by: 'Boris',
      choices: ['merge', 'here', 'there', 'both'],
    });
    expect(seen.counts).toMatchObject({ both: 1, there: 1 });
    expect(seen.items.find(({ kind }) => kind === 'case')?.changes).toContainEqual(
      expect.objectContaining({ name: 'outline', there: '1 added' }),
    );
    const before = await anna.call('notes.get', { id: noteId });
    expect(await take(anna, bytes)).toMatchObject({ changed: 2, kept: 1 });
    const after = await anna.call('notes.get', { id: noteId });
    expect(after.excerpt).toBe('What Boris wrote.');
    expect(
      (await anna.call('notes.versions', { id: noteId })).map(({ reason }) => reason),
    ).toContain('conflict');
    expect((await anna.call('cases.get', { id })).question).toBe('Boris asks?');
    expect((await anna.call('history.undo', {}))?.label).toMatch(/^Imported the bundle of/);
    const undone = await anna.call('notes.get', { id: noteId });
    expect(undone.excerpt).toBe(before.excerpt);
    expect(undone.version).toBeGreaterThan(after.version);
    expect((await preview(anna, bytes)).counts).toEqual(seen.counts);
    await anna.call('history.redo', {});
    expect((await anna.call('notes.get', { id: noteId })).excerpt).toBe('What Boris wrote.');
    expect((await preview(anna, bytes)).nothingNew).toBe(true);
    await send(anna, boris, id);
    expect(await contentOf(boris, id)).toBe(await contentOf(anna, id));
  });

  test('a conflict in which the later change is ours is shown, and can be decided otherwise', async () => {
    const { id } = await anna.call('cases.create', { title: 'One question' });
    await send(anna, boris, id);
    await boris.call('cases.update', { id, question: 'His, earlier?' });
    const bytes = await bundleOf(boris, id);
    await anna.call('cases.update', { id, question: 'Hers, later?' });
    const question = async () => (await anna.call('cases.get', { id })).question;

    const seen = await preview(anna, bytes);
    expect(seen).toMatchObject({ nothingNew: false, counts: { both: 1 } });
    const choices = [{ kind: 'case' as const, id, choice: 'there' as const }];
    expect(await take(anna, bytes, { choices })).toMatchObject({ changed: 1, overruled: 0 });
    expect(await question()).toBe('His, earlier?');

    await anna.call('history.undo', {});
    const merged = await take(anna, bytes);
    expect(merged).toMatchObject({ nothingNew: false, added: 0, changed: 0, overruled: 1 });
    expect(await question()).toBe('Hers, later?');
    expect(await take(anna, bytes)).toMatchObject({ nothingNew: true, overruled: 0 });
    // What was decided is a step: undone, the conflict is open again.
    await anna.call('history.undo', {});
    expect((await preview(anna, bytes)).counts).toEqual(seen.counts);
  });

  test('to have both texts of a note is a step, also when nothing else is new', async () => {
    const { id } = await anna.call('cases.create', { title: 'Two texts' });
    const note = await anna.call('notes.create', { caseId: id, title: 'One' });
    await send(anna, boris, id);
    for (const peer of [anna, boris]) {
      const { title, version } = await peer.call('notes.get', { id: note.id });
      const body = textToRichText(peer === anna ? 'Hers.' : 'His.');
      await peer.call('notes.save', { id: note.id, title, version, body });
    }
    const titles = async () =>
      (await anna.call('notes.list', { caseId: id })).map(({ title }) => title).toSorted();
    const report = await take(anna, await bundleOf(boris, id), { prefer: 'both' });
    expect(report).toMatchObject({ nothingNew: false, added: 1, kept: 1 });
    expect(await titles()).toEqual(['One', 'One (Boris)']);
    expect((await anna.call('history.undo', {}))?.label).toBe('Imported the bundle of “Two texts”');
    expect(await titles()).toEqual(['One']);
  });

  test('a style that a case file is set in comes along, and goes with an undo', async () => {
    const { id } = await anna.call('cases.create', { title: 'Set in a style of its own' });
    const style = await anna.call('citations.addStyle', { name: 'own.csl', text: OWN_STYLE });
    await anna.call('cases.update', { id, citationStyle: style.id, citationLocale: 'de-DE' });
    const bytes = await bundleOf(anna, id);
    const added = async () => (await boris.call('citations.styles', {})).filter((one) => one.added);
    expect(await take(boris, bytes)).toMatchObject({ problems: [] });
    expect(await added()).toEqual([style]);
    expect(await boris.call('cases.get', { id })).toMatchObject({
      citationStyle: style.id,
      citationLocale: 'de-DE',
    });
    expect(await take(boris, bytes)).toMatchObject({ nothingNew: true });
    expect(await contentOf(boris, id)).toBe(await contentOf(anna, id));
    await boris.call('history.undo', {});
    expect(await added()).toEqual([]);
    await take(boris, bytes);
    await boris.call('cases.update', { id, citationStyle: null, citationLocale: 'fr-FR' });
    const back = await preview(anna, await bundleOf(boris, id));
    expect(back.items.find(({ kind }) => kind === 'case')?.changes).toMatchObject([
      { name: 'language of citations', here: 'Deutsch', there: 'Français' },
      { name: 'citation style', here: 'A style of our own', there: '' },
    ]);
    await send(boris, anna, id);
    expect((await anna.call('cases.get', { id })).citationStyle).toBeUndefined();
  });
});
