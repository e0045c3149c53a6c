import type { Hit } from '../../shared/domain.ts';
import { UsageError, type CliCommand } from '../command.ts';
import { count, marked } from '../format.ts';

function describe(hit: Hit, strong: (text: string) => string): string {
  const paragraph = hit.passage?.paragraph;
  const where = paragraph === undefined ? '' : ` · ¶ ${paragraph}`;
  const title = marked(hit.title, hit.titleMarks, strong);
  const snippet = marked(hit.snippet, hit.snippetMarks, strong).replace(/\s+/g, ' ').trim();
  return [`${hit.kind} · ${title}${where}`, snippet && `  ${snippet}`, `  ${hit.id}`]
    .filter((line) => line !== '')
    .join('\n');
}

export const search: CliCommand = {
  name: 'search',
  synopsis: 'QUERY [--limit N]',
  summary: 'Search sources, highlights, annotations, notes and titles.',
  details:
    'All words must match; "a phrase" in quotation marks stands as it is, -word excludes. Shows 20 hits, or as many as --limit says (1 to 500). A query that begins with "-" goes after "--".',
  options: { limit: { type: 'string' } },
  takes: { least: 1, most: Infinity },
  async run({ client, positionals, options, strong }) {
    const limit = options['limit'] === undefined ? undefined : Number(options['limit']);
    if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= 500)) {
      throw new UsageError('--limit is a whole number from 1 to 500.');
    }
    const reply = await client.call('search.find', { query: positionals.join(' '), limit });
    const corrected = reply.corrections.map(({ from, to }) => `"${from}" also matched "${to}".`);
    const found =
      reply.hits.length < reply.total
        ? `${reply.hits.length} of ${count(reply.total, 'hit')}`
        : count(reply.total, 'hit');
    const lines = [...corrected, ...reply.hits.map((hit) => describe(hit, strong)), found];
    return { value: reply, text: lines.join('\n') };
  },
};
