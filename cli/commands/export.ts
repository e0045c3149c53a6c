import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Job } from '../../shared/domain.ts';
import { EXPORT_FORMAT_IDS } from '../../shared/export-formats.ts';
import { Refusal, type ErrorCode, ERROR_CODES } from '../../shared/result.ts';
import type { Client } from '../client.ts';
import { UsageError, type CliCommand } from '../command.ts';
import { exportAll } from './export-all.ts';
import { findCase } from '../find.ts';
import { count, size } from '../format.ts';
import { refuseUnwritable, saveFile } from '../save-file.ts';

/** Milliseconds between two looks at a job. */
const LOOK_EVERY = 40;

function codeOf(code: string | undefined): ErrorCode {
  return ERROR_CODES.find((known) => known === code) ?? 'internal';
}

async function finish(
  client: Client,
  started: Job,
  progress: (text: string) => void,
): Promise<Job> {
  let job = started;
  while (job.state === 'running') {
    await wait(LOOK_EVERY);
    job = await client.call('jobs.get', { id: job.id });
    progress(job.step);
  }
  if (job.state === 'done') return job;
  throw new Refusal(
    job.state === 'cancelled' ? 'cancelled' : codeOf(job.error?.code),
    job.error?.message ?? 'The export was cancelled.',
  );
}

export const exportCase: CliCommand = {
  name: 'export',
  synopsis: 'CASE --out FILE [--format FORMAT] [--hide SIDE] | --all FOLDER',
  summary: 'Export a case file.',
  details: `FORMAT is one of ${EXPORT_FORMAT_IDS.join(', ')}; pdf when left out. An existing FILE is replaced once the new one is complete. With --out - the bytes go to standard output. --hide says what is on the back of Anki cards: comment, when left out, or quotation. With --all every case file is exported into FOLDER, as a bundle when no FORMAT is given.`,
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    hide: { type: 'string' },
    all: { type: 'string' },
  },
  takes: { least: 0, most: 1 },
  async run(input) {
    const { client, positionals, options, directory, progress } = input;
    const { out, all, format: asked = all === undefined ? 'pdf' : 'bundle' } = options;
    const { hide = 'comment' } = options;
    if (all === '' || (all !== undefined && (positionals.length > 0 || out !== undefined))) {
      throw new UsageError('Use --all FOLDER without a CASE and without --out.');
    }
    if (all === undefined && positionals.length === 0) {
      throw new UsageError('Name the case file to export, or all of them with --all FOLDER.');
    }
    if (all === undefined && (out === undefined || out === undefined || out === '')) {
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
    if (all !== undefined) return exportAll(input, all, format, finish);
    const path = resolve(directory, out ?? '');
    if (out !== '-') await refuseUnwritable(path);
    const { id, title } = await findCase(client, positionals[0] ?? '');
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const started = await client.call('exports.create', {
      caseId: id,
      format,
      options: { hides: hide },
      timeZone,
    });
    const { result } = await finish(client, started, progress);
    if (result === undefined) throw new Refusal('internal', 'The export ended without a file.');
    const bytes = await client.fetchResult(result.path);
    const made = { file: out === '-' ? '-' : path, bytes: bytes.length, pages: result.pages };
    if (out === '-') return { value: made, text: bytes };
    await saveFile(path, bytes);
    const pages = result.pages === undefined ? '' : `${count(result.pages, 'page')}, `;
    return { value: made, text: `"${title}" is in ${path} (${pages}${size(bytes.length)}).` };
  },
};
