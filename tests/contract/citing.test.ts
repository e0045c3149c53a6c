import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Run } from '../../shared/document.ts';
import { plainOf, type RichText, type RichTextNode } from '../../shared/rich-text.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;
let caseId: string;
let kim: string;
let lee: string;

const text = (runs: readonly Run[] = []) => runs.map((run) => run.text).join('');

async function addSource(title: string, family: string): Promise<string> {
  const { imported } = await door.call('sources.paste', { text: `The text of ${title}.`, caseId });
  const id = imported[0]?.id ?? '';
  await door.call('sources.update', {
    id,
    csl: {
      type: 'book',
      title,
      author: [{ family, given: 'Ada' }],
      publisher: 'Press',
      issued: { 'date-parts': [[2024]] },
    },
  });
  return id;
}

beforeAll(async () => {
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
  caseId = (await door.call('cases.create', { title: 'Reeds' })).id;
  kim = await addSource('Reed', 'Kim');
  lee = await addSource('Sedge', 'Lee');
});

afterAll(async () => {
  await door.library.close();
  await folder.dispose();
});

/** A small style: "<Kim>" in the text, "Kim: Reed" in the list. */
function style(changes: { head?: string; body?: string; link?: string; id?: string } = {}): string {
  const { head = '', body = '', link = '', id = 'https://example.org/styles/angles' } = changes;
  return `<?xml version="1.0" encoding="utf-8"?>${head}
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Angles</title><id>${id}</id>${link}<updated>2026-01-01T00:00:00+00:00</updated></info>
  <macro name="who"><names variable="author"><name form="short"/></names></macro>${body}
  <citation><layout prefix="&lt;" suffix="&gt;" delimiter="; "><text macro="who"/></layout></citation>
  <bibliography><layout><text macro="who"/><text variable="title" prefix=": "/></layout></bibliography>
</style>`;
}

const entries = async () =>
  (await door.call('citations.bibliography', { of: { caseId } })).entries.map(({ runs }) =>
    text(runs),
  );

