/** What each format is spoiled with: the fixtures of the tests, and the words that its reader knows. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FORMATS } from '../../core/import/formats.ts';
import { formatOf } from '../../core/import/index.ts';
import { Refusal } from '../../shared/result.ts';
import type { Material } from './mutate.ts';

export const FIXTURES = fileURLToPath(new URL('../fixtures/import', import.meta.url));

/** Seeds above this are left out while there are smaller ones: time goes into cases, not copies. */
const LARGE = 120_000;
const MOST_SEEDS = 24;

export const ARCHIVE = 'application/zip';

export interface FuzzedFormat extends Material {
  mediaType: string;
  ending: string;
}

type Vocabulary = Omit<Material, 'seeds'>;

const XML: Vocabulary = {
  words: [
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    '&a;',
    '&#x0;',
    '&#1114112;',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?xml version="1.0" encoding="utf-16"?>',
    ' xmlns:a="b"',
    '/>',
  ],
  nests: [
    ['<a>', '</a>'],
    ['<a:b xmlns:a="c">', '</a:b>'],
  ],
};

const HTML: Vocabulary = {
  words: [
    '<table>',
    '<tr><td>',
    '</p>',
    '<script>',
    '<template>',
    '<svg>',
    '<math>',
    '<select>',
    '<base href="//x/">',
    '<img src="data:image/png;base64,AAAA">',
    '<meta charset="utf-16">',
    '<ol start="99999999999">',
    '&#x110000;',
    ...XML.words,
  ],
  nests: [
    ['<div>', '</div>'],
    ['<ul><li>', '</li></ul>'],
    ['<blockquote>', '</blockquote>'],
    ['<table><tr><td>', '</td></tr></table>'],
    ['<b>', '</b>'],
    ['<a href="x">', '</a>'],
    ['<svg><foreignObject>', '</foreignObject></svg>'],
  ],
};

const OFFICE: Vocabulary = {
  words: [
    ...XML.words,
    '<w:p>',
    '<w:tbl><w:tr><w:tc>',
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText>HYPERLINK "file:///etc/passwd"</w:instrText>',
    ' w:val="-1"',
    ' w:ilvl="999"',
    ' r:id="rId99"',
    '<w:footnoteReference w:id="0"/>',
    '<text:list>',
    '<table:table-cell table:number-columns-repeated="999999999">',
    '<draw:frame>',
    '<text:s text:c="999999999"/>',
  ],
  nests: [
    ['<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>'],
    ['<w:sdt><w:sdtContent>', '</w:sdtContent></w:sdt>'],
    ['<text:list><text:list-item>', '</text:list-item></text:list>'],
    ['<text:section>', '</text:section>'],
    ['<text:span>', '</text:span>'],
    ...XML.nests,
    ...HTML.nests,
  ],
};

const MIME: Vocabulary = {
  words: [
    '\r\n--',
    'Content-Type: multipart/mixed; boundary=x\r\n\r\n',
    'Content-Transfer-Encoding: base64\r\n',
    'Content-Transfer-Encoding: quoted-printable\r\n',
    '=?utf-8?B?????=',
    '=?utf-8?Q?=FF?=',
    '=\r\n',
    '=ZZ',
    'charset=x',
    "filename*=utf-8''%ff",
  ],
  nests: [['Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n', '\r\n--x--'], ...HTML.nests],
};

