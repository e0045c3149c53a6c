import { basename, resolve } from 'node:path';
import type { ImportReport } from '../../shared/domain.ts';
import { Refusal } from '../../shared/result.ts';
import type { Client } from '../client.ts';
import type { CliCommand } from '../command.ts';
import { findCase } from '../find.ts';
import { count } from '../format.ts';
import { blobOf } from '../read-file.ts';

/** Files that are handed over before they are imported together. */
const BATCH = 50;

interface Upload {
  id: string;
  /** As it was typed. */
  file: string;
}

/** Groups so that no group has two files of one name: the report tells files apart by it. */
function batches(files: readonly string[]): string[][] {
  const groups: string[][] = [];
  let names = new Set<string>();
  for (const file of files) {
    const group = groups.at(-1);
    if (group === undefined || group.length >= BATCH || names.has(basename(file))) {
      names = new Set();
      groups.push([file]);
    } else group.push(file);
    names.add(basename(file));
  }
  return groups;
}

async function importBatch(
  client: Client,
  files: readonly string[],
  directory: string,
  caseId: string | undefined,
): Promise<ImportReport> {
  const uploads: Upload[] = [];
  const failed: ImportReport['failed'] = [];
  for (const file of files) {
    try {
      const bytes = await blobOf(resolve(directory, file));
      uploads.push({ file, id: await client.upload(basename(file), bytes) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failed.push({ file, code: error.code, message: error.message });
    }
  }
  if (uploads.length === 0) return { imported: [], skipped: [], failed };
  const report = await client.call('sources.import', {
    uploads: uploads.map(({ id }) => id),
    caseId,
  });
  const typed = new Map(uploads.map(({ file }) => [basename(file), file]));
  const asTyped = <T extends { file: string }>(one: T): T => ({
    ...one,
    file: typed.get(one.file) ?? one.file,
  });
  return {
    imported: report.imported.map(asTyped),
    skipped: report.skipped.map(asTyped),
    failed: [...failed, ...report.failed.map(asTyped)],
  };
}

function describe({ imported, skipped, failed }: ImportReport): string {
  const lines = [
    ...imported.map(
      ({ file, title, words, id }) =>
        `${file}: imported as "${title}" (${count(words, 'word')}), ${id}`,
    ),
    ...skipped.map(({ file, reason, id }) => `${file}: skipped. ${reason} (${id})`),
    ...failed.map(({ file, message }) => `${file}: not imported. ${message}`),
  ];
  return lines.join('\n');
}

export const importFiles: CliCommand = {
  name: 'import',
  synopsis: 'FILE... [--case CASE]',
  summary: 'Add files to the library as sources.',
  options: { case: { type: 'string' } },
  takes: { least: 1, most: Infinity },
  async run({ client, positionals, options, directory, progress }) {
    const within = options['case'];
    const caseId = within === undefined ? undefined : (await findCase(client, within)).id;
    const all: ImportReport = { imported: [], skipped: [], failed: [] };
    let done = 0;
    for (const files of batches(positionals)) {
      const report = await importBatch(client, files, directory, caseId);
      all.imported.push(...report.imported);
      all.skipped.push(...report.skipped);
      all.failed.push(...report.failed);
      done += files.length;
      if (positionals.length > BATCH) progress(`${done} of ${positionals.length} files`);
    }
    const problem =
      all.failed.length === 0
        ? undefined
        : `${count(all.failed.length, 'file')} of ${positionals.length} could not be imported.`;
    return { value: all, text: describe(all), problem };
  },
};
