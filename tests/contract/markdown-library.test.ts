/** Notes as Markdown with what they share with the library: links, citations, passages, pictures. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../cli/run.ts';
import { openArchive } from '../../core/import/archive.ts';
import type { Block, Run } from '../../shared/document.ts';
import type { SourceSummary } from '../../shared/domain.ts';
import { blocksToRichText, richTextToBlocks, type RichText } from '../../shared/rich-text.ts';
import { ROUTES } from '../../shared/routes.ts';
import { zipOf } from '../../shared/zip.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

/** 3 by 2 pixels. */
const PNG = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACAQMAAACnuvRZAAAAA1BMVEUfWmizPYUjAAAADElEQVQI12NgYGAAAAAEAAEnNCcKAAAAAElFTkSuQmCC',
    'base64',
  ),
);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;
let source: SourceSummary;
let highlightId: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  door = await openDoor(join(folder.path, 'library'));
  [source] = (await door.call('sources.list', {})) as [SourceSummary];
  const [highlight] = await door.call('highlights.list', { sourceId: source.id });
  highlightId = highlight?.id ?? '';
});
afterAll(async () => {
  await door.library.close();
  await folder.dispose();
});

const paragraph = (...runs: Array<string | Run>): Block => ({
  type: 'paragraph',
  runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
});

async function noteOf(title: string, blocks: Block[]): Promise<string> {
  return (await door.call('notes.create', { title, body: blocksToRichText(blocks) })).id;
}

const blocksOf = (body: RichText) => richTextToBlocks(body);

describe('what leads into the library', () => {
  it('comes back as what it was', async () => {
    const other = await noteOf('The other *note*', []);
    const passage: Block = {
      type: 'quote',
      blocks: [paragraph('quoted words'), paragraph(`— ${source.title}, ¶ 3`)],
      from: { sourceId: source.id, highlightId },
    };
    const blocks: Block[] = [
      paragraph('See ', { text: 'The other *note*', to: { kind: 'note', id: other } }, ' and ', {
        text: source.title,
        to: { kind: 'source', id: source.id },
      }),
      passage,
      paragraph('So it is ', {
        text: '(A label, p. 12-14)',
        cite: { sourceId: source.id, locator: { kind: 'page', value: '12-14' } },
      }),
    ];
    const { markdown } = await door.call('notes.markdown', { id: await noteOf('N', blocks) });
    expect(markdown).toContain(`[The other \\*note\\*](casebook:note/${other})`);
    expect(markdown).toContain(`(casebook:passage/${source.id}/${highlightId})`);
    expect(markdown).toContain(`(casebook:cite/${source.id}?page=12-14`);
    const again = await door.call('notes.importMarkdown', { text: markdown });
    const back = blocksOf(again.body);
    expect(back.slice(0, 2)).toEqual(blocks.slice(0, 2));
    expect(again.body.root.children?.[1]).toMatchObject({
      type: 'passage',
      sourceId: source.id,
      highlightId,
      exact: 'quoted words',
      title: source.title,
      paragraph: 3,
    });
    expect(JSON.stringify(back[2])).toContain('"locator":{"kind":"page","value":"12-14"}');
    const { markdown: second } = await door.call('notes.markdown', { id: again.id });
    expect(second).toBe(markdown);
    const links = await door.call('notes.backlinks', { kind: 'note', id: other });
    expect(links.map(({ from }) => from.id)).toContain(again.id);
  });

  it('is found by its title, where the id is not known or there is none', async () => {
    const id = await noteOf('Ferries of the North', []);
    const gone = '0190a0f0-0000-7000-8000-00000000dead';
    const text = [
      '# Links',
      '',
      `[ferries of the north](casebook:note/${gone}) [[Ferries of the North|ferries]]`,
      `[[Nothing of this name]] [Nothing](casebook:note/${gone}) [X](casebook:note/x)`,
      '',
      `> words\n>\n> — [Elsewhere, ¶ 2](casebook:passage/${gone}/${gone})`,
    ].join('\n');
    const { body } = await door.call('notes.importMarkdown', { text });
    expect(blocksOf(body)).toEqual([
      paragraph(
        { text: 'ferries of the north', to: { kind: 'note', id } },
        ' ',
        { text: 'ferries', to: { kind: 'note', id } },
        ' [[Nothing of this name]] ',
        { text: 'Nothing', to: { kind: 'note', id: gone } },
        ' ',
        'X',
      ),
      { type: 'quote', blocks: [paragraph('words'), paragraph('— Elsewhere, ¶ 2')] },
    ]);
  });
});

