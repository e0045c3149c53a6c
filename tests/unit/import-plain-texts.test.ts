import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSource, type ReadSource } from '../../core/import/index.ts';
import { sha256Of } from '../../core/file-store.ts';
import { dateText, nameText } from '../../shared/csl.ts';
import { layoutDocument } from '../../shared/document.ts';

async function read(file: string): Promise<ReadSource> {
  const bytes = readFileSync(new URL(`../fixtures/import/text/${file}`, import.meta.url));
  return readSource({ name: file, bytes });
}

interface Expected {
  title: string;
  authors?: string[];
  date?: string;
  encoding?: string;
  paragraphs: number;
  breaks?: string[];
  first: string;
  last: string;
  warnings?: number;
  /** The beginning of the SHA-256 of the text. */
  hash: string;
}

const FILES: Record<string, Expected> = {
  'Artistic.txt': {
    title: 'The "Artistic License"',
    paragraphs: 28,
    first: 'Preamble',
    last: 'The End',
    hash: '211682f76ca6',
  },
  'CC0-1.0.txt': {
    title: 'Creative Commons Legal Code',
    paragraphs: 12,
    first: 'CC0 1.0 Universal',
    last: 'r obligation with respect to\n   this CC0 or use of the Work.',
    hash: '4f5d1be09c0b',
  },
  'GPL-1.txt': {
    title: 'GNU GENERAL PUBLIC LICENSE',
    paragraphs: 50,
    breaks: ['2', '3', '4', '5'],
    first: 'Version 1, February 1989',
    last: "That's all there is to it!",
    hash: '6e40d8da6028',
  },
  'LGPL-2.1.txt': {
    title: 'GNU LESSER GENERAL PUBLIC LICENSE',
    paragraphs: 85,
    breaks: ['2', '3', '4', '5', '6', '7', '8', '9', '10'],
    first: 'Version 2.1, February 1999',
    last: "That's all there is to it!",
    hash: '407f5efc7057',
  },
  'chinese.txt': {
    title: '第一章 港口',
    encoding: 'gb18030',
    paragraphs: 2,
    first:
      '昨夜渡轮靠岸时已过半夜，码头空无一人，灯塔的光扫过海面，引水员提着灯独自站在那里，没有人告诉他渡轮已经停航，自从去年秋天以来每一个夜晚都是如此，他却仍旧每晚来到',
    last: '“是你吗？”他喊道。',
    hash: 'febf1d8a1206',
  },
  'constitution.txt': {
    title: 'Historical version of the Constitution for the Debian Project (v1.8)',
    paragraphs: 79,
    first: 'Version 1.8 ratified on January 28th, 2022.',
    last: 'It may be used only to aid interpretation in cases of doubt.',
    hash: '34a1ada6c108',
  },
  'greek-utf16.txt': {
    title: 'Νυχτερινό πλοίο',
    encoding: 'utf-16le',
    paragraphs: 1,
    first: 'Το πλοίο έφτασε μετά τα μεσάνυχτα και η αποβάθρα ήταν άδεια.',
    last: 'Το πλοίο έφτασε μετά τα μεσάνυχτα και η αποβάθρα ήταν άδεια.',
    hash: 'd39da8233ba5',
  },
  'gutenberg-style.txt': {
    title: 'The Night Ferry and Other Stories',
    authors: ['Berit Aas', 'Ola Nordmann'],
    paragraphs: 7,
    first: 'THE NIGHT FERRY',
    last: '_Nobody_ answered; the lamp went out.',
    warnings: 1,
    hash: '4b3e85f0d2c8',
  },
  'japanese.txt': {
    title: '港の夜',
    encoding: 'shift_jis',
    paragraphs: 2,
    first:
      '渡し船が着いたのは真夜中を過ぎてからだった。岸壁には誰もいなかった。灯台の光が海を照らしていた。',
    last: '「君か」と彼は呼んだ。',
    hash: 'ae2b1440abb5',
  },
  'korean.txt': {
    title: '항구의 밤',
    encoding: 'euc-kr',
    paragraphs: 2,
    first: '나룻배가 들어온 것은 자정이 지나서였다. 부두에는 아무도 없었다.',
    last: '"너냐?" 하고 그가 불렀다.',
    hash: '590b446d1cb7',
  },
  'old-mac.txt': {
    title: 'Minutes of the harbour board',
    encoding: 'macintosh',
    paragraphs: 2,
    first: 'Present were all seven.',
    last: 'sold; Mr. Bjørnson voted against.\nThe meeting ended at nine.',
    warnings: 1,
    hash: 'e633db6a16a5',
  },
  'polish.txt': {
    title: 'Nocny prom',
    encoding: 'iso-8859-2',
    paragraphs: 2,
    first: 'Prom przypłynął po północy, a przystań była pusta, jak każdej nocy od jesieni.',
    last: 'Nikt nie odpowiedział; lampa zgasła.',
    warnings: 1,
    hash: '26bd020cc9a0',
  },
  'rfc-style.txt': {
    title: 'Berths over Lines',
    date: '2024-12',
    paragraphs: 14,
    breaks: ['2', '3'],
    first: 'Network Working Group                                             B. Aas\nRequest',
    last: 'Berit Aas\nHarbour Board',
    hash: '2d7063d461d1',
  },
  'russian.txt': {
    title: 'Ночной паром',
    encoding: 'windows-1251',
    paragraphs: 2,
    first: 'Паром пришёл за полночь, и пристань была пуста, как и во все ночи с самой осени.',
    last: '— Это ты? — крикнул лоцман.',
    hash: '1044355d04bf',
  },
  'server.log': {
    title: 'server',
    paragraphs: 4,
    first: '2024-12-24T03:00:01Z INFO  berth 4 free',
    last: '2024-12-24T03:01:00Z ERROR berth 9 unknown',
    hash: 'fc93fe401b95',
  },
  'social-contract.txt': {
    title: 'social-contract',
    paragraphs: 10,
    first: 'Version 1.2 ratified on October 1st, 2022.',
    last: 'ocument. Please give credit to the Debian project if you do.',
    hash: '7399b5f93d95',
  },
};

