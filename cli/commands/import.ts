import { basename } from 'node:path';
import type { CallReply } from '../../shared/contract.ts';
import {
  importDecisionSchema,
  pageChoiceSchema,
  type ImportItem,
  type ImportOutcome,
} from '../../shared/imports.ts';
import { Refusal } from '../../shared/result.ts';
import type { Client } from '../client.ts';
import { collectFiles, droppedPath, STDIN, type CollectedFile } from '../collect-files.ts';
import { UsageError, type CliCommand, type CommandInput } from '../command.ts';
import { findCase } from '../find.ts';
import { count, table } from '../format.ts';
import { areBundles, importBundles } from './import-bundle.ts';

/** How often a session is asked how far it is, in ms. */
const LOOK_MS = 50;

/** Items asked for at a time. */
const ITEMS = 1000;

interface Upload {
  id: string;
  path: string;
}

type Failed = ImportOutcome['failed'];

/** Hands the files over; those that can't be read are told of and left out. */
async function upload(
  client: Client,
  files: readonly CollectedFile[],
  progress: (text: string) => void,
): Promise<{ uploads: Upload[]; failed: Failed }> {
  const uploads: Upload[] = [];
  const failed: Failed = [];
  for (const [index, { file, open }] of files.entries()) {
    try {
      const bytes = await open();
      const name = file === STDIN ? 'Standard input' : basename(file);
      const path = file === STDIN ? name : droppedPath(file);
      uploads.push({ id: await client.upload(name, bytes), path });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failed.push({ file, code: error.code, message: error.message });
    }
    if (files.length > 20) progress(`Handing over: ${index + 1} of ${files.length} files`);
  }
  return { uploads, failed };
}

/** Waits until a session is in the state, and tells how far it is meanwhile. */
async function waitFor(
  client: Client,
  id: string,
  state: 'ready' | 'done',
  progress: (text: string) => void,
): Promise<CallReply<'imports.get'>> {
  for (;;) {
    const session = await client.call('imports.get', { id });
    if (session.state === state || session.state === 'done') return session;
    progress(
      state === 'ready'
        ? `Reading: ${session.read} of ${count(session.total, 'file')}`
        : `Adding: ${session.added} of ${session.items}`,
    );
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function allItems(client: Client, id: string): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for (let more = true; more;) {
    const slice = await client.call('imports.items', { id, offset: items.length, limit: ITEMS });
    items.push(...slice);
    more = slice.length === ITEMS;
  }
  return items;
}

/** Paths as they were typed, of what the notebook calls by the harmless form of them. */
function typedPaths(files: readonly CollectedFile[]): (path: string) => string {
  const typed = new Map(
    files.map(({ file }) => [
      droppedPath(file)
        .split('/')
        .filter((part) => part !== '' && part !== '.' && part !== '..')
        .join('/'),
      file,
    ]),
  );
  typed.set('Standard input', STDIN);
  return (path) => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const file = typed.get(path.slice(0, end));
      if (file !== undefined) return file + path.slice(end);
    }
    return path;
  };
}

/** What an item is told of in the preview's last column. */
function remarkOf({ failure, duplicate, warnings }: ImportItem): string {
  const same =
    duplicate === undefined
      ? []
      : [
          `like “${duplicate.title}” by its ${duplicate.by} (${duplicate.likeness})${duplicate.trashed ? ', in the trash' : ''}`,
        ];
  return [...(failure === undefined ? [] : [failure.message]), ...same, ...warnings].join(' ');
}

function describePreview(items: readonly ImportItem[]): string {
  return table(
    ['WOULD', 'KIND', 'WORDS', 'FILE', 'TITLE'],
    items.map((item) => {
      const remark = remarkOf(item);
      const would = item.standing === 'failed' ? 'fail' : item.decision;
      return [would, item.kind, item.words, item.file, `${item.title}${remark && `. ${remark}`}`];
    }),
  );
}

function describe({ added, revised, skipped, failed }: Omit<ImportOutcome, 'text'>): string {
  const lines = [
    ...added.map(
      ({ file, title, words, id }) =>
        `${file}: imported as "${title}" (${count(words, 'word')}), ${id}`,
    ),
    ...revised.map(
      ({ file, title, review, id }) =>
        `${file}: a new revision of "${title}"${review > 0 ? `, ${count(review, 'highlight')} to review` : ''}, ${id}`,
    ),
    ...skipped.map(
      ({ file, reason, id }) => `${file}: skipped. ${reason}${id === undefined ? '' : ` (${id})`}`,
    ),
    ...failed.map(({ file, message }) => `${file}: not imported. ${message}`),
  ];
  return lines.join('\n');
}

/** One of a few words that an option takes; refused with the list of them. */
function choice<T extends string>(
  options: CommandInput['options'],
  name: string,
  words: readonly T[],
): T | undefined {
  const given = options[name];
  if (given === undefined) return undefined;
  const word = words.find((one) => one === given);
  if (word !== undefined) return word;
  throw new UsageError(`--${name} takes ${words.join(', ')}, and not "${given}".`);
}

/** A limit of what reading one file may take. */
function limitOf(
  options: CommandInput['options'],
  name: string,
  [least, most]: readonly [number, number],
): number | undefined {
  const given = options[name];
  if (given === undefined) return undefined;
  const limit = Number(given);
  if (Number.isInteger(limit) && limit >= least && limit <= most) return limit;
  throw new UsageError(
    `--${name} takes a whole number from ${least} to ${most}, and not "${given}".`,
  );
}

