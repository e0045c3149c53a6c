import { expect, test } from 'vitest';
import { dropPath, ignoredIn } from '../../core/import-session/drop.ts';

test.each<[string, string[], string[]]>([
  [
    'a graph of Logseq',
    ['g/logseq/config.edn', 'g/logseq/bak/a.md', 'g/pages/a.md'],
    ['g/pages/a.md'],
  ],
  [
    'a graph that is called logseq',
    ['logseq/logseq/config.edn', 'logseq/pages/a.md', 'logseq/assets/a.png'],
    ['logseq/pages/a.md'],
  ],
  [
    'a folder that is only called logseq',
    ['logseq/a.md', 'logseq/b.png'],
    ['logseq/a.md', 'logseq/b.png'],
  ],
  ['a vault of Obsidian', ['v/.obsidian/app.json', 'v/a.md', 'v/img/a.png'], ['v/a.md']],
  ["Joplin's export", ['_resources/a.png', 'Book/a.md'], ['Book/a.md']],
  [
    'a saved page',
    ['Page.html', 'Page_files/a.png', 'Page_files/ad.html', 'b.png'],
    ['Page.html', 'b.png'],
  ],
  [
    'what systems leave behind',
    ['.DS_Store', '__MACOSX/a.md', '~$a.docx', 'Thumbs.db', 'a.md'],
    ['a.md'],
  ],
])('of what is dropped, only sources are read: %s', (_, paths, read) => {
  const ignored = ignoredIn(paths);
  expect(paths.filter((path) => !ignored.has(path))).toEqual(read);
});

test.each([
  ['../../etc/passwd', 'etc/passwd'],
  ['/abs/a.md', 'abs/a.md'],
  ['C:\\Users\\a.md', 'Users/a.md'],
  ['a/./b/\0c.md', 'a/b/c.md'],
  ['..', 'fallback'],
])('paths are made harmless: %j', (told, path) => {
  expect(dropPath(told, 'fallback')).toBe(path);
});
