import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readSources, type ReadSource } from '../../core/import/index.ts';
import { dateText } from '../../shared/csl.ts';
import { layoutDocument, sourceDocumentSchema } from '../../shared/document.ts';
import { nameInverted } from '../../shared/person-names.ts';
import { PAGES, type PageRow } from '../fixtures/import/pages.ts';
import { wordOverlap } from '../fixtures/word-overlap.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/import/', import.meta.url));

function read(file: string): Promise<ReadSource[]> {
  const folder = join(FOLDER, file, '..');
  return readSources({
    name: file,
    bytes: readFileSync(join(FOLDER, file)),
    beside: (path) => {
      const at = normalize(join(folder, path));
      expect(at.startsWith(folder)).toBe(true);
      return existsSync(at) ? readFileSync(at) : undefined;
    },
  });
}

function textOf(source: ReadSource): string {
  return layoutDocument(source.document).text;
}

function rowOf(source: ReadSource): PageRow {
  const { text, leaves } = layoutDocument(source.document);
  return {
    title: source.csl.title ?? '',
    authors: (source.csl.author ?? []).map(nameInverted).join('; '),
    date: dateText(source.csl.issued),
    type: source.csl.type ?? '',
    language: source.language ?? '',
    paragraphs: Math.max(0, ...leaves.map(({ paragraph }) => paragraph ?? 0)),
    pictures: source.files?.length ?? 0,
    warnings: source.warnings.length,
    text: createHash('sha256').update(text).digest('hex').slice(0, 16),
  };
}

describe('what pages and mails say of themselves, and how they are read', () => {
  test.each(Object.entries(PAGES))('%s', async (name, row) => {
    const [file = '', number = '1'] = name.split('#');
    const source = (await read(file))[Number(number) - 1];
    if (source === undefined) throw new Error(`${file} has no source ${number}.`);
    sourceDocumentSchema.parse(source.document);
    expect(rowOf(source)).toEqual(row);
  });
});

/** The text that a fixture should be read as, where it was written down beside it. */
function expectedText(name: string): string | undefined {
  const [file = '', number] = name.split('#');
  const ending = number === undefined ? '.txt' : `.${number}.txt`;
  const own = join(FOLDER, file.replace(/\.\w+$/, ending));
  // A page saved by Chromium has the text of the page it was saved from.
  const from = join(FOLDER, file.replace(/^mhtml\/chromium-(.*)\.mhtml$/, 'html/$1.txt'));
  const path = [own, from].find((each) => each.endsWith('.txt') && existsSync(each));
  return path === undefined ? undefined : readFileSync(path, 'utf8').trim();
}

/** Pages whose expected text was taken from their own mark-up by other means, word by word only. */
const BY_WORDS = /apache|sphinx|journal-en|wiki-en/;

describe('the text of pages against what is expected', () => {
  const measured = Object.keys(PAGES).filter((name) => expectedText(name) !== undefined);

  test('recall and precision of words', async () => {
    const lines: string[] = [];
    const sums = { recall: 0, precision: 0 };
    for (const name of measured) {
      const [file = '', number = '1'] = name.split('#');
      const source = (await read(file))[Number(number) - 1];
      const found = source === undefined ? '' : textOf(source);
      const { recall, precision } = wordOverlap(found, expectedText(name) ?? '');
      sums.recall += recall;
      sums.precision += precision;
      lines.push(`${recall.toFixed(3)}  ${precision.toFixed(3)}  ${name}`);
      expect(recall, `recall of ${name}`).toBeGreaterThanOrEqual(0.95);
      expect(precision, `precision of ${name}`).toBeGreaterThanOrEqual(0.95);
    }
    const mean = (sum: number): string => (sum / measured.length).toFixed(3);
    const total = `${mean(sums.recall)}  ${mean(sums.precision)}  mean of ${measured.length}`;
    console.log(['recall precision of words', ...lines, total].join('\n'));
    expect(measured.length).toBeGreaterThanOrEqual(45);
  });

  test.each(measured.filter((name) => !BY_WORDS.test(name)))('%s, to the letter', async (name) => {
    const [file = '', number = '1'] = name.split('#');
    const source = (await read(file))[Number(number) - 1];
    expect(source === undefined ? '' : textOf(source)).toBe(expectedText(name));
  });
});

describe('archives', () => {
  test('a page with its folder: pictures come from it, trackers and drawings do not', async () => {
    const [source] = await read('html/complete/Umzug im Winter.html');
    expect(source?.csl.URL).toBe('https://bote.example/2023/12/umzug');
    expect(source?.files?.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['de.jpg', 'image/jpeg'],
    ]);
    const figure = source?.document.blocks.find((block) => block.type === 'figure');
    expect(figure?.file).toBe(source?.files?.[0]?.sha256);
    expect(figure?.caption.map((run) => run.text).join('')).toMatch(/^Die leeren Regale/);
  });

  test('SingleFile: pictures in the page, text in a shadow tree', async () => {
    const [source] = await read('html/singlefile-en.html');
    expect(source?.csl.URL).toBe('https://valley.example/2023/05/post/');
    expect(source?.files?.[0]?.mediaType).toBe('image/jpeg');
    expect(textOf(source as ReadSource)).toMatch(/^Every morning at seven/);
  });

  test('MHTML: when it was saved, from where, and what its frames are', async () => {
    const [source] = await read('mhtml/chromium-newspaper-de.mhtml');
    expect(dateText(source?.csl.accessed)).toBe('2026-11-22');
    expect(source?.warnings).toEqual([
      'The page shows another page in a frame (from maps.example); what is in the frame was not read.',
    ]);
  });

  test('a mail: people, date and quotations', async () => {
    const [source] = await read('eml/reply-en.eml');
    expect(source?.csl.recipient).toEqual([
      { family: 'Ode', given: 'Tom' },
      { family: 'Lima', given: 'Ana' },
      { literal: 'desk@press.example' },
    ]);
    expect(source?.createdAt).toBe('2023-05-05T21:40:10.000Z');
    const quote = source?.document.blocks.find((block) => block.type === 'quote');
    expect(quote?.blocks.map((block) => block.type)).toEqual([
      'paragraph',
      'paragraph',
      'quote',
      'paragraph',
    ]);
  });

  test('a mail: what came with it is told', async () => {
    const [source] = await read('eml/attachments-es.eml');
    expect(source?.warnings).toEqual([
      'The mail has 2 attachments that were not read: “actas año 2021.pdf”, “puesto.jpg”. Save them from the mail, and add them as sources of their own.',
    ]);
  });
});
