import type { CliCommand } from '../command.ts';
import { count, size } from '../format.ts';

export const backup: CliCommand = {
  name: 'backup',
  synopsis: '',
  summary: 'Copy the database to the library’s backups, and check the copy.',
  takes: { least: 0, most: 0 },
  async run({ client }) {
    const made = await client.call('library.backup', {});
    return { value: made, text: `The backup is in ${made.path} (${size(made.bytes)}).` };
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
