/** Fonts, reading order, tags and greys of the PDF, as other programs see them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, test } from 'vitest';
import { assembleCase, type CaseParts } from '../../core/export/case-document.ts';
import { findFontFolders } from '../../core/export/fonts.ts';
import { typesetPdf } from '../../core/export/pdf.ts';
import { labelIdSchema } from '../../shared/domain.ts';
import {
  caseParts,
  CONTEXT,
  highlight,
  options,
  passageAt,
  source,
} from '../fixtures/export/parts.ts';
import { hasTool, openPdf, wordsOf } from '../fixtures/export/pdf-structure.ts';
import { everythingCase, largeCase, prose } from '../fixtures/export/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'casebook-inside-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function typeset(parts: CaseParts, name: string): string {
  const { bytes } = typesetPdf(assembleCase(parts, options(), CONTEXT), {
    pdfFolder: fileURLToPath(new URL('../../resources/pdf', import.meta.url)),
    fontFolders: findFontFolders(),
  });
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

/** Letters and digits alone: lines are hyphenated where they break. */
function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

test('text is read in the order of the case file, comments after their paragraphs', async () => {
  const parts = largeCase(2);
  const { pdf, close } = await openPdf(readFileSync(typeset(parts, 'order.pdf')));
  const pages: string[] = [];
  for (let page = 1; page <= pdf.numPages; page += 1) pages.push(letters(await wordsOf(pdf, page)));
  await close();
  const all = pages.join('');
  const { sources } = assembleCase(parts, options(), CONTEXT);
  const expected = sources.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.type !== 'paragraph') return [];
      const comments = (block.annotations ?? []).map(({ number }) => `H${number}Compare`);
      const text = block.segments.map((segment) => segment.text).join('');
      return [letters(text).slice(0, 50), ...comments];
    }),
  );
  expect(expected.length).toBeGreaterThan(25);
  let at = all.indexOf(letters('11 paragraphs'));
  for (const words of expected) {
    const found = all.indexOf(words, at);
    expect(found, words).toBeGreaterThan(at);
    at = found;
  }
});

describe.skipIf(!hasTool('pdffonts'))('for poppler', () => {
  const file = typeset(everythingCase(), 'everything.pdf');

  it('has every font embedded, subset, and readable as text', () => {
    const { stdout } = spawnSync('pdffonts', [file], { encoding: 'utf8' });
    const fonts = stdout.trimEnd().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(8);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+.* yes +yes +yes +\d+ +0$/);
  });

  it('is tagged: headings, lists, tables with heads, formulas and links', () => {
    const { stdout } = spawnSync('pdfinfo', ['-struct', file], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    for (const role of ['H1', 'H2', 'L', 'LI', 'Table', 'THead', 'TD', 'Formula', 'Link', 'TOC']) {
      expect(stdout.split('\n').some((line) => new RegExp(`^ *${role}\\b`).test(line))).toBe(true);
    }
    const heads = [...stdout.matchAll(/^ *H1 "([^"\n]+)/gm)].map(([, head]) => head);
    expect(heads).toContain('Analysis');
    expect(heads.indexOf('Analysis')).toBeLessThan(heads.indexOf('Export record'));
  });
});

describe.skipIf(!hasTool('pdftoppm'))('in grey', () => {
  /** One page as grey levels, 100 dots to the inch. */
  function drawn(file: string, page: number): { width: number; grey: Uint8Array } {
    const root = join(folder, 'grey');
    spawnSync('pdftoppm', ['-r', '100', '-gray', '-singlefile', '-f', `${page}`, file, root]);
    const data = readFileSync(`${root}.pgm`);
    const [head = '', width = 0] =
      /^P5\n(\d+) (\d+)\n\d+\n/.exec(data.toString('latin1', 0, 40)) ?? [];
    return { width: Number(width), grey: data.subarray(head.length) };
  }

  function caseOf(labels: readonly (typeof labelIdSchema.options)[number][], apart: boolean) {
    const text = prose(1, 4);
    const sources = (apart ? labels : labels.slice(0, 1)).map((_, at) =>
      source(at + 1, 'The crossing', [text], { language: 'en' }),
    );
    const highlights = labels.flatMap((label, at) => {
      const [from, to] = apart ? [0, 300] : [at * 100, at * 100 + 200];
      const one = sources[apart ? at : 0];
      return one === undefined ? [] : [highlight(at + 1, one, label, [passageAt(from, to)])];
    });
    return caseParts({ title: 'Greys', author: 'Ada Reader', sources, highlights });
  }

  /** The page of the first source: after the cover, the contents and the key. */
  const FIRST = 4;

  it('where two highlights overlap is darker than either alone', () => {
    const file = typeset(caseOf(['yellow', 'red'], false), 'overlap.pdf');
    const levels = new Map<number, number>();
    for (const level of drawn(file, FIRST).grey) levels.set(level, (levels.get(level) ?? 0) + 1);
    const grounds = [...levels]
      .filter(([level, dots]) => level < 255 && level > 190 && dots > 2000)
      .map(([level]) => level)
      .sort((one, other) => one - other);
    expect(grounds).toHaveLength(3);
    const [both = 0, red = 0, yellow = 0] = grounds;
    expect(red - both).toBeGreaterThanOrEqual(4);
    expect(yellow - red).toBeGreaterThanOrEqual(4);
  });

  it('the rule of each label is another than that of every other', () => {
    const labels = labelIdSchema.options;
    const file = typeset(caseOf(labels, true), 'rules.pdf');
    const pages = labels.map((_, at) => drawn(file, FIRST + at).grey);
    pages.forEach((one, at) => {
      for (const other of pages.slice(at + 1)) {
        let differing = 0;
        one.forEach((level, dot) => {
          if (Math.abs(level - (other[dot] ?? 0)) > 60) differing += 1;
        });
        // The numbers (H1, H2) and the page's own make some forty; the rules hundreds.
        expect(differing).toBeGreaterThan(300);
      }
    });
  });
});

if (!hasTool('pdftoppm')) {
  console.log('Skipped: poppler is not installed, so fonts, tags and greys are not looked at.');
}
