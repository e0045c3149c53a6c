import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../core/import/decode.ts';
import { readSource, type ReadOptions } from '../../core/import/index.ts';
import { layoutDocument } from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';
import { asWrittenIn, encode } from './encoders.ts';

const TEXTS = JSON.parse(
  readFileSync(new URL('../fixtures/import/encodings/declaration.json', import.meta.url), 'utf8'),
) as Record<string, string>;

/** The encodings, and the languages that were written in each. */
const WRITTEN_IN: ReadonlyArray<readonly [encoding: string, languages: string]> = [
  ['utf-8', 'ru pl el zh_CN ja ko th'],
  ['utf-16le', 'en ru pl el ar zh_CN zh_TW ja ko th'],
  ['utf-16be', 'en ru pl el ar zh_CN zh_TW ja ko th'],
  ['utf-32le', 'en ru zh_CN'],
  ['utf-32be', 'en ru zh_CN'],
  ['windows-1250', 'pl cs sk hu hr sl ro sq'],
  ['windows-1251', 'ru uk bg sr be mk'],
  ['windows-1252', 'fr de es pt it sv da nb fi is ca'],
  ['windows-1253', 'el'],
  ['windows-1254', 'tr'],
  ['windows-1255', 'he'],
  ['windows-1256', 'ar'],
  ['windows-1257', 'lt lv et'],
  ['windows-1258', 'vi'],
  ['windows-874', 'th'],
  ['iso-8859-2', 'pl cs sk hu hr sl sq'],
  ['iso-8859-4', 'lt lv et'],
  ['iso-8859-5', 'ru uk bg sr be mk'],
  ['iso-8859-6', 'ar'],
  ['iso-8859-7', 'el'],
  ['iso-8859-8', 'he'],
  ['iso-8859-13', 'lt lv'],
  ['iso-8859-15', 'fr de es pt it sv da nb fi is ca'],
  ['koi8-r', 'ru bg'],
  ['koi8-u', 'uk'],
  ['ibm866', 'ru'],
  ['x-mac-cyrillic', 'ru uk'],
  ['macintosh', 'fr de es pt it sv da nb fi'],
  ['gb18030', 'zh_CN'],
  ['big5', 'zh_TW'],
  ['shift_jis', 'ja'],
  ['euc-jp', 'ja'],
  ['iso-2022-jp', 'ja'],
  ['euc-kr', 'ko'],
];

/** Cuts of a text that begin at a word and hold something above ASCII. */
function cutsOf(text: string, length: number): string[] {
  const most = length >= 600 ? 1 : 4;
  const step = Math.max(1, Math.floor((text.length - length) / most));
  const cuts: string[] = [];
  for (let at = 0; at + length <= text.length && cuts.length < most; at += step) {
    const start = text.indexOf(' ', at) + 1;
    const cut = text.slice(start > at && start < at + 30 ? start : at).slice(0, length);
    if (/[^\0-\x7f]/.test(cut)) cuts.push(cut.trim());
  }
  return cuts;
}

interface Counts {
  texts: number;
  right: number;
  sure: number;
  surelyWrong: number;
}

function measure(encoding: string, languages: string, length: number): Counts {
  const counts = { texts: 0, right: 0, sure: 0, surelyWrong: 0 };
  for (const language of languages.split(' ')) {
    for (const cut of cutsOf(TEXTS[language] ?? '', length)) {
      const expected = asWrittenIn(cut, encoding);
      if (!/[^\0-\x7f]/.test(expected) && !encoding.startsWith('utf')) continue;
      const bytes = encode(cut, encoding);
      const { text, sure } = decodeText({ name: 'text.txt', bytes });
      const right = text === expected;
      counts.texts += 1;
      counts.right += Number(right);
      counts.sure += Number(sure);
      counts.surelyWrong += Number(sure && !right);
    }
  }
  return counts;
}

