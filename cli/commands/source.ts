import { basename, resolve } from 'node:path';
import { dateText, nameText } from '../../shared/csl.ts';
import type { SourceInfo } from '../../shared/domain.ts';
import type { CliCommand } from '../command.ts';
import { findCase, findSource } from '../find.ts';
import { count, size, table } from '../format.ts';
import { blobOf } from '../read-file.ts';

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

function describe(source: SourceInfo, caseTitles: readonly string[]): string {
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
    const { number } = source.revision;
    const { document } = await client.call('sources.revision', { id, number });
    return { value: { ...source, document }, text: describe(source, titles) };
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

export const sourceRevise: CliCommand = {
  name: 'source revise',
  synopsis: 'SOURCE FILE',
  summary: 'Give a source the text of a file, as a new revision.',
  details:
    'The old text stays readable. Highlights are looked for in the new one; what is not found for sure waits for review. "casebook highlight list SOURCE" shows how each of them stands.',
  takes: { least: 2, most: 2 },
  async run({ client, positionals, directory }) {
    const [reference = '', file = ''] = positionals;
    const { id } = await findSource(client, reference);
    const upload = await client.upload(basename(file), await blobOf(resolve(directory, file)));
    const revised = await client.call('sources.revise', { id, by: { upload } });
    const { title, revision, anchors } = revised;
    const stands = Object.entries(anchors).map(([status, passages]) => `${passages} ${status}`);
    const found = stands.length === 0 ? '' : ` Highlighted passages: ${stands.join(', ')}.`;
    return {
      value: revised,
      text: `"${title}" is at revision ${revision.number} (${count(revision.words, 'word')}).${found}`,
    };
  },
};
