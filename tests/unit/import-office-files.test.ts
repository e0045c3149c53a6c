import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSource } from '../../core/import/index.ts';
import { dateText, nameText } from '../../shared/csl.ts';
import { layoutDocument, sourceDocumentSchema, type Block } from '../../shared/document.ts';
import { OFFICE_FILES, type ExpectedFile } from './import-office-expected.ts';

const FOLDER = new URL('../fixtures/import/', import.meta.url);

function countBlocks(blocks: readonly Block[]): string {
  const counts = new Map<string, number>();
  const visit = (block: Block): void => {
    counts.set(block.type, (counts.get(block.type) ?? 0) + 1);
    if (block.type === 'quote') block.blocks.forEach(visit);
    if (block.type === 'list') block.items.forEach((item) => item.blocks.forEach(visit));
  };
  blocks.forEach(visit);
  const kinds = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return kinds.map(([kind, count]) => `${kind} ${count}`).join(', ');
}

test.each(OFFICE_FILES)('$file', async (expected) => {
  const bytes = readFileSync(new URL(expected.file, FOLDER));
  const { document, csl, language, tags, files, warnings } = await readSource({
    name: expected.file,
    bytes,
  });
  const { text, leaves } = layoutDocument(document);
  const found: ExpectedFile = {
    file: expected.file,
    title: csl.title ?? '',
    author: (csl.author ?? []).map(nameText).join('; '),
    date: dateText(csl.issued),
    language: language ?? '',
    tags: (tags ?? []).join('; '),
    blocks: countBlocks(document.blocks),
    paragraphs: leaves.findLast(({ paragraph }) => paragraph !== undefined)?.paragraph ?? 0,
    begins: text.slice(0, 30).replace(/\n[^]*/, ''),
    ends: text.slice(-30).replace(/^[^]*\n/, ''),
    ...(expected.digest === undefined ? {} : { digest: hash('sha256', text).slice(0, 16) }),
    pictures: files?.length ?? 0,
    warnings: warnings.length,
  };
  expect(found).toEqual(expected);
  expect(sourceDocumentSchema.safeParse(document).success).toBe(true);
});

test('every document and book in the folders is expected to give something', () => {
  const there = ['docx', 'odt', 'rtf', 'epub'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, FOLDER))
      .filter((name) => !/\.(?:md|doc)$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  expect(OFFICE_FILES.map(({ file }) => file).sort()).toEqual(there.sort());
});

test('a text is the same whichever program and format it was kept in', () => {
  const digest = (file: string) => OFFICE_FILES.find((each) => each.file === file)?.digest;
  for (const group of [
    ['docx/libreoffice-lakes.docx', 'odt/libreoffice-lakes.odt', 'rtf/libreoffice-lakes.rtf'],
    ['docx/pandoc-report.docx', 'odt/pandoc-report.odt'],
    ['docx/abiword-report.docx', 'odt/abiword-report.odt', 'rtf/abiword-report.rtf'],
  ]) {
    expect(new Set(group.map(digest)).size).toBe(1);
  }
});
