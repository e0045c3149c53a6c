import { describe, expect, test } from 'vitest';
import { htmlWorthKeeping, pastedOf, suggestTitle } from '../../renderer/import/pasted.ts';

describe('suggestTitle', () => {
  const body = 'A paragraph that is a good deal longer than the line above it.';
  test.each([
    ['a first line', `Soldiers in Russia\n\n${body}`, 'Soldiers in Russia'],
    ['with spaces to tidy', `\n  Soldiers \t in Russia \n${body}`, 'Soldiers in Russia'],
    ['a first sentence', `Last week they came.\n${body}`, ''],
    ['a single line', 'Soldiers in Russia', ''],
    ['less after it than in it', 'Soldiers in Russia\nshort', ''],
    ['a very long line', `${'word '.repeat(60)}\n${body.repeat(10)}`, ''],
    ['nothing', '', ''],
  ])('%s', (_name, text, title) => {
    expect(suggestTitle(text)).toBe(title);
  });
});

describe('htmlWorthKeeping', () => {
  test('keeps a page that is pasted alone', () => {
    expect(htmlWorthKeeping('<h1>A</h1><p>B</p>', true)).toBe('<h1>A</h1><p>B</p>');
  });
  test('drops it when it is pasted into other text', () => {
    expect(htmlWorthKeeping('<h1>A</h1><p>B</p>', false)).toBeUndefined();
  });
  test('drops what says no more than the text', () => {
    expect(htmlWorthKeeping('<meta charset="utf-8"><span>A</span>', true)).toBeUndefined();
    expect(htmlWorthKeeping('', true)).toBeUndefined();
  });
});

describe('pastedOf', () => {
  const data = (types: Record<string, string>, files: File[] = []) =>
    ({ getData: (type: string) => types[type] ?? '', files }) as unknown as DataTransfer;
  const picture = new File(['x'], '', { type: 'image/webp' });

  test('takes text with its formatting', () => {
    const html = '<p>A <b>b</b></p>';
    expect(pastedOf(data({ 'text/plain': 'A b', 'text/html': html }))).toEqual({
      pasted: { text: 'A b', html },
    });
  });
  test('takes the text where a program put a picture of it beside it', () => {
    expect(pastedOf(data({ 'text/plain': 'A b' }, [picture]))).toEqual({ pasted: { text: 'A b' } });
  });
  test('takes a picture, and names it when it has no name', () => {
    const found = pastedOf(data({ 'text/html': '<img src="x">' }, [picture]));
    expect(found).toMatchObject({ files: [{ path: 'image.webp' }] });
  });
  test('keeps the names of files that have one', () => {
    const file = new File(['x'], 'report.pdf');
    expect(pastedOf(data({}, [file]))).toEqual({ files: [{ file, path: 'report.pdf' }] });
  });
  test('finds nothing in an empty clipboard', () => {
    expect(pastedOf(data({ 'text/plain': '  ' }))).toBeUndefined();
  });
});