const VOCABULARIES: Readonly<Record<string, Vocabulary>> = {
  'text/html': HTML,
  'multipart/related': MIME,
  'message/rfc822': MIME,
  'application/x-webarchive': {
    words: ['bplist00', ...XML.words, '<dict>', '<key>', '<data>AAAA</data>', '<array>'],
    nests: [['<array>', '</array>'], ['<dict><key>a</key>', '</dict>'], ...HTML.nests],
  },
  'text/markdown': {
    words: [
      '---\n',
      '+++\n',
      'a: &a [*a]\n',
      '[[',
      ']]',
      '![[x.png]]',
      '`',
      '```\n',
      '|---|\n',
      '[^1]',
      '[^1]: ',
      '%%',
      '- [ ] ',
      '<div>',
      '\n\t',
      'key:: value\n',
      '[a](b.md)',
      '\\',
    ],
    nests: [
      ['> ', ''],
      ['- ', ''],
      ['[', ']'],
      ['*', '*'],
      ['**a ', '**'],
      ['![', '](x)'],
      ['  - a\n', ''],
      ['`', ''],
      ['<b>', '</b>'],
      ['[^1]: ', ''],
    ],
  },
  'text/plain': { words: ['\f', '\r', '\x1b$B', '\xff\xfe', '- ', '    '], nests: [['> ', '']] },
  'text/csv': {
    words: ['"', '""', ',', ';', '\t', '\r', '\n"'],
    nests: [
      ['"', ''],
      [',', ''],
    ],
  },
  'application/enex+xml': {
    words: [...HTML.words, '<en-media hash="x"/>', '<en-todo/>', '</note><note>', '<en-crypt>'],
    nests: [['<note>', '</note>'], ['<en-note>', '</en-note>'], ...HTML.nests],
  },
  'text/x-reading-list': {
    words: [...HTML.words, '<a href="', ' time_added="99999999999999"', '<h1>'],
    nests: [...HTML.nests, ['<h1>', '</h1>']],
  },
  'application/pdf': {
    words: [
      'obj',
      'endobj',
      'stream\n',
      'endstream',
      'xref',
      'trailer',
      '/Kids [1 0 R]',
      '/Parent 1 0 R',
      '/Length 999999999',
      '/Filter /FlateDecode',
      '/Type /Pages',
      '<<',
      '>>',
      'BT',
      'ET',
      'Tj',
    ],
    nests: [
      ['<<', '>>'],
      ['[', ']'],
      ['(', ')'],
      ['q ', 'Q '],
      ['/A <<', '>>'],
    ],
  },
  'application/rtf': {
    words: [
      '\\bin99999999 ',
      "\\'ff",
      '\\u-1?',
      '\\fonttbl',
      '\\pict',
      '\\trowd',
      '\\cell',
      '{',
      '}',
      '\\*',
    ],
    nests: [
      ['{', '}'],
      ['{\\*\\x ', '}'],
      ['{\\field{\\fldinst ', '}}'],
    ],
  },
  'application/x-bibtex': {
    words: [
      '@string{a=a}',
      '@book{',
      '#',
      '{',
      '}',
      '"',
      '\\"{',
      'crossref = {x},',
      '@comment{',
      '%',
      ' and ',
    ],
    nests: [
      ['{', '}'],
      ['\\"{', '}'],
      ['$', '$'],
    ],
  },
  'application/x-research-info-systems': {
    words: ['TY  - ', 'ER  - ', '\nAU  - ', '\nL1  - file:'],
    nests: [],
  },
  'application/nbib': { words: ['\nPMID- ', '\nAU  - ', '\n      '], nests: [] },
  'application/vnd.citationstyles.csl+json': {
    words: ['{', '}', '[', ']', '"date-parts"', 'null', '1e999', '"__proto__":', ',', ':'],
    nests: [
      ['[', ']'],
      ['{"a":', '}'],
    ],
  },
};

function vocabularyOf(mediaType: string): Vocabulary {
  const known = VOCABULARIES[mediaType];
  if (known !== undefined) return known;
  return /openxml|opendocument|epub|zip/.test(mediaType) ? OFFICE : XML;
}

/** The fixtures, by what they are read as; what nobody reads is left out. */
function fixturesByFormat(): Map<string, Buffer[]> {
  const files = readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .filter((path) => statSync(path).size > 0);
  const byFormat = new Map<string, Buffer[]>();
  const add = (mediaType: string, bytes: Buffer): void => {
    byFormat.set(mediaType, [...(byFormat.get(mediaType) ?? []), bytes]);
  };
  for (const name of files) {
    const bytes = readFileSync(name);
    if (bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50) add(ARCHIVE, bytes);
    try {
      add(formatOf({ name, bytes }, undefined).format.mediaType, bytes);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return byFormat;
}

/** Every format with its seeds; those of which there is no fixture have none. */
export function fuzzedFormats(): FuzzedFormat[] {
  const byFormat = fixturesByFormat();
  const rows = [
    ...FORMATS.map(({ mediaType, endings }) => ({ mediaType, ending: endings[0] ?? 'bin' })),
    { mediaType: ARCHIVE, ending: 'zip' },
  ];
  return rows.map(({ mediaType, ending }) => {
    const all = (byFormat.get(mediaType) ?? []).toSorted((a, b) => a.length - b.length);
    const small = all.filter(({ length }) => length <= LARGE);
    const seeds = (small.length > 0 ? small : all.slice(0, 2)).slice(0, MOST_SEEDS);
    return { mediaType, ending, seeds, ...vocabularyOf(mediaType) };
  });
}
