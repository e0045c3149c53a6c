import { expect, test } from 'vitest';
import { sizeText } from '../../renderer/dialogs/export-choice.ts';
import { shortcutGroups } from '../../renderer/dialogs/shortcut-list.ts';
import { COMMAND_LIST } from '../../shared/commands.ts';

test.each([
  [0, '0 bytes'],
  [812, '812 bytes'],
  [81_200, '81 KB'],
  [4_230_000, '4.2 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test('the list of shortcuts has every command once', () => {
  const ids = shortcutGroups('other', '').flatMap(({ rows }) =>
    rows.map(({ command }) => command.id),
  );
  expect(ids.toSorted()).toEqual(COMMAND_LIST.map(({ id }) => id).toSorted());
});

test('shortcuts are found by name, by other words and by key', () => {
  const found = (filter: string, platform: 'mac' | 'other' = 'other') =>
    shortcutGroups(platform, filter).flatMap(({ rows }) => rows.map(({ command }) => command.id));
  expect(found('dark theme')).toEqual(['view.theme.dark']);
  expect(found('ctrl k')).toContain('search.open');
  expect(found('⌘K', 'mac')).toEqual(['search.open']);
  expect(found('no such thing')).toEqual([]);
});
