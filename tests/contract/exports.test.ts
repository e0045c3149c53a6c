import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CallInput } from '../../shared/contract.ts';
import type { SourceInfo } from '../../shared/domain.ts';
import { blocksToRichText, textToRichText } from '../../shared/rich-text.ts';
import { finished, openDoor, temporaryFolder } from './open.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Awaited<ReturnType<typeof openDoor>>;
beforeEach(async () => {
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
});
afterEach(async () => {
  await door.library.close();
  await folder.dispose();
});

/** Makes a source with metadata; its text says nothing. */
async function sourceWith(csl: SourceInfo['csl'], tags: string[] = []): Promise<string> {
  const { imported } = await door.call('sources.paste', { text: `Text of ${csl.title ?? ''}.` });
  const id = imported[0]?.id ?? '';
  await door.call('sources.update', { id, csl });
  if (tags.length > 0) await door.call('tags.set', { kind: 'source', id, tags });
  return id;
}

/** Runs an export to its end and reads its file. */
async function exported(request: CallInput<'exports.create'>): Promise<string> {
  const { id } = await door.call('exports.create', request);
  const { result } = await finished(door, id);
  const reply = await door.app(new Request(`casebook://app${result?.path ?? ''}`));
  return reply.text();
}

const BOOK: SourceInfo['csl'] = {
  type: 'book',
  title: 'The NATO years: 50% of {everything} & more',
  author: [
    { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der' },
    { literal: 'Harbour Board' },
  ],
  issued: { 'date-parts': [[2019, 4]] },
  publisher: 'Ferry Press',
  'publisher-place': 'Oslo',
  ISBN: '9780306406157',
  URL: 'https://example.org/a_b?c=1&d=~e',
};
const ARTICLE: SourceInfo['csl'] = {
  type: 'article-journal',
  title: 'Grüße aus Łódź',
  author: [{ family: 'Østergård', given: 'Åse' }],
  issued: { 'date-parts': [[2021, 3, 9]] },
  'container-title': 'Journal of Quays',
  volume: '12',
  issue: '3',
  page: '14–29',
  DOI: '10.1000/xyz_1',
};

test('references go out as BibLaTeX, RIS and CSL-JSON with keys of their own', async () => {
  const sourceIds = [
    await sourceWith(BOOK, ['ships', 'war, cold']),
    await sourceWith(ARTICLE),
    await sourceWith({ ...ARTICLE, title: 'Grüße, once more' }),
  ];
  const bib = await exported({ sourceIds, format: 'bibtex' });
  expect(bib).toContain('@book{berg2019nato,');
  expect(bib).toContain('  author = {van der Berg, Jan and {Harbour Board}},');
  expect(bib).toContain('title = {The {NATO} years: 50\\% of \\{everything\\} \\& more}');
  expect(bib).toContain('  date = {2019-04},');
  expect(bib).toContain('  url = {https://example.org/a_b?c=1&d=~e},');
  expect(bib).toContain('  keywords = {ships, war{,} cold},');
  expect(bib).toContain('@article{ostergard2021grusse,');
  expect(bib).toContain('@article{ostergard2021grussea,');
  expect(bib).toContain('  pages = {14--29},');
  expect(bib).toContain('  journaltitle = {Journal of Quays},');

  const ris = await exported({ sourceIds, format: 'ris' });
  const [first = '', second = ''] = ris.split('\r\n\r\n');
  expect(first.split('\r\n')).toEqual(
    expect.arrayContaining([
      'TY  - BOOK',
      'AU  - van der Berg, Jan',
      'AU  - Harbour Board,',
      'PY  - 2019',
      'DA  - 2019/04//',
      'KW  - war, cold',
      'ER  - ',
    ]),
  );
  expect(second).toContain('SP  - 14\r\nEP  - 29\r\n');

  const items = JSON.parse(await exported({ sourceIds, format: 'csl-json' })) as unknown[];
  expect(items).toHaveLength(3);
  expect(items[0]).toEqual({ ...BOOK, id: 'berg2019nato', keyword: 'ships; war, cold;' });
});

test('highlights go out as a table and as cards, and no cell is a formula', async () => {
  const { imported } = await door.call('sources.paste', {
    text: '=SUM(A1) is what he wrote, "with quotes".\n\nA second paragraph.',
    title: 'Sheets',
  });
  const sourceId = imported[0]?.id ?? '';
  await door.call('highlights.create', {
    sourceId,
    passages: [{ quote: '=SUM(A1) is what he wrote, "with quotes".' }],
    comment: textToRichText('Who says <b>so</b>?'),
  });
  await door.call('highlights.create', { sourceId, passages: [{ quote: 'second' }] });
  const csv = await exported({ sourceIds: [sourceId], format: 'csv' });
  const lines = csv.replace('\uFEFF', '').trimEnd().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^Quotation,Comment,Label,Tags,Source,/);
  expect(lines[1]).toMatch(
    /^"'=SUM\(A1\) is what he wrote, ""with quotes""\.",Who says <b>so<\/b>\?,Yellow,,Sheets,,,1,/,
  );
  expect(lines[2]).toMatch(/^second,,Yellow,,Sheets,,,2,/);

  const cards = (await exported({ sourceIds: [sourceId], format: 'anki' })).trimEnd().split('\n');
  expect(cards.slice(0, 4)).toEqual([
    '#separator:tab',
    '#html:true',
    '#guid column:1',
    '#tags column:4',
  ]);
  expect(cards).toHaveLength(5);
  const [, front = '', back] = cards[4]?.split('\t') ?? [];
  expect(front).toContain('<blockquote>=SUM(A1) is what he wrote');
  expect(back).toBe('Who says &lt;b&gt;so&lt;/b&gt;?');
  const turned = await exported({
    sourceIds: [sourceId],
    format: 'anki',
    options: { hides: 'quotation' },
  });
  expect(turned.trimEnd().split('\n')[4]?.split('\t')[1]).toContain('Who says &lt;b&gt;');
});

