import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { COMMANDS, runCli } from '../../cli/run.ts';
import { Refusal } from '../../shared/result.ts';

const CASE = { id: '019a0000-0000-7000-8000-000000000001', title: 'Soldiers', question: 'Why?' };
const ARTICLE = { id: '019a1111-0000-7000-8000-000000000002', title: 'An article', words: 3 };
const TWIN = { id: '019a1111-0000-7000-8000-000000000003', title: 'an Article', words: 1200 };
const ESSAY = { id: '019b2222-0000-7000-8000-000000000004', title: 'Essay', words: 40 };
const JOB = { id: '019c0000-0000-7000-8000-000000000005', kind: 'export', step: 'Typesetting' };
const PDF = new TextEncoder().encode('%PDF-1.7 of the case');

/** A fetch handler that knows just enough, and remembers what it was asked. */
function notebook() {
  const asked: Array<{ name: string; args: unknown }> = [];
  let looks = 0;
  const replies: Record<string, (args: Record<string, unknown>) => unknown> = {
    'cases.list': () => [{ ...CASE, sources: 1, notes: 2, highlights: 30 }],
    'sources.list': () => [ARTICLE, TWIN, ESSAY].map((one) => ({ ...one, highlights: 0 })),
    'sources.text': () => ({ text: 'Line one\nLine “two”' }),
    'highlights.create': ({ passages }) => {
      if (JSON.stringify(passages).includes('absent')) {
        throw new Refusal('quote-not-found', 'The source does not say "absent".');
      }
      return { id: 'h', passages: [{ paragraph: 4 }] };
    },
    'labels.list': () => [{ id: 'blue', name: 'Doubt', pattern: 'dashed' }],
    'highlights.list': () => [
      {
        id: 'h',
        label: 'blue',
        author: '',
        annotation: { text: 'Why?' },
        tags: [],
        passages: [
          { start: 2, end: 9, exact: 'one two', status: 'moved', score: 1, made: 'one two' },
          { start: 20, end: 25, exact: 'three', status: 'review', score: 0.4, made: 'three' },
        ],
      },
    ],
    'sources.revise': () => ({
      ...ESSAY,
      revision: { number: 2, words: 41 },
      anchors: { moved: 3, review: 1 },
    }),
    'annotations.import': () => ({
      imported: 2,
      review: 1,
      skipped: [{ id: 'x', reason: 'The library has it already.' }],
    }),
    'history.undo': () => ({ label: 'Highlighted “one two”' }),
    'history.redo': () => null,
    'searches.list': () => [
      {
        id: ESSAY.id,
        name: 'Who Said It',
        query: 'said OR claimed',
        sort: 'newest',
        createdAt: '2025-01-01T00:00:00.000Z',
      },
    ],
    'search.find': ({ limit }) => {
      if (limit === 499) throw new Refusal('bad-arguments', 'That is not how it goes.');
      return {
        hits: [
          {
            kind: 'source',
            id: ESSAY.id,
            title: 'Essay',
            titleMarks: [],
            snippet: 'said Zelenskyy on',
            snippetMarks: [[5, 14]],
            source: ESSAY.id,
            passage: { start: 1, end: 2, paragraph: 7 },
            score: 1,
          },
        ],
        total: 3,
        counts: {},
        corrections: [{ from: 'zelensky', to: 'zelenskyy', how: 'corrected' }],
        problems: [],
        ms: 2,
      };
    },
    'exports.create': () => ({ ...JOB, state: 'running' }),
    'jobs.get': () =>
      ++looks < 2
        ? { ...JOB, state: 'running' }
        : {
            ...JOB,
            state: 'done',
            result: {
              path: `/results/${JOB.id}`,
              name: 'Soldiers.pdf',
              bytes: PDF.length,
              pages: 9,
            },
          },
    'library.backup': () => ({ path: '/b', bytes: 1_234_567, createdAt: '' }),
    'library.check': () => ({
      ok: false,
      problems: ['A file is gone.'],
      checked: { sources: 3, highlights: 0, notes: 1, files: 2 },
    }),
  };
  const app = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    if (url.pathname.startsWith('/results/')) return new Response(PDF);
    if (url.pathname === '/api/uploads') {
      const id = `upload of ${url.searchParams.get('name') ?? ''}`;
      return Response.json({ ok: true, value: { id } });
    }
    const name = url.pathname.replace('/api/calls/', '');
    const args = (await request.json()) as Record<string, unknown>;
    asked.push({ name, args });
    try {
      return Response.json({ ok: true, value: replies[name]!(args) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return Response.json({ ok: false, error: { code: error.code, message: error.message } });
    }
  };
  return { app, asked };
}

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'casebook-cli-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function run(...argv: string[]) {
  const { app, asked } = notebook();
  const out: Uint8Array[] = [];
  const said: string[] = [];
  const opened: string[] = [];
  let closed = 0;
  const code = await runCli(argv, {
    version: '1.2.3',
    directory,
    defaultLibrary: '/default',
    open: (folder) => {
      opened.push(folder);
      if (folder.endsWith('in-use')) {
        throw new Refusal('library-in-use', 'The library is open elsewhere.');
      }
      return Promise.resolve({
        app,
        close: () => {
          closed += 1;
          return Promise.resolve();
        },
      });
    },
    write: (output) => {
      out.push(typeof output === 'string' ? new TextEncoder().encode(output) : output);
      return Promise.resolve();
    },
    say: (sentence) => said.push(sentence),
    progress: () => undefined,
    readStdin: () => Promise.resolve(new Uint8Array()),
    strong: (text) => `*${text}*`,
  });
  if (!opened[0]?.endsWith('in-use')) expect(closed).toBe(opened.length);
  const stdout = Buffer.concat(out).toString();
  return { code, stdout, said, opened, asked, json: () => JSON.parse(stdout) as never };
}

