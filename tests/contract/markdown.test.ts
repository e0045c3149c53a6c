import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../cli/run.ts';
import { richTextToBlocks } from '../../shared/rich-text.ts';
import { openDoor, temporaryFolder, type Door } from './open.ts';

/** Everything that both Markdown and a stored note can say. */
const EVERY_FEATURE = `---
tags:
  - ferries
  - river crossings
---

# Two numbers

## What is *known*

A **bold** word, an *italic* one, ~~gone~~, \`code\`, <u>under</u>, H<sub>2</sub>O, x<sup>2</sup>, a [link](https://example.org/) and \\*no\\* emphasis\\
on two lines, for \\$5.[^1]

> twenty had come

- one
  - nested
- two

3. third
4. fourth

- [x] asked
- [ ] counted

| Day | People |
| - | - |
| Monday | 12 |
| Tuesday | $n^2$ |

The sum $\\frac{a}{b}$ grows.

$$
\\int_0^1 x\\,dx
$$

\`\`\`ts
const a = 1;
  go(a);
\`\`\`

![A map](files/${'a1'.repeat(32)} "The river")

___

[^1]: Counted by hand, **twice**.
`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let door: Door;
let caseId: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  door = await openDoor(join(folder.path, 'library'));
  caseId = (await door.call('cases.create', { title: 'Ferries' })).id;
});
afterAll(async () => {
  await door.library.close();
  await folder.dispose();
});

describe('a note', () => {
  it('comes in from Markdown and goes out the same', async () => {
    const note = await door.call('notes.importMarkdown', { text: EVERY_FEATURE, caseId });
    expect(note).toMatchObject({ title: 'Two numbers', tags: ['ferries', 'river crossings'] });
    expect(note.caseIds).toEqual([caseId]);
    const { markdown, name } = await door.call('notes.markdown', { id: note.id });
    expect(name).toBe('Two numbers.md');
    expect(markdown).toBe(EVERY_FEATURE);
    const again = await door.call('notes.importMarkdown', { text: markdown });
    expect(again.body).toEqual(note.body);
  });

  it('is one step of the history, and can be taken back', async () => {
    const note = await door.call('notes.importMarkdown', { text: '# Gone\n\nsoon', caseId });
    const [step] = await door.call('history.list', {});
    expect(step?.label).toBe('Imported the note “Gone”');
    await door.call('history.undo', {});
    expect((await door.ask('notes.get', { id: note.id })).ok).toBe(false);
    const { outline } = await door.call('cases.get', { id: caseId });
    expect(JSON.stringify(outline)).not.toContain('Gone');
    await door.call('history.redo', {});
    expect((await door.call('notes.get', { id: note.id })).title).toBe('Gone');
  });

  it.each([
    ['# A title alone', '', 'A title alone', []],
    ['Text first\n\n# Later', 'my_file.md', 'Later', ['paragraph', 'heading']],
    ['Only text', 'my_file.md', 'my file', ['paragraph']],
    ['Only text', '', 'Only text', ['paragraph']],
    ['---\ntitle: Named\n---\nx', 'my_file.md', 'Named', ['paragraph']],
  ])('of %j in %j is called %j', async (text, name, title, types) => {
    const note = await door.call('notes.importMarkdown', { text, name });
    expect(note.title).toBe(title);
    const blocks = richTextToBlocks(note.body).filter(
      (block) => block.type !== 'paragraph' || block.runs.length > 0,
    );
    expect(blocks.map(({ type }) => type)).toEqual(types);
  });

  it('without any text is refused, and nothing is added', async () => {
    const before = await door.call('notes.list', {});
    const reply = await door.ask('notes.importMarkdown', { text: '  \n\n<!-- x -->' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'empty' } });
    expect(await door.call('notes.list', {})).toHaveLength(before.length);
  });

  it('without a title or a text is Markdown all the same', async () => {
    const { id } = await door.call('notes.create', {});
    const { markdown, name } = await door.call('notes.markdown', { id });
    expect([markdown.trim(), name]).toEqual(['', 'Note.md']);
  });
});

describe('the command line', () => {
  async function run(...argv: string[]) {
    const out: string[] = [];
    const said: string[] = [];
    const exit = await runCli(argv, {
      version: '0.0.0',
      directory: folder.path,
      defaultLibrary: folder.path,
      open: () => Promise.resolve({ app: door.app, close: () => Promise.resolve() }),
      write: (text) => {
        out.push(typeof text === 'string' ? text : Buffer.from(text).toString());
        return Promise.resolve();
      },
      say: (sentence) => void said.push(sentence),
      progress: () => undefined,
      readStdin: () => Promise.resolve(new Uint8Array()),
      strong: (text) => text,
    });
    return { exit, out: out.join(''), said: said.join('\n') };
  }

  it('imports, lists and exports notes', async () => {
    await writeFile(join(folder.path, 'ferry.md'), '# The ferry\n\nIt is *late*.\n');
    await writeFile(join(folder.path, 'binary.md'), new Uint8Array([0xff, 0xfe, 0xff]));
    const imported = await run(
      'note',
      'import',
      'ferry.md',
      'binary.md',
      'gone.md',
      '--case',
      'Ferries',
    );
    expect(imported.exit).toBe(1);
    expect(imported.out).toContain('ferry.md: imported as "The ferry" (3 words)');
    expect(imported.out).toContain('binary.md: not imported.');
    expect(imported.out).toContain('gone.md: not imported. There is no file');
    expect(imported.said).toBe('2 files of 3 could not be imported.');

    expect((await run('note', 'list', '--case', 'Ferries')).out).toContain('The ferry');
    expect((await run('note', 'export', 'the ferry')).out).toBe('# The ferry\n\nIt is *late*.\n');
    const saved = await run('note', 'export', 'The ferry', '--out', 'out.md', '--json');
    expect(saved.exit).toBe(0);
    expect(JSON.parse(saved.out)).toMatchObject({ file: join(folder.path, 'out.md') });
    expect(await readFile(join(folder.path, 'out.md'), 'utf8')).toBe(
      '# The ferry\n\nIt is *late*.\n',
    );
    expect((await run('note', 'export', 'nothing of this name')).exit).toBe(1);
  });
});