const percent = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)}%`;

describe('the encoding of real texts is found', () => {
  // Characters in the text, and the least share of texts that must be read without a wrong letter.
  test.each([
    [20, 0.96, 0.006],
    [50, 0.98, 0.004],
    [100, 0.99, 0.004],
    [300, 1, 0],
    [800, 1, 0],
  ])('of %i characters', (length, least, mostSurelyWrong) => {
    const lines: string[] = [];
    const all: Counts = { texts: 0, right: 0, sure: 0, surelyWrong: 0 };
    for (const [encoding, languages] of WRITTEN_IN) {
      const counts = measure(encoding, languages, length);
      for (const key of Object.keys(all) as Array<keyof Counts>) all[key] += counts[key];
      if (counts.right < counts.texts) {
        lines.push(`  ${encoding}: ${percent(counts.right, counts.texts)} of ${counts.texts}`);
      }
    }
    console.log(
      `${length} characters, ${all.texts} texts in ${WRITTEN_IN.length} encodings: right ${percent(all.right, all.texts)}, sure ${percent(all.sure, all.texts)}, wrong though sure ${percent(all.surelyWrong, all.texts)}\n${lines.join('\n')}`,
    );
    expect(all.texts).toBeGreaterThan(100);
    expect(all.right / all.texts).toBeGreaterThanOrEqual(least);
    expect(all.surelyWrong / all.texts).toBeLessThanOrEqual(mostSurelyWrong);
  });
});

describe('in doubt', () => {
  const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

  test('the candidates come with how the text reads in each', () => {
    const bytes = latin1('Caf\xe9');
    const { encoding, warnings } = readOne(bytes);
    expect(encoding).toMatchObject({ used: 'windows-1252', sure: false });
    expect(encoding?.candidates[0]).toEqual({
      encoding: 'windows-1252',
      sample: 'Café',
    });
    expect(encoding?.candidates.length).toBeGreaterThan(1);
    expect(warnings.join()).toContain('windows-1252');
  });

  test('an encoding that is told counts before all looks', () => {
    const bytes = encode('Мир', 'koi8-r');
    expect(readText(bytes, { encoding: 'koi8-r' })).toBe('Мир');
    expect(readText(bytes, { encoding: 'KOI8-R' })).toBe('Мир');
    expect(readText(bytes, { encoding: 'windows-1251' })).toBe('нЙТ');
    expect(readText(encode('Мир', 'utf-32le'), { encoding: 'utf-32le' })).toBe('Мир');
    expect(readOne(bytes, { encoding: 'koi8-r' }).warnings).toEqual([]);
  });

  test('an encoding that does not fit is told by what it lost', () => {
    const { warnings } = readOne(latin1('caf\xe9 caf\xe9'), { encoding: 'utf-8' });
    expect(warnings).toEqual(['2 characters in “text.txt” could not be read and became �.']);
  });

  test('an unknown one is refused with those that are known', () => {
    expect(() => decodeText({ name: 'a', bytes: latin1('x') }, { encoding: 'klingon' })).toThrow(
      /“klingon” is not an encoding.+koi8-r/,
    );
  });

  test('ASCII and UTF-8 need no one', () => {
    const plain = { used: 'utf-8', sure: true, candidates: [] };
    expect(readOne(latin1('Just words.')).encoding).toEqual(plain);
    expect(readOne(Buffer.from('Мир')).encoding).toEqual(plain);
  });
});

describe('bytes that are no text', () => {
  const noise = (length: number): Uint8Array => {
    let state = 1;
    return Uint8Array.from({ length }, () => (state = (state * 48271) % 2147483647) & 0xff);
  };
  test.each([
    ['random bytes', noise(4000)],
    ['random bytes above ASCII', noise(4000).map((byte) => byte | 0x80)],
    ['a NUL in every line', Buffer.from('line\0\nline\0\n'.repeat(40))],
    [
      'half UTF-16, half ASCII',
      Buffer.concat([encode('words '.repeat(9), 'utf-16le'), Buffer.from('words '.repeat(50))]),
    ],
    [
      'an archive',
      Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\0'), Buffer.alloc(400)]),
    ],
  ])('%s', (_, bytes) => {
    expect(() => decodeText({ name: 'text.txt', bytes })).toThrow(Refusal);
  });
});

function readOne(bytes: Uint8Array, options: ReadOptions = {}) {
  const decoded = decodeText({ name: 'text.txt', bytes }, options);
  return {
    encoding: { used: decoded.encoding, sure: decoded.sure, candidates: decoded.candidates },
    warnings: decoded.warnings,
  };
}

function readText(bytes: Uint8Array, options: ReadOptions = {}): string {
  return decodeText({ name: 'text.txt', bytes }, options).text;
}

test('a source tells how it was decoded', async () => {
  const text = TEXTS.ru ?? '';
  const source = await readSource({ name: 'text.txt', bytes: encode(text, 'koi8-r') });
  expect(source.encoding).toMatchObject({ used: 'koi8-r', sure: true });
  expect(layoutDocument(source.document).text).toContain(text.slice(20, 60).split('\n')[0]);
});
