import { expect, test } from 'vitest';
import { readSources, type ReadSource } from '../../core/import/index.ts';
import { Refusal } from '../../shared/result.ts';

const EVERYTHING = 60_000;

async function read(name: string, text: string | Uint8Array): Promise<ReadSource[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return readSources({ name, bytes });
}

/** What reading is refused with; fails when it is not. */
async function refusal(name: string, text: string | Uint8Array): Promise<Refusal> {
  const outcome: unknown = await read(name, text).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Refusal);
  const refused = outcome as Refusal;
  expect(refused.message).toContain(name);
  return refused;
}

const DTD = '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yes">]>';
const LAUGHS = `<!DOCTYPE xml [<!ENTITY a "ha">${Array.from(
  { length: 20 },
  (_, index) => `<!ENTITY a${index} "${`&a${index === 0 ? '' : index - 1};`.repeat(10)}">`,
).join('')}]>`;
const endnote = (inner: string, head = '') =>
  `<?xml version="1.0"?>${head}<xml><records><record><ref-type name="Book">6</ref-type><titles><title>${inner}</title></titles></record></records></xml>`;

test.each<readonly [string, string, string]>([
  [
    'braces nested 10,000 deep',
    `@book{k, title={${'{'.repeat(10_000)}T${'}'.repeat(10_000)}}}`,
    'T',
  ],
  [
    'commands nested 10,000 deep',
    `@book{k, title={${'\\textbf{'.repeat(10_000)}T${'}'.repeat(10_000)}}}`,
    'T',
  ],
  ['50,000 dollar signs', `@book{k, title={T${'$'.repeat(50_001)}}}`, 'T'],
  ['100,000 backslashes', `@book{k, title={T${'\\'.repeat(100_000)}}}`, 'T'],
  ['a name of 100,000 spaces', `@book{k, title={T}, author={A${' '.repeat(100_000)}B}}`, 'T'],
  ['50,000 authors', `@book{k, title={T}, author={${'A and '.repeat(50_000)}B}}`, 'T'],
  ['a comment that never ends', `@book{k, title={T}}\n@comment{${'x'.repeat(100_000)}`, 'T'],
  [
    '10,000 entries that never end',
    `@book{k, title={T}}\n${'@book{k, title={\n'.repeat(10_000)}`,
    'T',
  ],
  ['100,000 at signs', `${'@'.repeat(100_000)}\n@book{k, title={T}}`, 'T'],
  [
    'strings that double thirty times',
    `@string{s0="xxxxxxxxxx"}\n${Array.from({ length: 30 }, (_, index) => `@string{s${index + 1} = s${index} # s${index}}`).join('\n')}\n@book{k, title={T}}\n@book{l, title=s30}`,
    'T',
  ],
  ['a string that means itself', '@string{a = a # a}\n@book{k, title = "T" # ""}', 'T'],
  [
    'a ring of 1,000 crossrefs',
    Array.from(
      { length: 1000 },
      (_, index) => `@inbook{k${index}, title={T}, crossref={k${(index + 1) % 1000}}}`,
    ).join('\n'),
    'T',
  ],
  [
    'xdata that names itself 1,000 times',
    `@book{k, title={T}, xdata={x}}\n@xdata{x, xdata={${'x,'.repeat(1000)}x}}`,
    'T',
  ],
])('BibTeX: %s', { timeout: EVERYTHING }, async (_, text, title) => {
  const [first] = await read('hostile.bib', text);
  expect(first?.csl.title?.slice(0, 1)).toBe(title);
});

test('a field of 2 MB is left out and said, the next entry is read', async () => {
  const text = `@book{big, title={${'x'.repeat(2_000_000)}}}\n@book{next, title={Next}}`;
  const sources = await read('big.bib', text);
  expect(sources.map(({ csl }) => csl.title)).toEqual(['Next']);
  expect(sources[0]?.warnings).toEqual([
    'The entry “big” in line 1 was left out: a field is too long.',
  ]);
});

test.each(['bib', 'ris', 'json', 'nbib', 'xml'])(
  'names of prototypes are names in .%s',
  async (kind) => {
    const texts: Readonly<Record<string, string>> = {
      bib: '@book{__proto__, title={T}, __proto__={x}, constructor={c}, toString={s}}',
      ris: 'TY  - BOOK\nTI  - T\nID  - __proto__\nKW  - constructor\nER  - ',
      json: '[{"id":"__proto__","type":"book","title":"T","__proto__":{"polluted":1},"constructor":"c","custom":{"__proto__":"x","toString":"s"}}]',
      nbib: 'PMID- 1\nTI  - T\nOT  - __proto__\nLA  - constructor\n',
      xml: endnote('T</title><__proto__>x</__proto__><constructor>c</constructor><title>'),
    };
    const [source] = await read(`proto.${kind}`, texts[kind] ?? '');
    expect(source?.csl.title).toBe('T');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(source?.csl.custom ?? {})).toBe(Object.prototype);
  },
);

