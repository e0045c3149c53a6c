/** Citations in texts that leave the library: in the words of the chosen style, and back again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openArchive } from '../../core/import/archive.ts';
import type { CallInput } from '../../shared/contract.ts';
import type { Block, Run } from '../../shared/document.ts';
import { blocksToRichText } from '../../shared/rich-text.ts';
import { finished, openDoor, temporaryFolder, type Door } from './open.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;
let caseId: string;
let noteId: string;

async function addSource(title: string, family: string): Promise<string> {
  const { imported } = await door.call('sources.paste', { text: `The text of ${title}.`, caseId });
  const id = imported[0]?.id ?? '';
  const author = [{ family, given: 'Ada' }];
  const issued = { 'date-parts': [[2024]] };
  await door.call('sources.update', { id, csl: { type: 'book', title, author, issued } });
  return id;
}

const line = (...runs: Run[]): Block => ({ type: 'paragraph', runs });

beforeAll(async () => {
  folder = await temporaryFolder();
  door = await openDoor(folder.path);
  caseId = (await door.call('cases.create', { title: 'Reeds' })).id;
  const kim = await addSource('Reed', 'Kim');
  const lee = await addSource('Sedge', 'Lee');
  const fox = await addSource('Moss', 'Fox');
  const labels = new Map([
    [kim, 'Kim 2024'],
    [lee, 'Lee 2024'],
    [fox, 'Fox 2024'],
  ]);
  const cite = (sourceId: string): Run => ({
    text: '',
    cite: { sourceId, label: labels.get(sourceId) },
  });
  const placed: Run = {
    text: '',
    cite: {
      sourceId: lee,
      label: 'Lee 2024',
      locator: { kind: 'page', value: '12-14' },
      prefix: 'see',
      suffix: 'my italics',
    },
  };
  const space = { text: ' ' };
  const blocks: Block[] = [
    line({ text: 'As it says ' }, placed, { text: '. And“' }, cite(kim), { text: '”.' }),
    line({ text: 'All ' }, cite(fox), space, cite(kim), space, cite(lee), { text: ' agree' }),
    line({ text: 'So', footnote: undefined }, { text: '', footnote: [line(cite(kim))] }),
    { type: 'heading', level: 2, runs: [{ text: 'On ' }, cite(kim)] },
  ];
  const body = blocksToRichText(blocks);
  noteId = (await door.call('notes.create', { title: 'N', body, caseId })).id;
});

afterAll(async () => {
  await door.library.close();
  await folder.dispose();
});

const MARKDOWN = {
  apa: ['[(see Lee, 2024, pp. 12–14, my italics)](casebook:cite/', '[(Fox, 2024;](casebook:cite/'],
  ieee: ['[see [1, pp. 12–14], my italics', '?label=Kim%202024'],
  vancouver: ['[(1–3)](casebook:cite/', '[](casebook:cite/'],
  'chicago-fullnote-bibliography': [
    'As it says[^cite-1]. And“[^cite2]”.',
    '[^cite2]: [Ada Kim, Reed, 2024.](casebook:cite/',
  ],
} as const;

test.each(Object.entries(MARKDOWN))(
  'a note goes out in %s, and comes back the same',
  async (citationStyle, parts) => {
    await door.call('cases.update', { id: caseId, citationStyle });
    const { markdown } = await door.call('notes.markdown', { id: noteId, caseId });
    const plain = markdown.replaceAll('\\', '');
    for (const part of parts) expect(plain).toContain(part);
    const again = await door.call('notes.importMarkdown', { text: markdown });
    expect(again.body).toEqual((await door.call('notes.get', { id: noteId })).body);
  },
);

async function exported(format: CallInput<'exports.create'>['format']): Promise<string> {
  const { id } = await door.call('exports.create', { caseId, format });
  const { result } = await finished(door, id);
  const reply = await door.app(new Request(`casebook://app${result?.path ?? ''}`));
  const bytes = new Uint8Array(await reply.arrayBuffer());
  if (format === 'html') return new TextDecoder().decode(bytes);
  const archive = openArchive(bytes, 'x.zip');
  return archive.entries
    .filter(({ path }) => /(?:\.md|document\.xml|footnotes\.xml)$/.test(path))
    .map(({ path }) => new TextDecoder().decode(archive.read(path)))
    .join('\n');
}

test.each(['html', 'docx', 'markdown'] as const)(
  'a case file as %s follows the style, in its text and its bibliography',
  async (format) => {
    const words = async (citationStyle: string) => {
      await door.call('cases.update', { id: caseId, citationStyle });
      const whole = await exported(format);
      return whole.replace(/\]\([^)]*\)|<[^>]*>|[[\]*_\\]/g, '').replace(/\s+/g, ' ');
    };
    const apa = await words('apa');
    expect(apa).toContain('(see Lee, 2024, pp. 12–14, my italics)');
    expect(apa).toContain('Kim, A. (2024). Reed.');
    const vancouver = await words('vancouver');
    expect(vancouver).toContain('(1–3)');
    expect(vancouver).toContain('Kim A. Reed. 2024.');
    expect(vancouver).not.toContain('Kim, A. (2024)');
    expect(await words('chicago-fullnote-bibliography')).toContain('Ada Kim, Reed, 2024.');
  },
);
