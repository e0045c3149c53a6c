import { beforeEach, describe, expect, test } from 'vitest';
import {
  forgetOpened,
  recentlyOpened,
  recentSearches,
  rememberOpened,
  rememberSearch,
  withMostRecent,
} from '../../renderer/search/recents.ts';

/** The part of the web's Storage that is used, as Node has none. */
class Memory {
  private readonly items = new Map<string, string>();
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
}

beforeEach(() => {
  Object.defineProperty(globalThis, 'localStorage', { value: new Memory(), configurable: true });
});

const source = (id: string, title = id) => ({ kind: 'source', id, title }) as const;

test('withMostRecent puts an item first, once, and keeps the list short', () => {
  const same = (a: string, b: string) => a === b;
  expect(withMostRecent(['a', 'b', 'c'], 'b', same, 3)).toEqual(['b', 'a', 'c']);
  expect(withMostRecent(['a', 'b', 'c'], 'd', same, 3)).toEqual(['d', 'a', 'b']);
});

describe('opened', () => {
  test('the latest is first, under its newest title', () => {
    rememberOpened(source('a', 'Old'));
    rememberOpened(source('b'));
    rememberOpened(source('a', 'New'));
    expect(recentlyOpened()).toEqual([source('a', 'New'), source('b')]);
  });

  test('a note and a source of the same id are two', () => {
    rememberOpened(source('a'));
    rememberOpened({ kind: 'note', id: 'a', title: 'Note' });
    expect(recentlyOpened()).toHaveLength(2);
  });

  test('can be forgotten', () => {
    rememberOpened(source('a'));
    forgetOpened('a');
    expect(recentlyOpened()).toEqual([]);
  });
});

test('a search is remembered once whatever its case, and an empty one never', () => {
  rememberSearch('Kursk');
  rememberSearch('  ');
  rememberSearch('kursk ');
  expect(recentSearches()).toEqual(['kursk']);
});

test.each(['no json {', '{"a":1}', '[{"kind":"claim","id":"1","title":"x"}]'])(
  'storage that holds something else (%s) counts as empty',
  (stored) => {
    localStorage.setItem('casebook.recently-opened', stored);
    expect(recentlyOpened()).toEqual([]);
  },
);
