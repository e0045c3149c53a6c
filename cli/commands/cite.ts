import { CITATION_LOCALES, type Bibliography } from '../../shared/citations.ts';
import type { Run } from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';
import type { Client } from '../client.ts';
import { UsageError, type CliCommand, type CommandOutput } from '../command.ts';
import { findCase, findSource } from '../find.ts';

type Entry = Bibliography['entries'][number];

/** The style that was named, by its id or by the words of its title; undefined for as in the settings. */
async function findStyle(client: Client, name: string | undefined): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const all = await client.call('citations.styles', {});
  const typed = name.toLowerCase();
  const found =
    all.find(({ id }) => id === name) ??
    all.find(({ title }) => title.toLowerCase() === typed) ??
    all.find(({ id, title }) => `${id} ${title}`.toLowerCase().includes(typed));
  if (found !== undefined) return found.id;
  throw new Refusal(
    'not-found',
    `There is no citation style "${name}". Those there are: ${all.map(({ id }) => id).join(', ')}.`,
  );
}

function findLocale(tag: string | undefined) {
  if (tag === undefined) return undefined;
  const found = CITATION_LOCALES.find((one) => one.tag.toLowerCase() === tag.toLowerCase());
  if (found !== undefined) return found.tag;
  const tags = CITATION_LOCALES.map((one) => one.tag).join(', ');
  throw new UsageError(`There is no language "${tag}" for citations. Those there are: ${tags}.`);
}

function lineOf({ label, runs }: Entry, write: (run: Run) => string): string {
  const text = (part: readonly Run[]) => part.map(write).join('');
  return label === undefined ? text(runs) : `${text(label)} ${text(runs)}`;
}

const TAGS = { italic: 'i', bold: 'b', underline: 'u', sup: 'sup', sub: 'sub' } as const;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function htmlOf({ text, marks = [], href }: Run): string {
  const inner = marks.reduce((html, mark) => {
    const tag = mark in TAGS ? TAGS[mark as keyof typeof TAGS] : undefined;
    return tag === undefined ? html : `<${tag}>${html}</${tag}>`;
  }, escaped(text));
  return href === undefined
    ? inner
    : `<a href="${escaped(href).replaceAll('"', '&quot;')}">${inner}</a>`;
}

/** A list of works as it was asked for: plain lines, or HTML. */
function listed(
  set: Bibliography & { style: string; locale: string },
  flags: ReadonlySet<string>,
): CommandOutput {
  const { entries } = set;
  if (entries.length === 0) {
    return { value: set, text: 'There is nothing to list.' };
  }
  const text = flags.has('html')
    ? entries.map((entry) => `<p>${lineOf(entry, htmlOf)}</p>`).join('\n')
    : entries.map((entry) => lineOf(entry, (run) => run.text)).join('\n');
  return { value: set, text };
}

export const cite: CliCommand = {
  name: 'cite',
  synopsis: 'SOURCE... [--style STYLE] [--locale TAG] [--html]',
  summary: 'Print the citations of sources, as a bibliography has them.',
  details:
    'The style is named by its id or title, the language by its tag, as in --style ieee --locale de-DE; those of the settings when left out.',
  options: { style: { type: 'string' }, locale: { type: 'string' }, html: { type: 'boolean' } },
  takes: { least: 1, most: 500 },
  async run({ client, positionals, options, flags }) {
    const sources = await Promise.all(positionals.map((name) => findSource(client, name)));
    const set = await client.call('citations.bibliography', {
      of: { sourceIds: sources.map(({ id }) => id) },
      style: await findStyle(client, options['style']),
      locale: findLocale(options['locale']),
    });
    return listed(set, flags);
  },
};

export const caseBibliography: CliCommand = {
  name: 'case bibliography',
  synopsis: 'CASE [--style STYLE] [--locale TAG] [--html]',
  summary: 'Print the list of works of a case file.',
  details:
    'Numbers go by the citations in its notes and comments. Style and language are those of the case file when left out.',
  options: { style: { type: 'string' }, locale: { type: 'string' }, html: { type: 'boolean' } },
  takes: { least: 1, most: 1 },
  async run({ client, positionals, options, flags }) {
    const { id } = await findCase(client, positionals[0] ?? '');
    const set = await client.call('citations.bibliography', {
      of: { caseId: id },
      style: await findStyle(client, options['style']),
      locale: findLocale(options['locale']),
    });
    return listed(set, flags);
  },
};
