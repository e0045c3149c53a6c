/** What a drop holds, judged by its paths alone: what to read, in which order, what to leave out. */

/** Longest path that is kept of what was dropped, in UTF-16 code units. */
const PATH_MAX = 1000;

/**
 * A path as a drop names it, made harmless: relative, with forward slashes, without `.`, `..`,
 * drives and control characters. It is only ever shown and compared, never opened.
 */
export function dropPath(told: string, fallback: string): string {
  const parts = told
    .replace(/\p{Cc}/gu, '')
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[A-Za-z]:$/.test(part));
  const path = parts.join('/').slice(-PATH_MAX).toWellFormed();
  return path === '' ? fallback : path;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last part of a path. */
export function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A file's name without its ending. */
export function stemOf(path: string): string {
  return fileOf(path).replace(/(?<=.)\.[^.]{1,12}$/, '');
}

/** A file's ending in small letters, without its dot. */
export function endingOf(path: string): string {
  return /.\.([^./]{1,12})$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

const LITTER_FOLDER = /^(?:\..*|__MACOSX|\$RECYCLE\.BIN|System Volume Information|@eaDir)$/i;
const LITTER_FILE = /^(?:\..*|Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r?|~\$.*)$/i;

/** Says whether a file is only what systems and programs leave in folders. */
function isLitter(path: string): boolean {
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  return LITTER_FILE.test(file) || folders.some((folder) => LITTER_FOLDER.test(folder));
}

const PAGE = /\.(?:x?html?)$/i;
/** What pages bring along and nobody reads. */
const PAGE_PARTS = new Set(
  'css js mjs cjs map json5 woff woff2 ttf otf eot ico svg cur wasm scss less swf'.split(' '),
);
const PICTURES = new Set(['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif']);
const SOUND_AND_FILM = new Set(
  'mp3 m4a ogg oga opus wav flac aac mp4 m4v mov webm mkv avi 3gp'.split(' '),
);
const RECORD_LISTS = new Set(['bib', 'bibtex', 'ris', 'nbib', 'enw', 'rdf', 'json', 'xml']);

/** The folders in which saved pages keep their parts: `Page_files`, and so in other languages. */
function partFolders(paths: readonly string[]): Set<string> {
  const stems = new Map<string, string[]>();
  for (const path of paths) {
    if (!PAGE.test(path)) continue;
    const folder = folderOf(path);
    stems.set(folder, [...(stems.get(folder) ?? []), stemOf(path)]);
  }
  const found = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join('/');
      if (found.has(folder)) continue;
      const name = parts[depth - 1] ?? '';
      const beside = stems.get(parts.slice(0, depth - 1).join('/')) ?? [];
      const isPart = beside.some(
        (stem) => name.startsWith(stem) && /^[._-]\p{L}{3,12}$/u.test(name.slice(stem.length)),
      );
      if (isPart) found.add(folder);
    }
  }
  return found;
}

/** Where a Logseq graph keeps what it knows of itself; graphs are often called `logseq` too. */
const LOGSEQ_OWN = /(?:^|\/)logseq\/(?:config\.edn|metadata\.edn|custom\.css)$/;

/** The folders of a drop in which a program keeps notes: their pictures belong to the notes. */
function vaults(paths: readonly string[]): { folders: string[]; own: string[] } {
  const found = new Set<string>();
  const own = new Set<string>();
  for (const path of paths) {
    const mark = /(?:^|\/)(?:\.obsidian|_resources)\//.exec(path) ?? LOGSEQ_OWN.exec(path);
    if (mark === null) continue;
    found.add(path.slice(0, mark.index));
    if (LOGSEQ_OWN.test(path)) own.add(folderOf(path));
  }
  return { folders: [...found], own: [...own] };
}

function isWithin(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/**
 * Judges the files of a drop by their paths. `ignore` are those that nobody wants as sources; they
 * can still be asked for by the readers of the files beside them.
 */
export function ignoredIn(paths: readonly string[]): Set<string> {
  const ignored = new Set<string>();
  const parts = [...partFolders(paths)];
  const notes = vaults(paths);
  const hasPage = paths.some((path) => PAGE.test(path));
  for (const path of paths) {
    const ending = endingOf(path);
    const resource = PICTURES.has(ending) || SOUND_AND_FILM.has(ending) || PAGE_PARTS.has(ending);
    const inVault = notes.folders.some((folder) => isWithin(path, folder));
    if (
      isLitter(path) ||
      parts.some((folder) => isWithin(path, folder)) ||
      (hasPage && PAGE_PARTS.has(ending)) ||
      notes.own.some((folder) => isWithin(path, folder)) ||
      (inVault && (resource || /(?:^|\/)_resources\//.test(path)))
    ) {
      ignored.add(path);
    }
  }
  return ignored;
}

/**
 * When a file is read: reference lists first, since they claim files for their records; pictures
 * last, since by then it is known which of them are parts of texts.
 */
export function stageOf(path: string): 0 | 1 | 2 {
  const ending = endingOf(path);
  if (RECORD_LISTS.has(ending)) return 0;
  return PICTURES.has(ending) ? 2 : 1;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Orders paths as people expect to see them: folder by folder, 2 before 10. */
export function comparePaths(one: string, other: string): number {
  return collator.compare(one, other) || (one < other ? -1 : one > other ? 1 : 0);
}
