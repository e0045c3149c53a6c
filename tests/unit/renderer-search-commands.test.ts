import { describe, expect, test } from 'vitest';
import { commandQuery, findCommands } from '../../renderer/search/command-query.ts';
import { COMMAND_LIST } from '../../shared/commands.ts';

const all = () => true;
const idsFor = (words: string) => findCommands(words, all).map(({ id }) => id);

describe('commandQuery', () => {
  test.each([
    ['>', ''],
    ['> theme', 'theme'],
    ['  >dark theme ', 'dark theme'],
    ['theme', undefined],
    ['a > b', undefined],
    ['', undefined],
  ])('%j', (query, words) => {
    expect(commandQuery(query)).toBe(words);
  });
});

describe('findCommands', () => {
  test('without words gives every command that can run, but not the palette itself', () => {
    expect(idsFor('')).toEqual(
      COMMAND_LIST.map(({ id }) => id).filter((id) => id !== 'search.open'),
    );
  });

  test('leaves out what can not run', () => {
    expect(findCommands('', (id) => id === 'note.new').map(({ id }) => id)).toEqual(['note.new']);
  });

  test('every word has to begin a word of the label or of the other words', () => {
    expect(idsFor('dark th')).toEqual(['view.theme.dark']);
    expect(idsFor('night')).toEqual(['view.theme.dark']);
    expect(idsFor('dark nothing')).toEqual([]);
    expect(idsFor('ark')).toEqual([]);
  });

  test('those found by their label come first', () => {
    const ids = idsFor('theme');
    expect(ids.slice(0, 3)).toEqual(['view.theme.system', 'view.theme.light', 'view.theme.dark']);
    expect(idsFor('save')).toEqual(expect.arrayContaining(['export.pdf', 'library.backup']));
  });
});