describe('plain texts', () => {
  test.each(Object.entries(FILES))('%s', async (file, expected) => {
    const source = await read(file);
    const { text, leaves } = layoutDocument(source.document);
    const paragraphs = text.split('\n\n');
    expect({
      title: source.csl.title,
      authors: (source.csl.author ?? []).map(nameText),
      date: dateText(source.csl.issued),
      encoding: source.encoding?.used,
      paragraphs: leaves.length,
      breaks: source.document.blocks.flatMap((block) =>
        block.type === 'page-break' ? [block.label] : [],
      ),
      first: paragraphs[0]?.slice(0, 80),
      last: paragraphs.at(-1)?.slice(-60),
      warnings: source.warnings.length,
      hash: sha256Of(text).slice(0, 12),
    }).toEqual({ authors: [], date: '', encoding: 'utf-8', breaks: [], warnings: 0, ...expected });
  });

  test('heads and feet of pages are gone, and a paragraph over two pages is one', async () => {
    const { text } = layoutDocument((await read('rfc-style.txt')).document);
    expect(text).not.toMatch(/\[Page|RFC 9999 {5}|\f/);
    expect(text).toContain('which every harbour has had since the telegraph came to the coast.');
    expect(text).toContain('+------+   ask    +------+\n| ship |');
  });

  test('wrapped lines of Chinese are joined without spaces', async () => {
    const { text } = layoutDocument((await read('chinese.txt')).document);
    expect(text).toContain('没有人告诉他渡轮已经停航');
  });

  test('verses stay verses, and the licence around a book is left out', async () => {
    const source = await read('gutenberg-style.txt');
    const { text } = layoutDocument(source.document);
    expect(text).toContain('The sea is wide,\n  The night is long,\nAnd none will come');
    expect(text).not.toMatch(/PROJECT GUTENBERG|Updated editions|at no cost/);
    expect(source.csl).toMatchObject({
      type: 'book',
      URL: 'https://www.gutenberg.org/ebooks/99999',
    });
    expect(source.language).toBe('en');
  });

  test('lines under the mark of an item are joined', async () => {
    const { text } = layoutDocument((await read('constitution.txt')).document);
    expect(text).toContain(
      '1. Nothing in this constitution imposes an obligation on anyone to do work for the Project. A person',
    );
  });
});