describe('what is printed', () => {
  test('lists in columns, and as an array of objects', async () => {
    const { stdout, code } = await run('source', 'list');
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'ID                                    WORDS  HIGHLIGHTS  TITLE',
        `${ARTICLE.id}      3           0  An article`,
        `${TWIN.id}   1200           0  an Article`,
        `${ESSAY.id}     40           0  Essay`,
        '',
      ].join('\n'),
    );
    expect((await run('case', 'list', '--json')).json()).toMatchObject([CASE]);
  });

  test('the text of a source, and nothing else', async () => {
    expect((await run('source', 'text', 'essay')).stdout).toBe('Line one\nLine “two”');
    expect((await run('source', 'text', 'essay', '--json')).json()).toEqual({
      id: ESSAY.id,
      title: 'Essay',
      text: 'Line one\nLine “two”',
    });
  });

  test('a saved search, alone and narrowed', async () => {
    const queryOf = async (...words: string[]) =>
      (await run('search', '--saved', 'who said it', ...words)).asked.at(-1);
    const args = { query: 'said OR claimed', sort: 'newest' };
    expect(await queryOf()).toEqual({ name: 'search.find', args });
    const narrowed = { ...args, query: '(said OR claimed) kursk' };
    expect(await queryOf('kursk')).toEqual({ name: 'search.find', args: narrowed });
    const { said } = await run('search', '--saved', 'nobody');
    expect(said.join()).toContain('no saved search called "nobody". There are "Who Said It".');
    expect((await run('search')).said.join()).toContain('There is nothing to search for.');
  });

  test('hits with their place and marks', async () => {
    const { stdout, asked } = await run('search', 'zelensky', 'said', '--limit', '1');
    expect(asked).toEqual([{ name: 'search.find', args: { query: 'zelensky said', limit: 1 } }]);
    expect(stdout).toBe(
      [
        '"zelensky" also matched "zelenskyy".',
        'source · Essay · ¶ 7',
        '  said *Zelenskyy* on',
        `  ${ESSAY.id}`,
        '1 of 3 hits',
        '',
      ].join('\n'),
    );
    expect((await run('search', 'x', '--json')).json()).toMatchObject({
      hits: [{ kind: 'source', id: ESSAY.id, title: 'Essay', score: 1 }],
      total: 3,
      ms: 2,
    });
  });

  test('a check that finds something prints its report and could not', async () => {
    const { code, stdout, said } = await run('check');
    expect([code, said]).toEqual([1, ['1 problem found.']]);
    expect(stdout).toContain('Checked 3 sources, 0 highlights, 1 note, 2 files.\nA file is gone.');
    expect((await run('check', '--json')).json()).toMatchObject({ ok: false });
  });
});

