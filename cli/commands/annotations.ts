import { basename, resolve } from 'node:path';
import type { CliCommand } from '../command.ts';
import { findSource } from '../find.ts';
import { count } from '../format.ts';
import { blobOf } from '../read-file.ts';

export const annotationsImport: CliCommand = {
  name: 'annotations import',
  synopsis: 'FILE [--source SOURCE]',
  summary: 'Make highlights of W3C web annotations (JSON-LD).',
  details:
    'Without --source each annotation goes to the source that its target names, by its id or its web address. The same annotation twice changes nothing.',
  options: { source: { type: 'string' } },
  takes: { least: 1, most: 1 },
  async run({ client, positionals, options, directory }) {
    const [file = ''] = positionals;
    const { source } = options;
    const sourceId = source === undefined ? undefined : (await findSource(client, source)).id;
    const upload = await client.upload(basename(file), await blobOf(resolve(directory, file)));
    const report = await client.call('annotations.import', { upload, sourceId });
    const { imported, review, skipped } = report;
    const waits = review === 0 ? '' : ` ${review} ${review === 1 ? 'waits' : 'wait'} for review.`;
    const lines = [
      `${count(imported, 'annotation')} imported.${waits}`,
      ...skipped.map(({ id, reason }) => `Skipped ${id === '' ? 'one' : id}: ${reason}`),
    ];
    return { value: report, text: lines.join('\n') };
  },
};
