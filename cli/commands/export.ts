import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Job } from '../../shared/domain.ts';
import { EXPORT_FORMAT_IDS, exportFormat } from '../../shared/export-formats.ts';
import { Refusal, type ErrorCode, ERROR_CODES } from '../../shared/result.ts';
import type { Client } from '../client.ts';
import { UsageError, type CliCommand } from '../command.ts';
import { PAGE_DETAILS, PAGE_OPTIONS, readPageOptions } from '../export-options.ts';
import { exportAll } from './export-all.ts';
import { findCase, findSource } from '../find.ts';
import { count, leftOutText, size } from '../format.ts';
import { refuseUnwritable, saveFile } from '../save-file.ts';
import { refuseFilled, saveFolder } from '../save-folder.ts';

/** Milliseconds between two looks at a job. */
const LOOK_EVERY = 40;

function codeOf(code: string | undefined): ErrorCode {
  return ERROR_CODES.find((known) => known === code) ?? 'internal';
}

/** What a job is doing, and how far it is where that can be told: "Writing the file, 40%". */
function stepText({ step, progress }: Job): string {
  return progress === undefined ? step : `${step}, ${Math.floor(progress * 100)}%`;
}

/** Waits for a job to end; throws when it failed or was stopped. */
export async function finish(
  client: Client,
  started: Job,
  progress: (text: string) => void,
): Promise<Job> {
  let job = started;
  while (job.state === 'running') {
    progress(stepText(job));
    await wait(LOOK_EVERY);
    job = await client.call('jobs.get', { id: job.id });
  }
  if (job.state === 'done') return job;
  throw new Refusal(
    job.state === 'cancelled' ? 'cancelled' : codeOf(job.error?.code),
    job.error?.message ?? 'The export was cancelled.',
  );
}

/** What the words of the command line name, and what is said of it once it is exported. */
async function whatIsExported(
  client: Client,
  positionals: readonly string[],
  named: readonly string[],
) {
  if (named.length === 0) {
    const { id, title } = await findCase(client, positionals[0] ?? '');
    return { of: { caseId: id }, title: `"${title}" is` };
  }
  const sources = [];
  for (const reference of named) sources.push(await findSource(client, reference));
  const [only] = sources;
  const title =
    sources.length === 1 && only ? `"${only.title}" is` : `${count(sources.length, 'source')} are`;
  return { of: { sourceIds: sources.map(({ id }) => id) }, title };
}

export const exportCase: CliCommand = {
  name: 'export',
  synopsis:
    'CASE --out FILE [--format FORMAT] [--preset PRESET] [--without PART,...] [--hide SIDE] | --source SOURCE... --out FILE | --all FOLDER',
  summary: 'Export a case file, or sources.',
  details: `FORMAT is one of ${EXPORT_FORMAT_IDS.join(', ')}; pdf when left out. An existing FILE is replaced once the new one is complete. With --out - the bytes go to standard output. --hide says what is on the back of Anki cards: comment, when left out, or quotation. With --source, which may be given several times, the sources named are exported. Markdown goes into a new FOLDER, or into a zip when FILE ends in .zip. With --all every case file is exported into FOLDER, as a bundle when no FORMAT is given.

${PAGE_DETAILS}`,
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    hide: { type: 'string' },
    all: { type: 'string' },
    source: { type: 'string', multiple: true },
    ...PAGE_OPTIONS,
  },
  takes: { least: 0, most: 1 },
  async run(input) {
    const { client, positionals, options, lists, directory, progress } = input;
    const named = lists['source'] ?? [];
    const { out, all, format: asked = all === undefined ? 'pdf' : 'bundle' } = options;
    const { hide = 'comment' } = options;
    if (
      all === '' ||
      (all !== undefined && (positionals.length + named.length > 0 || out !== undefined))
    ) {
      throw new UsageError('Use --all FOLDER without a CASE and without --out.');
    }
    if (all === undefined && positionals.length === 0 && named.length === 0) {
      throw new UsageError(
        'Name the case file to export, sources with --source, or all case files with --all FOLDER.',
      );
    }
    if (positionals.length > 0 && named.length > 0) {
      throw new UsageError('Name either a case file or sources with --source, not both.');
    }
    if (all === undefined && (out === undefined || out === '')) {
      throw new UsageError('Say where to save the export with --out FILE.');
    }
    const format = EXPORT_FORMAT_IDS.find((known) => known === asked);
    if (format === undefined) {
      throw new UsageError(
        `Case files can't be exported as "${asked}". Use --format ${EXPORT_FORMAT_IDS.join(', ')}.`,
      );
    }
    if (hide !== 'comment' && hide !== 'quotation') {
      throw new UsageError(`Cards can't hide "${hide}". Use --hide comment or --hide quotation.`);
    }
    const pages = await readPageOptions(input, format);
    if (all !== undefined) return exportAll(input, all, { format, options: pages }, finish);
    if (named.length > 0 && !exportFormat(format).ofSources) {
      const others = EXPORT_FORMAT_IDS.filter((known) => exportFormat(known).ofSources);
      throw new UsageError(
        `Sources alone can't be exported as "${format}". Use --format ${others.join(', ')}.`,
      );
    }
    const path = resolve(directory, out ?? '');
    const asFolder = format === 'markdown' && out !== '-' && !/\.zip$/i.test(path);
    if (asFolder) await refuseFilled(path);
    else if (out !== '-') await refuseUnwritable(path);
    const { of, title } = await whatIsExported(client, positionals, named);
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const started = await client.call('exports.create', {
      ...of,
      format,
      options: { ...pages, hides: hide },
      timeZone,
    });
    const { result } = await finish(client, started, progress);
    if (result === undefined) throw new Refusal('internal', 'The export ended without a file.');
    const bytes = await client.fetchResult(result.path);
    const { pages: length, leftOut } = result;
    const made = { file: out === '-' ? '-' : path, bytes: bytes.length, pages: length, leftOut };
    if (out === '-') return { value: made, text: bytes };
    const rest = leftOutText(leftOut);
    if (asFolder) {
      const files = await saveFolder(path, bytes);
      const text = `${title} in ${path} (${count(files, 'file')}).${rest}`;
      return { value: { ...made, files }, text };
    }
    await saveFile(path, bytes);
    const long = length === undefined ? '' : `${count(length, 'page')}, `;
    return { value: made, text: `${title} in ${path} (${long}${size(bytes.length)}).${rest}` };
  },
};