describe('pictures', () => {
  const text = '# Pictured\n\n![A map](pics/a%20map.png "The river")\n\n![Gone](pics/gone.png)\n';

  async function run(...argv: string[]) {
    const out: string[] = [];
    const exit = await runCli(argv, {
      version: '0.0.0',
      directory: folder.path,
      defaultLibrary: folder.path,
      open: () => Promise.resolve({ app: door.app, close: () => Promise.resolve() }),
      write: (words) => {
        out.push(typeof words === 'string' ? words : Buffer.from(words).toString());
        return Promise.resolve();
      },
      say: (sentence) => void out.push(sentence),
      progress: () => undefined,
      readStdin: () => Promise.resolve(new Uint8Array()),
      strong: (words) => words,
    });
    return { exit, out: out.join('') };
  }

  it('come from beside a file and go beside it again', async () => {
    await mkdir(join(folder.path, 'in', 'pics'), { recursive: true });
    await writeFile(join(folder.path, 'in', 'pics', 'a map.png'), PNG);
    await writeFile(join(folder.path, 'in', 'note.md'), text);
    expect(await run('note', 'import', join('in', 'note.md'))).toMatchObject({ exit: 0 });
    await mkdir(join(folder.path, 'out'));
    const saved = await run('note', 'export', 'Pictured', '--out', join('out', 'note.md'));
    expect(saved.out).toContain('with 1 picture beside it');
    const [name = ''] = await readdir(join(folder.path, 'out', 'files'));
    expect(new Uint8Array(await readFile(join(folder.path, 'out', 'files', name)))).toEqual(PNG);
    expect(await readFile(join(folder.path, 'out', 'note.md'), 'utf8')).toBe(
      `# Pictured\n\n![A map](files/${name} "The river")\n\nGone\n`,
    );
  });

  it('come in an archive, each note with its own, as one step', async () => {
    const encoded = (words: string) => new TextEncoder().encode(words);
    const upload = await door.upload(
      'notes.zip',
      zipOf([
        { path: 'one/first.md', bytes: encoded('# First\n\n![](a.png)\n\n[[Second]]') },
        { path: 'one/a.png', bytes: PNG },
        { path: 'two/second.md', bytes: encoded('# Second\n\n![](a.png)') },
        { path: 'two/a.png', bytes: encoded('no picture') },
      ]),
    );
    const notes = await door.call('notes.importArchive', { upload });
    expect(notes.map(({ title }) => title)).toEqual(['First', 'Second']);
    expect(notes.map(({ body }) => blocksOf(body)[0]?.type)).toEqual(['figure', 'paragraph']);
    const to = { kind: 'note', id: notes[1]?.id };
    expect(blocksOf(notes[0]?.body ?? blocksToRichText([]))[1]).toMatchObject({
      runs: [{ text: 'Second', to }],
    });
    const [figure] = blocksOf(notes[0]?.body ?? blocksToRichText([]));
    const sha256 = figure?.type === 'figure' ? figure.file : '';
    const shown = await door.app(new Request(`casebook://app${ROUTES.file(sha256)}`));
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(PNG);
    const [step] = await door.call('history.list', {});
    expect(step?.label).toBe('Imported 2 notes');
    await door.call('history.undo', {});
    expect((await door.ask('notes.get', { id: notes[1]?.id ?? '' })).ok).toBe(false);
  });

  it('an archive without Markdown is refused', async () => {
    const upload = await door.upload('x.zip', zipOf([{ path: 'a.png', bytes: PNG }]));
    const reply = await door.ask('notes.importArchive', { upload });
    expect(reply).toMatchObject({ ok: false, error: { code: 'empty' } });
  });
});

it('an archive that is written can be read', () => {
  const entries = [
    { path: 'Їжак/a.txt', bytes: new TextEncoder().encode('some words') },
    { path: 'empty', bytes: new Uint8Array() },
  ];
  const archive = openArchive(zipOf(entries), 'x.zip');
  expect(archive.entries.map(({ path }) => path)).toEqual(['Їжак/a.txt', 'empty']);
  for (const { path, bytes } of entries) expect(archive.read(path)).toEqual(bytes);
});
