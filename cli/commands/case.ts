import { table } from '../format.ts';
import type { CliCommand } from '../command.ts';

export const caseList: CliCommand = {
  name: 'case list',
  synopsis: '',
  summary: 'List the case files.',
  takes: { least: 0, most: 0 },
  async run({ client }) {
    const cases = await client.call('cases.list', {});
    const rows = cases.map(({ id, sources, notes, highlights, title }) => [
      id,
      sources,
      notes,
      highlights,
      title,
    ]);
    const text =
      rows.length === 0
        ? 'There are no case files.'
        : table(['ID', 'SOURCES', 'NOTES', 'HIGHLIGHTS', 'TITLE'], rows);
    return { value: cases, text };
  },
};
