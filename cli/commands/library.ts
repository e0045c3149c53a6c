import { resolve } from 'node:path';
import type { CallReply } from '../../shared/contract.ts';
import { Refusal } from '../../shared/result.ts';
import type { Client } from '../client.ts';
import type { CliCommand, CommandOutput } from '../command.ts';
import { count, size } from '../format.ts';
import { refuseUnwritable, saveFile } from '../save-file.ts';
import { finish } from './export.ts';

export const backup: CliCommand = {
  name: 'backup',
  synopsis: '[--to FILE]',
  summary: 'Copy the database to the library’s backups, and check the copy.',
  details:
    'With --to the whole library, its files included, goes into one FILE (a tar archive), which "casebook restore" brings back.',
  options: { to: { type: 'string' } },
  takes: { least: 0, most: 0 },
  async run({ client, options, directory, progress }) {
    if (options['to'] !== undefined) {
      return packTo(client, resolve(directory, options['to']), progress);
    }
    const made = await client.call('library.backup', {});
    return { value: made, text: `The backup is in ${made.path} (${size(made.bytes)}).` };
  },
};

/** Packs the library and saves the file that comes of it. */
async function packTo(
  client: Client,
  path: string,
  progress: (text: string) => void,
): Promise<CommandOutput> {
  await refuseUnwritable(path, '--to');
  const { result } = await finish(client, await client.call('library.pack', {}), progress);
  if (result === undefined) throw new Refusal('internal', 'The backup ended without a file.');
  const bytes = await client.fetchResult(result.path);
  await saveFile(path, bytes);
  return {
    value: { file: path, bytes: bytes.length },
    text: `The whole library is in ${path} (${size(bytes.length)}).`,
  };
}

function whereText({ folder, keptAside, opened }: CallReply<'library.restore'>): string {
  const aside = keptAside === undefined ? '' : ` The one before it was kept in ${keptAside}.`;
  return `${opened ? 'The library is now' : 'The library was restored'} in ${folder}.${aside}`;
}

export const restore: CliCommand = {
  name: 'restore',
  synopsis: 'FILE [--to FOLDER]',
  summary: 'Bring back a library from one file, in the place of the present one or elsewhere.',
  details:
    'All of FILE is checked before anything is replaced, and the present library is kept beside it under another name. With --to it goes into FOLDER, which must be new or empty, and the present one is left alone.',
  options: { to: { type: 'string' } },
  takes: { least: 1, most: 1 },
  async run({ client, positionals, options, directory }) {
    const folder = options['to'] === undefined ? undefined : resolve(directory, options['to']);
    const from = { path: resolve(directory, positionals[0] ?? '') };
    const restored = await client.call('library.restore', { from, folder });
    return { value: restored, text: whereText(restored) };
  },
};

export const move: CliCommand = {
  name: 'move',
  synopsis: 'FOLDER',
  summary: 'Move the library to a new or empty folder.',
  details:
    'The copy is checked before it counts. The old library is kept beside its place under another name, and who starts with its old folder is led to the new one.',
  takes: { least: 1, most: 1 },
  async run({ client, positionals, directory }) {
    const folder = resolve(directory, positionals[0] ?? '');
    const moved = await client.call('library.move', { folder });
    return { value: moved, text: whereText(moved) };
  },
};

export const check: CliCommand = {
  name: 'check',
  synopsis: '',
  summary: 'Look for damage in the library, without changing anything.',
  takes: { least: 0, most: 0 },
  async run({ client }) {
    const report = await client.call('library.check', {});
    const { sources, highlights, notes, files } = report.checked;
    const checked = [
      count(sources, 'source'),
      count(highlights, 'highlight'),
      count(notes, 'note'),
      count(files, 'file'),
    ].join(', ');
    const verdict = report.ok ? 'Nothing is wrong with the library.' : report.problems.join('\n');
    const problem = report.ok ? undefined : `${count(report.problems.length, 'problem')} found.`;
    return { value: report, text: `Checked ${checked}.\n${verdict}`, problem };
  },
};