describe('styles that the researcher adds', () => {
  test('are listed, used, taken away, and all of it is undone', async () => {
    const added = await door.call('citations.addStyle', { text: style(), name: 'angles.csl' });
    expect(added).toEqual({
      id: 'https://example.org/styles/angles',
      title: 'Angles',
      kind: 'in-text',
      added: true,
    });
    expect(await door.call('citations.styles', {})).toContainEqual(added);
    await door.call('cases.update', { id: caseId, citationStyle: added.id });
    expect(await entries()).toEqual(['Kim: Reed', 'Lee: Sedge']);

    // The same file once more changes nothing; another text under its id replaces it.
    await door.call('citations.addStyle', { text: style().replace(': ', ' wrote '), name: '' });
    expect(await entries()).toEqual(['Kim wrote Reed', 'Lee wrote Sedge']);
    expect((await door.call('history.undo', {}))?.label).toBe('Added the citation style “Angles”');
    expect(await entries()).toEqual(['Kim: Reed', 'Lee: Sedge']);

    await door.call('citations.removeStyle', { id: added.id });
    expect((await entries())[0]).toBe('Kim, A. (2024). Reed. Press.');
    expect((await door.call('history.undo', {}))?.label).toBe(
      'Removed the citation style “Angles”',
    );
    expect(await entries()).toEqual(['Kim: Reed', 'Lee: Sedge']);
    expect((await door.call('history.undo', {}))?.label).toBe(
      'Changed how citations are set in “Reeds”',
    );
    expect((await entries())[0]).toBe('Kim, A. (2024). Reed. Press.');
  });

  test.each([
    ['', 'no citation style: there is no <style>'],
    ['{"not": "xml"}', 'no citation style: there is no <style>'],
    ['<html><style>p {}</style></html>', 'no citation style in the Citation Style Language'],
    [
      style().replace('version="1.0" encoding', 'encoding').replace('"1.0">', '"0.8">'),
      'version 0.8',
    ],
    [style().replace(/<citation>.*<\/citation>/, ''), 'does not say how citations are laid out'],
    [style().replace('<title>Angles</title>', ''), 'has no name or no id'],
    [
      style({ link: '<link rel="independent-parent" href="http://www.zotero.org/styles/apa"/>' }),
      'is set exactly like “APA, 7th edition”, which is here',
    ],
    [
      style({
        link: '<link rel="independent-parent" href="http://www.zotero.org/styles/nature"/>',
      }),
      'set like http://www.zotero.org/styles/nature. Add that',
    ],
    [
      style({ body: '<macro name="who2"><text macro="who2"/></macro>' }).replace(
        '<text macro="who"/>',
        '<text macro="who2"/>',
      ),
      'its macro “who2” calls itself',
    ],
    [
      style().replace('<text macro="who"/>', '<text macro="nowhere"/>'),
      'calls a macro “nowhere” that it does not have',
    ],
    [
      style({
        body: Array.from(
          { length: 40 },
          (_, at) =>
            `<macro name="m${at}"><text macro="m${at + 1}"/><text macro="m${at + 1}"/></macro>`,
        )
          .concat('<macro name="m40"><text value="x"/></macro>')
          .join(''),
      }).replace('<text macro="who"/>', '<text macro="m0"/>'),
      'its macros come to more',
    ],
    [`${style()}${' '.repeat(2_000_000)}`, 'longer than any citation style'],
  ])('a wrong file is refused, with the reason (%#)', async (xml, reason) => {
    const before = await door.call('citations.styles', {});
    const answer = await door.ask('citations.addStyle', { text: xml, name: 'wrong.csl' });
    expect(answer).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining(reason) as string },
    });
    expect(await door.call('citations.styles', {})).toEqual(before);
  });

  test('entities of a document type are not expanded', async () => {
    const secret = join(folder.path, 'secret.txt');
    const head = `<!DOCTYPE style [<!ENTITY who SYSTEM "file://${secret}"><!ENTITY a "aaaa">]>`;
    const answer = await door.ask('citations.addStyle', {
      text: style({ head, id: 'https://example.org/styles/entities' }).replace(
        'Angles</title>',
        'Angles &who;&a;</title>',
      ),
      name: 'entities.csl',
    });
    if (answer.ok) expect(answer.value.title).not.toMatch(/aaaa|root/);
    else expect(answer.error.message).toContain('can');
  });
});

test('every style that comes with the program passes as one that is added', async () => {
  for (const name of ['apa', 'chicago-fullnote-bibliography', 'ieee', 'vancouver']) {
    const xml = readFileSync(`resources/citations/styles/${name}.csl`, 'utf8');
    const { id } = await door.call('citations.addStyle', { text: xml, name });
    expect(id).toContain('http://www.zotero.org/styles/');
    await door.call('citations.removeStyle', { id });
  }
});

describe('the citations of a text that is written', () => {
  const cite = (sourceId: string): Run => ({ text: '', cite: { sourceId } });
  const x: Run = { text: 'x' };
  const space: Run = { text: ' ' };

  test('in the order of the style, each with the citation that it stands for', async () => {
    const { notes, cites } = await door.call('citations.text', {
      caseId,
      lines: [[x, cite(lee), space, cite(kim), x, cite(lee)]],
    });
    expect(notes).toBe(false);
    expect(cites.map(({ runs, of }) => [text(runs), of])).toEqual([
      ['(Kim, 2024; ', 1],
      ['Lee, 2024)', 0],
      ['(Lee, 2024)', 2],
    ]);
  });

  test('as notes, in footnotes as words, and drawn together where the style does so', async () => {
    await door.call('cases.update', { id: caseId, citationStyle: 'chicago-fullnote-bibliography' });
    const note: Run = { text: '', footnote: [{ type: 'paragraph', runs: [x, cite(lee)] }] };
    const set = await door.call('citations.text', { caseId, lines: [[x, cite(kim), note]] });
    expect(set.notes).toBe(true);
    expect(set.cites).toMatchObject([{ own: true }, { of: 1 }]);
    expect(set.cites.map(({ runs }) => text(runs))).toEqual([
      'Ada Kim, Reed (Press, 2024).',
      'Ada Lee, Sedge (Press, 2024).',
    ]);
    await door.call('cases.update', { id: caseId, citationStyle: 'vancouver' });
    const three = await addSource('Moss', 'Fox');
    const row = [cite(kim), cite(lee), cite(three)];
    const drawn = await door.call('citations.text', { caseId, lines: [row] });
    expect(drawn.cites.map(({ runs }) => text(runs))).toEqual(['(1–3)', '', '']);
    await door.call('cases.update', { id: caseId, citationStyle: null });
  });

  test('what was deleted for good is not set', async () => {
    const gone = '00000000-0000-7000-8000-000000000009';
    const { cites } = await door.call('citations.text', { lines: [[cite(gone)]] });
    expect(cites).toEqual([{ runs: [], of: 0 }]);
  });
});

