import type { Hit, SavedSearch, SearchReply } from '../../shared/domain.ts';
import { placeText } from '../../shared/place-text.ts';
import { Refusal } from '../../shared/result.ts';
import { UsageError, type CliCommand, type CommandInput } from '../command.ts';
import { count, marked } from '../format.ts';

const SORTS = ['relevance', 'newest', 'oldest'] as const;
type Sort = (typeof SORTS)[number];

function describe(hit: Hit, strong: (text: string) => string): string {
  const where = placeText(hit.passage ?? {});
  const title = marked(hit.title, hit.titleMarks, strong);
  const snippet = marked(hit.snippet, hit.snippetMarks, strong).replace(/\s+/g, ' ').trim();
  const reasons = (hit.explain ?? []).map((reason) => `    ${reason}`);
  const head = [hit.kind, title, where].filter((part) => part !== '').join(' · ');
  return [head, snippet && `  ${snippet}`, `  ${hit.id}`, ...reasons]
    .filter((line) => line !== '')
    .join('\n');
}

/** Which words nothing has, and what comes near them. */
function failingLines({ failing = [] }: SearchReply): string[] {
  return failing.map(({ term, nearest }) => {
    const near = nearest.map((word) => `"${word}"`).join(', ');
    return near === ''
      ? `Nothing was found for "${term}".`
      : `Nothing was found for "${term}". Near it: ${near}.`;
  });
}

function sortOf(given: string | undefined): Sort | undefined {
  if (given === undefined) return undefined;
  const sort = SORTS.find((known) => known === given);
  if (sort === undefined) throw new UsageError(`--sort is one of ${SORTS.join(', ')}.`);
  return sort;
}

async function savedNamed(client: CommandInput['client'], name: string): Promise<SavedSearch> {
  const searches = await client.call('searches.list', {});
  const wanted = name.toLowerCase();
  const found = searches.find((each) => each.name.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const names = searches.map((each) => `"${each.name}"`).join(', ');
  throw new Refusal(
    'not-found',
    `There is no saved search called "${name}". ${names === '' ? 'None is saved yet.' : `There are ${names}.`}`,
  );
}

export const search: CliCommand = {
  name: 'search',
  synopsis:
    'QUERY [--limit N] [--sort relevance|newest|oldest] [--explain] | --saved NAME [--limit N]',
  summary: 'Search sources, highlights, annotations, notes and titles.',
  details:
    'All words must match; "a phrase" in quotation marks stands as it is, -word excludes. Shows 20 hits, or as many as --limit says (1 to 500). A query that begins with "-" goes after "--". The whole language is in docs/search-language.md. --saved NAME runs a saved search, narrowed by a query when one is given. --sort is relevance when left out; newest and oldest go by the day of publication. --explain says of every hit why it stands where it stands.',
  options: {
    limit: { type: 'string' },
    saved: { type: 'string' },
    sort: { type: 'string' },
    explain: { type: 'boolean' },
  },
  takes: { least: 0, most: Infinity },
  async run({ client, positionals, options, flags, strong }) {
    const limit = options['limit'] === undefined ? undefined : Number(options['limit']);
    if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= 500)) {
      throw new UsageError('--limit is a whole number from 1 to 500.');
    }
    const name = options['saved'];
    const typed = positionals.join(' ');
    if (name === undefined && typed === '') {
      throw new UsageError('There is nothing to search for. Give a query, or --saved NAME.');
    }
    const saved = name === undefined ? undefined : await savedNamed(client, name);
    const query = [saved === undefined ? '' : `(${saved.query})`, typed].join(' ').trim();
    const reply = await client.call('search.find', {
      query: saved !== undefined && typed === '' ? saved.query : query,
      sort: sortOf(options['sort']) ?? saved?.sort,
      limit,
      ...(flags.has('explain') ? { explain: true } : {}),
    });
    const corrected = reply.corrections.map(({ from, to }) => `"${from}" also matched "${to}".`);
    const found =
      reply.hits.length < reply.total
        ? `${reply.hits.length} of ${count(reply.total, 'hit')}`
        : count(reply.total, 'hit');
    const lines = [
      ...reply.problems.map(({ message }) => message),
      ...corrected,
      ...reply.hits.map((hit) => describe(hit, strong)),
      ...failingLines(reply),
      found,
    ];
    return { value: reply, text: lines.join('\n') };
  },
};