test('a case file goes out in the order of its outline; what is missing is refused', async () => {
  const [preloaded] = await door.call('cases.list', {});
  const caseId = preloaded?.id ?? '';
  const second = await sourceWith(BOOK);
  await door.call('outline.add', { caseId, kind: 'source', id: second });
  const ris = await exported({ caseId, format: 'ris' });
  expect(ris.match(/^TY {2}- /gm)).toHaveLength(2);
  expect(ris.indexOf('North Korean Soldiers')).toBeLessThan(ris.indexOf('The NATO years'));

  const empty = await door.call('cases.create', { title: 'Empty' });
  const refused = await door.ask('exports.create', { caseId: empty.id, format: 'csv' });
  expect(refused).toMatchObject({ ok: false, error: { code: 'empty' } });
  const both = await door.ask('exports.create', { caseId, sourceIds: [second], format: 'csv' });
  expect(both).toMatchObject({ ok: false, error: { code: 'bad-arguments' } });
  const pdf = await door.ask('exports.create', { sourceIds: [second], format: 'pdf' });
  expect(pdf).toMatchObject({ ok: false, error: { code: 'bad-arguments' } });
});

test('links to what is not exported are named with the reason, once for each text', async () => {
  const { id: caseId } = await door.call('cases.create', { title: 'Links' });
  const titles = ['Inside', 'Elsewhere', 'In the trash', 'Deleted'] as const;
  const [inside, elsewhere, trashed, deleted] = await Promise.all(
    titles.map((title) =>
      door.call('notes.create', title === 'Elsewhere' ? { title } : { caseId, title }),
    ),
  );
  const linksTo = (...notes: Array<{ id: string; title: string } | undefined>) =>
    blocksToRichText(
      notes.flatMap((note) =>
        note === undefined
          ? []
          : [
              {
                type: 'paragraph' as const,
                runs: [{ text: note.title, to: { kind: 'note' as const, id: note.id } }],
              },
            ],
      ),
    );
  const { imported: cited } = await door.call('sources.paste', { text: 'Cited.', title: 'Cited' });
  const body = linksTo(inside, elsewhere, trashed, deleted, elsewhere);
  const cite = { sourceId: cited[0]?.id ?? '' };
  body.root.children?.push(
    ...(blocksToRichText([{ type: 'paragraph', runs: [{ text: 'Cited', cite }] }]).root.children ??
      []),
  );
  await door.call('notes.create', { caseId, title: 'With links', body });
  const { imported } = await door.call('sources.paste', { caseId, text: 'A text.', title: 'T' });
  await door.call('highlights.create', {
    sourceId: imported[0]?.id ?? '',
    passages: [{ quote: 'text' }],
    comment: linksTo(trashed, inside),
  });
  const remove = (id = '') => door.call('trash.put', { kind: 'note', id });
  await remove(deleted?.id);
  await door.call('trash.put', { kind: 'source', id: cite.sourceId });
  await door.call('trash.empty', {});
  await remove(trashed?.id);

  const leftOut = async (given: Partial<CallInput<'exports.create'>> = {}) => {
    const { id } = await door.call('exports.create', { caseId, format: 'html', ...given });
    return (await finished(door, id)).result?.leftOut;
  };
  const fromNote = [
    'The link “Elsewhere” in “With links”: what it leads to is not in this case file. Its words stay.',
    'The link “In the trash” in “With links”: what it leads to is in the trash. Its words stay.',
    'The link “Deleted” in “With links”: what it leads to was deleted for good. Its words stay.',
    'The citation “(Cited)” in “With links”: its source was deleted for good. It keeps the words that it had, and is not in the bibliography.',
  ];
  const fromComment =
    'The link “In the trash” in the comment on H1: what it leads to is in the trash. Its words stay.';
  expect(await leftOut()).toEqual([...fromNote, fromComment]);
  // What the options leave out is told by them; of texts that are not printed there is nothing to say.
  expect(await leftOut({ options: { notes: false } })).toEqual([
    expect.stringMatching(/^2 notes: notes were not asked for/),
    fromComment,
  ]);
});