describe('citations that are read, and given away', () => {
  const paragraph = (...children: RichTextNode[]): RichTextNode => ({
    type: 'paragraph',
    version: 1,
    children,
  });
  const body = (): RichText => ({
    root: {
      type: 'root',
      version: 1,
      children: [
        paragraph(
          { type: 'text', version: 1, text: 'As ' },
          {
            type: 'citation',
            version: 1,
            sourceId: kim,
            label: 'Kim, as it was',
            locatorKind: 'paragraph',
            locator: '4',
          },
        ),
      ],
    },
  });
  const set = async (style: string | null) => {
    await door.call('cases.update', { id: caseId, citationStyle: style });
    return door.call('citations.body', { body: body(), caseId });
  };

  test('a text that is read has them in the style of the case file', async () => {
    expect(plainOf(await set('apa'))).toBe('As (Kim, 2024, para. 4)');
    expect(plainOf(await set('ieee'))).toBe('As [1, Para. 4]');
    const [first] = await set('chicago-fullnote-bibliography');
    const runs = first !== undefined && 'runs' in first ? first.runs : [];
    expect(plainOf(runs.at(-1)?.footnote ?? [])).toContain('Ada Kim, Reed (Press, 2024)');
    await set(null);
  });

  test('a highlight is cited with its place, and with the work it is from', async () => {
    const highlight = await door.call('highlights.create', {
      sourceId: kim,
      label: 'yellow',
      passages: [{ start: 4, end: 8 }],
    });
    const of = { highlightIds: [highlight.id] };
    const cited = await door.call('citations.cite', { of, caseId });
    expect(cited.notes).toBe(false);
    expect(cited.inText.map(text)).toEqual(['(Kim, 2024, para. 1)']);
    expect(cited.bibliography.entries.map(({ runs }) => text(runs))).toEqual([
      'Kim, A. (2024). Reed. Press.',
    ]);

    await door.call('cases.update', { id: caseId, citationStyle: 'chicago-fullnote-bibliography' });
    const cites = [{ sourceId: lee, locator: { kind: 'page' as const, value: '12-14' } }];
    const notes = await door.call('citations.cite', {
      of: { cites: [...cites, ...cites] },
      caseId,
    });
    expect(notes.notes).toBe(true);
    // Each stands alone: the second is no “ibid.”.
    expect(notes.inText.map(text)).toEqual([
      'Ada Lee, Sedge (Press, 2024), 12–14.',
      'Ada Lee, Sedge (Press, 2024), 12–14.',
    ]);
    await door.call('cases.update', { id: caseId, citationStyle: null });
  });

  test('what was deleted for good has no citation', async () => {
    const cites = [{ sourceId: '00000000-0000-7000-8000-000000000009' }];
    const { inText, bibliography } = await door.call('citations.cite', { of: { cites } });
    expect([inText, bibliography.entries]).toEqual([[[]], []]);
  });
});
