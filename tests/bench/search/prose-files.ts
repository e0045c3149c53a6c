/** Where real prose lies on this machine: documentation of Debian's packages and of npm's. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const MODULES = resolve(import.meta.dirname, '../../../node_modules');

/** Folders in which prose is looked for, where they are. */
const ROOTS = [
  '/usr/share/doc',
  '/usr/share/help',
  '/usr/share/libreoffice/help',
  '/usr/share/debian-reference',
  '/usr/share/perl',
  MODULES,
];

const READ = /\.(html?|page|md|txt|rst|pod)(\.gz)?$/i;
/** Lists and records rather than prose. */
const NO_PROSE = /(?:^|\/)(?:changelog|copyright|licen[cs]e|news|authors|thanks)[^/]*$/i;
const LARGEST_BYTES = 16 * 1024 * 1024;

export interface ProseFile {
  path: string;
  /** The path without where this project lies, the same for every copy of it. */
  name: string;
  bytes: number;
  /** Of what it is a part, as a person would look for it: a Debian or an npm package. */
  origin: string;
  /** By its path; English when that says nothing. */
  language: string;
}

/** What to install for more prose; printed when it runs out, never run. */
export const MORE_PROSE =
  'sudo apt-get install --no-install-recommends anarchism apache2-doc debian-handbook ' +
  'debian-reference-de debian-reference-en debian-reference-fr debian-reference-ja git-doc ' +
  'gnome-user-docs installation-guide-amd64 libboost1.81-doc libreoffice-help-de ' +
  'libreoffice-help-el libreoffice-help-en-us libreoffice-help-es libreoffice-help-fr ' +
  'libreoffice-help-hi libreoffice-help-ja libreoffice-help-ko libreoffice-help-ru ' +
  'libreoffice-help-zh-cn linux-doc-6.1 perl-doc postgresql-doc-15 python3.11-doc ' +
  'python-django-doc qtbase5-doc-html rust-doc vim-doc';

/** Every file that may hold prose, in the order of their paths. */
export function findProse(): ProseFile[] {
  const found: ProseFile[] = [];
  for (const root of ROOTS) {
    if (!existsSync(root)) continue;
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !READ.test(path) || NO_PROSE.test(path)) continue;
      // In npm's packages, only what is written about them.
      if (root === MODULES && !/\.md$/i.test(path)) continue;
      const { size } = statSync(path);
      if (size < 500 || size > LARGEST_BYTES) continue;
      const language = languageOf(path);
      const name = root === MODULES ? path.slice(root.length + 1) : path;
      found.push({
        path,
        name,
        bytes: size,
        origin: originOf(root, path.slice(root.length + 1)),
        language,
      });
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function originOf(root: string, inRoot: string): string {
  const [first = '', second = ''] = inRoot.split('/');
  if (root === MODULES) return `npm ${first.startsWith('@') ? `${first}/${second}` : first}`;
  if (root === '/usr/share/libreoffice/help') return `libreoffice-help-${first.toLowerCase()}`;
  if (root === '/usr/share/help') return second.replace(/\.\w+$/, '');
  return root === '/usr/share/doc' ? first : (root.split('/').at(-1) ?? root);
}

const LANGUAGES =
  'ar|bg|bn|ca|cs|da|de|el|es|et|eu|fa|fi|fr|gl|he|hi|hr|hu|id|it|ja|ko|lt|lv|nb|nl|pl|pt|ro|ru|' +
  'sk|sl|sr|sv|ta|te|th|tr|uk|vi|zh';
const CODE = new RegExp(`[/.](${LANGUAGES})(?:[-_][A-Za-z]{2,4})?(?:[/.]|$)`);

function languageOf(path: string): string {
  return CODE.exec(path)?.[1] ?? 'en';
}
