import { describe, expect, test } from 'vitest';
import {
  outcomesOf,
  reportText,
  summaryOf,
  type FileRow,
} from '../../renderer/dialogs/import-outcome.ts';

const imported = (file: string, id: string) => ({
  file,
  id,
  title: `Title ${id}`,
  words: 1200,
  paragraphs: 9,
});

describe('outcomesOf', () => {
  test('finds each file in the report, in the order of the files', () => {
    const report = {
      imported: [imported('b.txt', '1')],
      skipped: [{ file: 'c.md', id: '2', title: 'C', reason: 'The library has it already.' }],
      failed: [{ file: 'a.pdf', code: 'unsupported-format', message: 'Not a text.' }],
    };
    expect(outcomesOf(['a.pdf', 'b.txt', 'c.md'], report)).toEqual([
      { kind: 'failed', message: 'Not a text.' },
      { kind: 'added', id: '1', title: 'Title 1', words: 1200 },
      { kind: 'skipped', id: '2', title: 'C', reason: 'The library has it already.' },
    ]);
  });

  test('files of the same name each have their own outcome', () => {
    const report = {
      imported: [imported('notes.txt', '1')],
      skipped: [],
      failed: [{ file: 'notes.txt', code: 'empty', message: 'Empty.' }],
    };
    expect(outcomesOf(['notes.txt', 'notes.txt'], report).map(({ kind }) => kind)).toEqual([
      'added',
      'failed',
    ]);
  });

  test('a file that the report forgets did not succeed', () => {
    const report = { imported: [], skipped: [], failed: [] };
    expect(outcomesOf(['a.txt'], report).map(({ kind }) => kind)).toEqual(['failed']);
  });
});

test('the report counts, and has a line for each file', () => {
  const rows: FileRow[] = [
    { name: 'a.txt', state: { kind: 'added', id: '1', title: 'A', words: 1200 } },
    { name: 'b.txt', state: { kind: 'failed', message: 'It is empty.' } },
    { name: 'c.txt', state: { kind: 'waiting' } },
  ];
  expect(summaryOf(rows)).toBe('1 added, 1 could not be added, 1 left out because you stopped.');
  expect(reportText(rows).split('\n')).toEqual([
    '1 added, 1 could not be added, 1 left out because you stopped.',
    '',
    'a.txt: Added as “A”, 1,200 words',
    'b.txt: It is empty.',
    'c.txt: Left out',
  ]);
  expect(summaryOf([])).toBe('Nothing was added.');
});
