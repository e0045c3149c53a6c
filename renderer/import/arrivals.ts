/** Files on their way into an import: where they lay in what was dropped or chosen. */

export interface Arrival {
  file: File;
  /** With the folders it came in, from the one dropped: "Letters/1920/may.txt". */
  path: string;
}

/** The files of a chooser, with their folders when a folder was chosen. */
export function arrivalsOf(files: Iterable<File>): Arrival[] {
  return [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** What a folder holds; the browser hands it out in parts, of about a hundred. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return all;
    all.push(...part);
  }
}

/** What a walk through dropped folders found, and the paths that could not be opened. */
export interface Found {
  arrivals: readonly Arrival[];
  unreadable: readonly string[];
}

const inOrder = new Intl.Collator('en', { numeric: true });

async function walk(
  entries: readonly FileSystemEntry[],
  found: { arrivals: Arrival[]; unreadable: string[] },
): Promise<void> {
  for (const entry of entries.toSorted((a, b) => inOrder.compare(a.name, b.name))) {
    const path = entry.fullPath.replace(/^\/+/, '');
    try {
      if (entry.isDirectory) await walk(await entriesOf(entry as FileSystemDirectoryEntry), found);
      else found.arrivals.push({ file: await fileOf(entry as FileSystemFileEntry), path });
    } catch {
      // Told with the other files that did not arrive.
      found.unreadable.push(path);
    }
  }
}

/**
 * Every file of a drop, those in dropped folders too. Reads the drop before it first waits, as
 * browsers demand: afterwards it is empty.
 */
export async function droppedFiles(data: DataTransfer): Promise<Found> {
  const items = [...data.items].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry());
  const files = [...data.files];
  // What was put together by a program, a mail attachment say, may be a file without an entry.
  if (entries.length === 0 || entries.includes(null)) {
    return { arrivals: arrivalsOf(files), unreadable: [] };
  }
  const found = { arrivals: [], unreadable: [] };
  await walk(
    entries.filter((entry) => entry !== null),
    found,
  );
  return found;
}

/**
 * What a batch is called: its one file, the one folder that all of it lay in, or the number of
 * its files.
 */
export function nameOfArrivals(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  if (others.length === 0) return first.split('/').at(-1) ?? first;
  const folder = first.includes('/') ? first.split('/')[0] : undefined;
  const isOne = folder !== undefined && others.every((path) => path.startsWith(`${folder}/`));
  return isOne ? folder : `${paths.length} files`;
}