describe('naming a source', () => {
  test.each([ESSAY.id, ESSAY.id.toUpperCase(), 'ESSAY', '019b22'])('by %s', async (reference) => {
    const { asked } = await run('source', 'text', reference);
    expect(asked.at(-1)).toEqual({ name: 'sources.text', args: { id: ESSAY.id } });
  });

  test.each(['an article', '019a1111'])('%s names two, and both are listed', async (reference) => {
    const { code, said } = await run('source', 'text', reference);
    expect(code).toBe(1);
    expect(said[0]).toContain(`  ${ARTICLE.id}  An article\n  ${TWIN.id}  an Article`);
  });

  test.each(['019b2', 'nothing'])('%s names none', async (reference) => {
    const { code, json } = await run('source', 'text', reference, '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ error: { code: 'not-found' } });
  });
});

describe('a highlight', () => {
  test('has a label and a comment in paragraphs', async () => {
    const quote = ['--quote', 'the words', '--label', 'blue', '--comment', 'One.\n\nTwo.'];
    const { asked, stdout } = await run('highlight', 'essay', ...quote);
    expect(asked.at(-1)).toMatchObject({
      name: 'highlights.create',
      args: { sourceId: ESSAY.id, label: 'blue', passages: [{ quote: 'the words' }] },
    });
    const { comment } = asked.at(-1)!.args as { comment: { root: { children: unknown[] } } };
    expect(comment.root.children).toHaveLength(2);
    expect(stdout).toBe('Highlighted in "Essay", ¶ 4: h\n');
  });

  test('whose words are not there could not be made', async () => {
    const { code, said } = await run('highlight', 'essay', '--quote', 'absent');
    expect([code, said]).toEqual([1, ['The source does not say "absent".']]);
  });
});

describe('revising a source', () => {
  test('hands the file over and says what became of the highlights', async () => {
    writeFileSync(join(directory, 'new.md'), 'A better text');
    const { code, stdout, asked } = await run('source', 'revise', 'essay', 'new.md');
    expect(asked.at(-1)).toEqual({
      name: 'sources.revise',
      args: { id: ESSAY.id, by: { upload: 'upload of new.md' } },
    });
    expect([code, stdout]).toEqual([
      0,
      '"Essay" is at revision 2 (41 words). Highlighted passages: 3 moved, 1 review.\n',
    ]);
  });

  test('a file that is not there changes nothing', async () => {
    const { code, asked } = await run('source', 'revise', 'essay', 'none.md');
    expect(code).toBe(1);
    expect(asked.map(({ name }) => name)).not.toContain('sources.revise');
  });

  test('highlights are listed by passage', async () => {
    const { stdout } = await run('highlight', 'list', 'essay');
    expect(stdout.split('\n').slice(1, 3)).toEqual([
      'h       2    9  moved   1.00   Doubt  one two',
      'h      20   25  review  0.40   Doubt  three',
    ]);
    expect((await run('highlight', 'list', 'essay', '--json')).json()).toMatchObject([
      {
        id: 'h',
        label: 'blue',
        labelName: 'Doubt',
        comment: 'Why?',
        passages: [
          { start: 2, end: 9, exact: 'one two', status: 'moved', score: 1 },
          { start: 20, end: 25, exact: 'three', status: 'review', score: 0.4 },
        ],
      },
    ]);
  });

  test('annotations are imported, and what was skipped is told', async () => {
    writeFileSync(join(directory, 'a.jsonld'), '{}');
    const { stdout, asked } = await run('annotations', 'import', 'a.jsonld', '--source', 'essay');
    expect(asked.at(-1)).toEqual({
      name: 'annotations.import',
      args: { upload: 'upload of a.jsonld', sourceId: ESSAY.id },
    });
    expect(stdout).toBe(
      '2 annotations imported. 1 waits for review.\nSkipped x: The library has it already.\n',
    );
  });

  test('undo says what was undone, redo that there is nothing', async () => {
    expect((await run('undo')).stdout).toBe('Undone: Highlighted “one two”\n');
    const { stdout, json } = await run('redo', '--json');
    expect([stdout, json()]).toEqual(['null\n', null]);
  });
});

describe('exporting', () => {
  test('saves the file whole and leaves nothing beside it', async () => {
    const { code, json } = await run('export', 'soldiers', '--out', 'case.pdf', '--json');
    expect(code).toBe(0);
    expect(json()).toEqual({ file: join(directory, 'case.pdf'), bytes: PDF.length, pages: 9 });
    expect(readFileSync(join(directory, 'case.pdf'))).toEqual(Buffer.from(PDF));
    expect(readdirSync(directory)).toEqual(['case.pdf']);
  });

  test('as annotations asks for them', async () => {
    const { asked } = await run(
      'export',
      'soldiers',
      '--format',
      'annotations',
      '--out',
      'a.jsonld',
    );
    expect(asked.find(({ name }) => name === 'exports.create')?.args).toMatchObject({
      caseId: CASE.id,
      format: 'annotations',
    });
  });

  test('to - writes the bytes on standard output', async () => {
    expect((await run('export', 'soldiers', '--out', '-')).stdout).toBe('%PDF-1.7 of the case');
  });

  test.each([
    [['--out', 'missing/case.pdf'], 1, 'does not exist'],
    [['--out', '.'], 1, 'is a folder'],
    [[], 2, '--out FILE'],
    [['--out', 'x', '--format', 'odt'], 2, 'Use --format pdf'],
    [['--out', '-', '--json'], 2, 'not both'],
  ])('with %j is refused before any work', async (options, code, sentence) => {
    const result = await run('export', 'soldiers', ...options);
    expect(result.code).toBe(code);
    expect(result.said[0]).toContain(sentence);
    expect(result.asked.map(({ name }) => name)).not.toContain('exports.create');
  });
});

describe('wrong usage', () => {
  test.each([
    [[], 'Say what to do.'],
    [['serch', 'x'], 'Did you mean "search"?'],
    [['souce', 'list'], 'Did you mean "source list"?'],
    [
      ['source'],
      '"source" needs a second word. There is "source list", "source show", "source text", "source revise".',
    ],
    [['source', 'remove'], 'There is no command "source remove".'],
    [['source', 'show'], 'Usage: casebook source show SOURCE'],
    [['source', 'show', 'North', 'Korean'], 'Put a title with spaces in quotation marks.'],
    [['case', 'list', '--jsn'], 'There is no option "--jsn" here. Did you mean "--json"?'],
    [['search', 'x', '--limit'], 'The option "--limit" needs a value'],
    [['search', 'x', '--limit', 'ten'], '--limit is a whole number'],
    [['search', 'x', '--limit', '499'], 'That is not how it goes.'],
    [['highlight', 'essay'], '--quote'],
    [['highlight', 'essay', '--quote', 'a', '--label', 'pink'], '"pink" is not a label.'],
    [['case', 'list', '--library', ''], '--library needs the path of a folder.'],
  ])('%j exits with 2 and a sentence', async (argv, sentence) => {
    const { code, said, stdout } = await run(...argv);
    expect([code, stdout, said.length]).toEqual([2, '', 1]);
    expect(said[0]).toContain(sentence);
  });

  test('is one JSON value on standard output when --json was asked for', async () => {
    const { code, json } = await run('serch', '--json');
    expect(code).toBe(2);
    expect(json()).toEqual({
      error: { code: 'usage', message: expect.stringContaining('There is no command "serch"') },
    });
  });
});

describe('the library', () => {
  test.each([
    [['case', 'list'], '/default'],
    [['case', 'list', '--library', '/elsewhere'], '/elsewhere'],
    [['--library', '/elsewhere', 'case', 'list'], '/elsewhere'],
    [['case', '--library=/elsewhere', 'list'], undefined],
  ])('of %j', async (argv, folder) => {
    const { opened, code } = await run(...argv);
    expect(opened[0]).toBe(folder);
    if (folder === undefined) expect(code).toBe(2);
  });

  test('that can not be opened is a sentence', async () => {
    const { code, said, opened } = await run('case', 'list', '--library', 'in-use');
    expect(opened).toEqual([join(directory, 'in-use')]);
    expect([code, said]).toEqual([1, ['The library is open elsewhere.']]);
  });
});

describe('help', () => {
  test('names every command and opens no library', async () => {
    const { stdout, code, opened } = await run('--help');
    expect([code, opened]).toEqual([0, []]);
    for (const { name } of COMMANDS) expect(stdout).toContain(`  ${name} `);
  });

  test.each([
    ['export', '--help'],
    ['help', 'export'],
    ['-h', 'export'],
  ])('on one command: %s %s', async (...argv) => {
    const { stdout, code } = await run(...argv);
    expect(code).toBe(0);
    expect(stdout).toContain('casebook -- export CASE --out FILE [--format FORMAT]');
  });

  test.each([
    ['note', '--help'],
    ['help', 'note'],
    ['--help', 'note'],
    ['--library', 'x', 'note', '-h'],
  ])('on the commands of a noun: %s %s', async (...argv) => {
    const { stdout, code, opened } = await run(...argv);
    expect([code, opened]).toEqual([0, []]);
    expect(stdout).toContain('  note list ');
    expect(stdout).toContain('  note import ');
    expect(stdout).not.toContain('  source list ');
  });

  test('the version', async () => {
    expect((await run('--version')).stdout).toBe('1.2.3\n');
  });
});
