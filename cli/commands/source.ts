import { dateText, nameText } from '../../shared/csl.ts';
import type { SourceDetail } from '../../shared/domain.ts';
import type { CliCommand } from '../command.ts';
import { findCase, findSource } from '../find.ts';
import { size, table } from '../format.ts';

export const sourceList: CliCommand = {
  name: 'source list',
  synopsis: '[--case CASE]',
  summary: 'List the sources, or those of one case file.',
  options: { case: { type: 'string' } },
  takes: { least: 0, most: 0 },
  async run({ client, options }) {
    const within = options['case'];
    const caseId = within === undefined ? undefined : (await findCase(client, within)).id;
    const sources = await client.call('sources.list', { caseId });
    const rows = sources.map(({ id, words, highlights, title }) => [id, words, highlights, title]);
    const text =
      rows.length === 0
        ? 'There are no sources here. "casebook import FILE" adds one.'
        : table(['ID', 'WORDS', 'HIGHLIGHTS', 'TITLE'], rows);
    return { value: sources, text };
  },
};

function describe(source: SourceDetail, caseTitles: readonly string[]): string {
  const { csl, revision, original } = source;
  const fields: Array<readonly [string, string | undefined]> = [
    ['Author', csl.author?.map(nameText).join('; ')],
    ['In', csl['container-title']],
    ['Publisher', csl.publisher],
    ['Issued', dateText(csl.issued)],
    ['Accessed', dateText(csl.accessed)],
    ['URL', csl.URL],
    ['DOI', csl.DOI],
    ['ISBN', csl.ISBN],
    ['Language', csl.language ?? revision.language],
    ['Note', csl.note],
    ['Words', String(source.words)],
    ['Highlights', String(source.highlights)],
    ['Tags', source.tags.join(', ')],
    ['Case files', caseTitles.join('; ')],
    ['Revision', `${revision.number} of ${source.revisions}, made ${revision.createdAt}`],
    ['Text SHA-256', revision.textSha256],
    ['Original', original && `${original.name} (${original.mediaType}, ${size(original.bytes)})`],
    ['Added', source.createdAt],
    ['Id', source.id],
  ];
  const shown = fields.filter(([, value]) => value !== undefined && value !== '');
  const width = Math.max(...shown.map(([name]) => name.length)) + 1;
  const lines = shown.map(([name, value]) => `${`${name}:`.padEnd(width)} ${value ?? ''}`);
  return [source.title, '', ...lines].join('\n');
}

export const sourceShow: CliCommand = {
  name: 'source show',
  synopsis: 'SOURCE',
  summary: 'Show what is known about a source.',
  details: 'With --json, its blocks as well.',
  takes: { least: 1, most: 1 },
  async run({ client, positionals }) {
    const { id } = await findSource(client, positionals[0] ?? '');
    const [source, cases] = await Promise.all([
      client.call('sources.get', { id }),
      client.call('cases.list', {}),
    ]);
    const titles = cases.filter((one) => source.caseIds.includes(one.id)).map((one) => one.title);
    return { value: source, text: describe(source, titles) };
  },
};

export const sourceText: CliCommand = {
  name: 'source text',
  synopsis: 'SOURCE',
  summary: 'Print the canonical text of a source, and nothing else.',
  details: 'The text that positions of passages count in, without a line end added to it.',
  takes: { least: 1, most: 1 },
  async run({ client, positionals }) {
    const { id, title } = await findSource(client, positionals[0] ?? '');
    const { text } = await client.call('sources.text', { id });
    return { value: { id, title, text }, text: new TextEncoder().encode(text) };
  },
};