function problemOf(failed: Failed, all: number): string | undefined {
  if (failed.length === 0) return undefined;
  return `${count(failed.length, 'file')} of ${all} could not be imported.`;
}

export const importFiles: CliCommand = {
  name: 'import',
  synopsis:
    'PATH... | BUNDLE... [--prefer here|there|both] [--case CASE] [--tag TAG]... [--as new|revision|skip] [--page article|whole] [--encoding NAME] [--split] [--seconds N] [--memory MB] [--dry-run]',
  summary: 'Add files, folders and archives to the library as sources.',
  details: `PATH is a file, a folder with all that is in it, a zip archive, or - for standard input.

  --case CASE      puts the sources in a case file
  --tag TAG        tags them; may be given several times
  --as WHAT        what becomes of a source that the library has already, or nearly: new keeps both,
                   revision makes it the new text of the one that is there, skip leaves it out.
                   Without it, the very same is left out, a new text of the same DOI or address
                   becomes a revision, and all else is added
  --page WHICH     article or whole: which part of web pages is read; chosen for each when left out
  --encoding NAME  the encoding of text files, as windows-1251; found out when left out
  --split          makes a source of every chapter or part, in formats that have them
  --seconds N      the longest that one file may take to be read, 5 to 3600; 60 when left out
  --memory MB      the most memory that reading one file may take, 1024 to 16384 megabytes; 1536
                   when left out
  --dry-run        adds nothing and prints what would be done; with --json, every item of the preview

Files that end in .casebook are bundles: what is new in them comes in, what was changed on both sides
is taken as it was changed last, and of notes and comments the other text stays as a version.

  --prefer SIDE    what was changed on both sides is taken from here, from there, or, of notes, both

Sources that are imported together are one step: "casebook undo" takes all of them back.`,
  options: {
    case: { type: 'string' },
    tag: { type: 'string', multiple: true },
    as: { type: 'string' },
    page: { type: 'string' },
    encoding: { type: 'string' },
    split: { type: 'boolean' },
    seconds: { type: 'string' },
    memory: { type: 'string' },
    prefer: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  takes: { least: 1, most: Infinity },
  async run(input) {
    if (areBundles(input.positionals)) return importBundles(input);
    const { client, positionals, options, lists, flags, directory, progress, readStdin } = input;
    const as = choice(options, 'as', importDecisionSchema.options);
    const page = choice(options, 'page', pageChoiceSchema.options);
    const { encoding } = options;
    const seconds = limitOf(options, 'seconds', [5, 3600]);
    const megabytes = limitOf(options, 'memory', [1024, 16_384]);
    const within = options['case'];
    const caseId = within === undefined ? undefined : (await findCase(client, within)).id;
    const files = await collectFiles(positionals, directory, readStdin);
    const typed = typedPaths(files);
    const asTyped = <T extends { file: string }>(one: T): T => ({ ...one, file: typed(one.file) });
    const { uploads, failed } = await upload(client, files, progress);
    const dryRun = flags.has('dry-run');
    if (uploads.length === 0) {
      const value = dryRun
        ? { items: [], ignored: 0, warnings: [], failed }
        : { imported: [], revised: [], skipped: [], failed, warnings: [] };
      const text = describe({ added: [], revised: [], skipped: [], failed });
      const problem = problemOf(failed, files.length) ?? 'There is nothing to import in there.';
      return { value, text, problem };
    }
    const { id } = await client.call('imports.start', {
      uploads,
      caseId,
      options: { page: page ?? 'auto', encoding, split: flags.has('split'), seconds, megabytes },
    });
    const { warnings } = await waitFor(client, id, 'ready', progress);
    if (as !== undefined) {
      const keys = (await allItems(client, id))
        .filter(({ duplicate }) => duplicate !== undefined && duplicate.trashed !== true)
        .map(({ key }) => key);
      if (keys.length > 0) await client.call('imports.change', { id, keys, decision: as });
    }
    if (dryRun) {
      const items = (await allItems(client, id)).map(asTyped);
      const { ignored } = await client.call('imports.cancel', { id });
      const broken = items.flatMap(({ file, failure }) => (failure ? [{ file, ...failure }] : []));
      return {
        value: { items, ignored, warnings, failed },
        text: [
          describePreview(items),
          ...warnings,
          describe({ added: [], revised: [], skipped: [], failed }),
        ]
          .filter((part) => part !== '')
          .join('\n'),
        problem: problemOf([...failed, ...broken], items.length + failed.length),
      };
    }
    await client.call('imports.add', { id, tags: [...(lists['tag'] ?? [])] });
    await waitFor(client, id, 'done', progress);
    const report = await client.call('imports.report', { id });
    const outcome = {
      added: report.added.map(asTyped),
      revised: report.revised.map(asTyped),
      skipped: report.skipped.map(asTyped),
      failed: [...failed, ...report.failed.map(asTyped)],
    };
    const { added: imported, revised, skipped } = outcome;
    const all = imported.length + revised.length + skipped.length + outcome.failed.length;
    return {
      value: { imported, revised, skipped, failed: outcome.failed, warnings },
      text: [describe(outcome), ...warnings].filter((part) => part !== '').join('\n'),
      problem: problemOf(outcome.failed, all),
    };
  },
};