test('no file of the disk is read, whatever an entity, a path or an address names', async () => {
  const [xml] = await read('xxe.xml', endnote('T &x; &y;', DTD));
  expect(xml?.csl.title).toBe('T &x; &y;');
  const [laughs] = await read('laughs.xml', endnote('T &a19;', LAUGHS));
  expect(laughs?.csl.title).toBe('T &a19;');
  const paths = [
    '../../../../etc/passwd',
    '/etc/passwd',
    'file:///etc/passwd',
    'C\\:\\\\Windows\\\\win.ini',
    '\\\\\\\\server\\\\share\\\\x.pdf',
    'a/../../b.pdf',
    'https://evil.example/x.pdf',
  ];
  const entry = `@book{k, title={T}, file={${paths.map((path) => `d:${path}:PDF`).join(';')}}}`;
  const [bib] = await read('paths.bib', entry);
  for (const path of bib?.attachments ?? []) {
    expect(path).not.toMatch(/^[\\/~]|(?:^|\/)\.\.(?:\/|$)|^\w+:/);
  }
  expect(bib?.attachments).toContain('passwd');
});

test.each([
  ['javascript:alert(1)'],
  ['data:text/html,<script>alert(1)</script>'],
  ['file:///etc/passwd'],
  ['vbscript:x'],
  ['\\\\server\\share'],
])('the address %s is kept as a text, not as an address', async (address) => {
  const [source] = await read(
    'a.json',
    JSON.stringify([{ type: 'book', title: 'T', URL: address }]),
  );
  expect(source?.csl.URL).toBeUndefined();
  expect(source?.csl.custom?.['URL']).toBe(address);
});

test('control characters and halves of pairs go', async () => {
  const [source] = await read(
    'control.json',
    '[{"type":"book","title":"A\\u0000\\u0007B\\ud800 \\u202eC","author":[{"family":"X\\u0000"}],"note":"one\\u0000\\ntwo"}]',
  );
  expect(source?.csl).toMatchObject({ author: [{ family: 'X' }], note: 'one\ntwo' });
  expect(source?.csl.title).toMatch(/^AB/);
  expect(source?.csl.title?.isWellFormed()).toBe(true);
});

test.each<readonly [string, string, string | Uint8Array]>([
  ['JSON nested 100,000 deep', 'deep.json', '{"title":"T","type":'.repeat(100_000)],
  ['JSON that is cut off', 'cut.json', '[{"type":"book","title":"T"'],
  ['JSON without a reference', 'none.json', '[1, 2, "three", null, [], {}]'],
  ['XML nested 10,000 deep', 'deep.xml', endnote('<a>'.repeat(10_000))],
  ['XML without a record', 'none.xml', '<xml><records></records></xml>'],
  ['RDF without an item', 'none.rdf', '<rdf:RDF xmlns:rdf="x"/>'],
  ['a text called .bib', 'plain.bib', 'Dear all, please find my references in the other file.'],
  ['a text called .ris', 'plain.ris', 'Dear all, please find my references in the other file.'],
  ['a text called .nbib', 'plain.nbib', 'Dear all, please find my references in the other file.'],
  ['nothing', 'nothing.bib', ''],
  ['white space', 'white.ris', ' \n\n\t\n'],
  ['NULs', 'nul.bib', new Uint8Array(5000)],
  [
    'a picture called .bib',
    'picture.bib',
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
  ],
])('%s is refused with a sentence', { timeout: EVERYTHING }, async (_, name, text) => {
  const refused = await refusal(name, text);
  expect(['empty', 'not-text', 'reader-failed', 'too-large', 'unsupported-format']).toContain(
    refused.code,
  );
  expect(refused.message).toMatch(/\.$/);
});

test.each([
  [
    'a RIS record of 200,000 lines',
    `TY  - BOOK\nTI  - T\nN1  - a\n${'more\n'.repeat(200_000)}ER  - `,
  ],
  ['100,000 tags', `TY  - BOOK\nTI  - T\n${'KW  - k\n'.repeat(100_000)}ER  - `],
  ['a line of 5 MB', `TY  - BOOK\nTI  - T\nAB  - ${'x'.repeat(5_000_000)}\nER  - `],
  ['records that never end', 'TY  - BOOK\nTI  - T\n'.repeat(20_000)],
])('RIS: %s', { timeout: EVERYTHING }, async (_, text) => {
  const [first] = await read('hostile.ris', text);
  expect(first?.csl.title).toBe('T');
  expect(first?.tags?.length ?? 0).toBeLessThanOrEqual(100);
  expect((first?.csl.abstract ?? '').length).toBeLessThanOrEqual(200_000);
});

test('every cut of a real list ends in sources or a refusal', { timeout: EVERYTHING }, async () => {
  const list =
    '@string{p = "Press"}\n@book{a, title={Ä {\\"O} $x^2$}, author={B, C and {D E}}, publisher=p, file={:x.pdf:PDF}}\n@article(b, title="T {"} ", crossref={a})';
  for (let end = 0; end <= list.length; end += 1) {
    const outcome: unknown = await read('cut.bib', list.slice(0, end)).catch(
      (error: unknown) => error,
    );
    if (!Array.isArray(outcome)) expect(outcome).toBeInstanceOf(Refusal);
  }
});
