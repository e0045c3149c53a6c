/**
 * What notes that come together call each other: by title, by path, by other names they give
 * themselves. A link and what it leads to meet in the one spelling that `linkName` makes.
 */
import type { Reference } from '../../shared/document.ts';

/** What the id of a link to another source of the batch begins with. */
export const NAME_PREFIX = 'name:';

/** Longest name that is looked for, in characters. */
const MAX_NAME = 400;

/** A name in the one spelling that is compared: case, kinds of spaces and `.md` make no difference. */
export function linkName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\.(?:md|markdown)$/i, '')
    .toLowerCase()
    .slice(0, MAX_NAME)
    .toWellFormed();
}

/** A link to the source of the batch that has this name. */
export function linkTo(name: string): Reference {
  return { kind: 'source', id: `${NAME_PREFIX}${linkName(name)}` };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function ordinal(day: number): string {
  const teen = day >= 11 && day <= 13;
  const ending = teen ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th');
  return `${day}${ending}`;
}

/** How Logseq's links call the page of a day, whose file is named `2024_12_24`. */
function journalNames(stem: string): string[] {
  const [, year, month, day] = /^(\d{4})[_-](\d{2})[_-](\d{2})$/.exec(stem) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (year === undefined || day === undefined || name === undefined) return [];
  return [`${name} ${ordinal(Number(day))}, ${year}`, `${year}-${month}-${day}`];
}

/** Names with what stands for slashes in the names of Logseq's files. */
function withSlashes(stem: string): string[] {
  const slashed = stem.replaceAll('___', '/').replace(/%2f/gi, '/');
  return slashed === stem ? [] : [slashed];
}

/**
 * The names of a note in the drop at `path`: its file's, with ever more of the folders around it,
 * and the others that it gives itself.
 */
export function namesOf(path: string, others: readonly string[] = []): string[] {
  const parts = path.split(/[\\/]/).filter((part) => part !== '');
  const stem = parts.at(-1)?.replace(/\.(?:md|markdown)$/i, '') ?? '';
  const paths = parts.map((_, at) => parts.slice(at).join('/'));
  const all = [...paths, ...withSlashes(stem), ...journalNames(stem), ...others].map(linkName);
  return [...new Set(all)].filter((name) => name !== '').slice(0, 200);
}

/**
 * A path as it is told beside a file, from the top of the drop; undefined when it leads out of it
 * or is absolute.
 */
export function pathBeside(name: string, told: string): string | undefined {
  if (/^(?:[\\/]|[A-Za-z]:|[A-Za-z][\w+.-]*:\/\/)/.test(told)) return undefined;
  const parts = name.split('/').slice(0, -1);
  for (const part of told.split(/[\\/]/)) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else parts.push(part);
  }
  return parts.join('/');
}

/** The source that a relative address in the note at `path` names; undefined for other addresses. */
export function linkBeside(path: string, address: string): Reference | undefined {
  const bare = address.replace(/[?#][^]*$/, '');
  if (!/\.(?:md|markdown)$/i.test(bare)) return undefined;
  let told = bare;
  try {
    told = decodeURIComponent(bare);
  } catch {
    // Not percent-encoded: the address is meant as it stands.
  }
  const target = pathBeside(path, told);
  return target === undefined || target === '' ? undefined : linkTo(target);
}
