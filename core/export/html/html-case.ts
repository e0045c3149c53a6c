/**
 * A case file as one HTML file: no script, nothing to fetch, pictures inside. Its look is
 * resources/html/case.css.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseDocument, PrintedNote } from '../case-document.ts';
import type { DocumentTools } from '../document-tools.ts';
import { commentedIn, linkBesideCitation } from '../printed-walk.ts';
import { counted, type PrintedSource } from '../printed-source.ts';
import { annotation, blocks, footnotes } from './html-blocks.ts';
import { type HtmlContext, highlightName } from './html-context.ts';
import { bibliography, blockPart, index, openQuestions, part, record } from './html-parts.ts';
import { runs } from './html-runs.ts';
import { element, escaped, voidElement } from './markup.ts';

/** Nothing is fetched, nothing runs; styles and pictures are within the file. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function contextOf(document: CaseDocument, tools: DocumentTools): HtmlContext {
  const highlights = document.sources.flatMap((source) => source.highlights);
  return {
    tools,
    labels: new Map(document.labels.map((label) => [label.id, label])),
    highlights: new Map(highlights.map((one) => [one.number, one])),
    commented: commentedIn(document),
    anchored: new Set(),
    footnotes: [],
    lastFootnote: 0,
    widths: new Set(),
  };
}

function tags(names: readonly string[]): string {
  if (names.length === 0) return '';
  return element('p', { class: 'tags' }, names.map((tag) => escaped(`#${tag}`)).join(' '));
}

function noteText(one: PrintedNote, context: HtmlContext): string {
  const facts = element('p', { class: 'facts' }, `Note, ${escaped(one.writtenOn)}`);
  return facts + tags(one.tags) + blocks(one.blocks, context) + footnotes(one.title, context);
}

function note(one: PrintedNote, context: HtmlContext): string {
  const heading = element('h3', { id: `note-${one.id}`, dir: 'auto' }, escaped(one.title));
  return element('article', { class: 'piece' }, heading + noteText(one, context));
}

function summary({ summary: one }: CaseDocument, context: HtmlContext): string {
  if (one === undefined) return '';
  if (one.asPart !== true) return part('summary', 'Summary', note(one, context));
  return part(
    'summary',
    'Summary',
    element('div', { id: `note-${one.id}` }, noteText(one, context)),
  );
}

function unplaced(source: PrintedSource, context: HtmlContext): string {
  if (source.unplaced.length === 0) return '';
  const items = source.unplaced.map((one) => {
    const id = context.anchored.has(one.number) ? undefined : `highlight-${one.number}`;
    context.anchored.add(one.number);
    const name = element('strong', { title: highlightName(one.number, context) }, `H${one.number}`);
    const quote = element(
      'p',
      { id },
      `${name} ${element('q', { dir: 'auto' }, escaped(one.quote))}`,
    );
    const why = element('p', { class: 'facts' }, escaped(`No place: ${one.why}.`));
    const comment = one.annotation === undefined ? '' : annotation(one.annotation, context);
    return quote + why + comment;
  });
  return element('h3', {}, 'Highlights without a place') + items.join('');
}

function factsOf(source: PrintedSource, context: HtmlContext): string {
  const lines: string[] = [];
  if (source.citation.length > 0) lines.push(runs(source.citation, context));
  const own = linkBesideCitation(source);
  if (own !== undefined) {
    const { href, text } = own;
    const link = element('a', { href, rel: 'noopener noreferrer' }, escaped(text));
    lines.push(
      source.accessed === undefined ? link : `${link}, accessed ${escaped(source.accessed)}`,
    );
  } else if (source.accessed !== undefined) lines.push(escaped(`Accessed ${source.accessed}`));
  const rest = [source.unknown, ...source.facts].filter((fact) => fact !== '');
  lines.push(rest.map(escaped).join(' · '));
  return element('p', { class: 'facts' }, lines.join(voidElement('br')));
}

function source(one: PrintedSource, context: HtmlContext): string {
  const heading = element(
    'h2',
    { id: `source-${one.id}`, lang: one.language, dir: 'auto' },
    escaped(one.title),
  );
  const text = element('div', { class: 'text', lang: one.language }, blocks(one.blocks, context));
  const below = unplaced(one, context) + footnotes(one.title, context);
  const rest = below === '' ? '' : element('div', { class: 'text' }, below);
  return element(
    'article',
    { class: 'part source' },
    heading + factsOf(one, context) + tags(one.tags) + text + rest,
  );
}

function contents(document: CaseDocument): string {
  const { summary: first, notes, sources } = document;
  const entry = (id: string, title: string, lang?: string) =>
    element('li', {}, element('a', { href: `#${id}`, lang, dir: 'auto' }, escaped(title)));
  const group = (title: string, entries: string[]) =>
    entries.length === 0
      ? ''
      : element('p', { class: 'kind' }, title) + element('ol', {}, entries.join(''));
  const parts = (...all: [id: string, title: string, there: boolean][]) =>
    all.filter(([, , there]) => there).map(([id, title]) => entry(id, title));
  const named = (['claims', 'timeline', 'people'] as const).flatMap((id) => {
    const one = document[id];
    return one === undefined ? [] : [entry(id, one.title)];
  });
  const all =
    group('Overview', [...parts(['summary', 'Summary', first !== undefined]), ...named]) +
    group(
      'Analysis',
      notes.map(({ id, title }) => entry(`note-${id}`, title)),
    ) +
    group(
      'Sources',
      sources.map(({ id, title, language }) => entry(`source-${id}`, title, language)),
    ) +
    group(
      'About them',
      parts(
        ['open-questions', 'Open questions', document.openQuestions !== undefined],
        ['bibliography', 'Bibliography', document.bibliography !== undefined],
        ['index', 'Index', document.index !== undefined],
        ['record', 'Export record', document.printsRecord],
      ),
    );
  if (all === '') return '';
  const heading = element('h2', { id: 'contents' }, 'Contents');
  return element('nav', { class: 'contents', 'aria-labelledby': 'contents' }, heading + all);
}

function key({ labels, printsKey }: CaseDocument): string {
  if (labels.length === 0 || !printsKey) return '';
  const items = labels.map(({ id, name, pattern, highlights }) => {
    const sample = element('mark', { class: `hl hl-${id} hl-${pattern} slot-0` }, escaped(name));
    const about = escaped(`${pattern} rule, ${counted(highlights, 'highlight')}`);
    return element('li', {}, `${sample} ${about}`);
  });
  return (
    element('h2', {}, 'Key to the highlights') + element('ul', { class: 'key' }, items.join(''))
  );
}

function header(document: CaseDocument): string {
  const { title, question, author, exportedOn, counts, kind } = document;
  const by = [author, exportedOn]
    .filter((part) => part !== '')
    .map(escaped)
    .join(' · ');
  return element(
    'header',
    { class: 'cover' },
    element('p', { class: 'kicker' }, kind === 'case' ? 'Case file' : 'Sources') +
      element('h1', { dir: 'auto' }, escaped(title)) +
      (question === '' ? '' : element('p', { class: 'question', dir: 'auto' }, escaped(question))) +
      element('p', { class: 'by' }, by) +
      element('p', { class: 'counts' }, counts.map(escaped).join(' · ')),
  );
}

/**
 * A case file as the bytes of an HTML file. Whatever its texts hold is shown as text; pictures
 * whose file is missing or damaged are described.
 */
export function writeHtml(document: CaseDocument, tools: DocumentTools): Uint8Array {
  const context = contextOf(document, tools);
  const all = document.notes.length + document.sources.length;
  let done = 0;
  const counting = (html: string): string => {
    tools.report((done += 1) / (all + 1));
    return html;
  };
  const named = (['claims', 'timeline', 'people'] as const).map((id) => {
    const one = document[id];
    return one === undefined ? '' : blockPart(id, one, context);
  });
  const first = summary(document, context);
  const notes = document.notes.map((one) => counting(note(one, context)));
  const parts = [
    first,
    ...named,
    notes.length === 0 ? '' : part('analysis', 'Analysis', notes.join('\n'), 'notes'),
    ...document.sources.map((one) => counting(source(one, context))),
    openQuestions(document, context),
    bibliography(document, context),
    index(document),
    record(document),
  ].filter((html) => html !== '');
  const style =
    readFileSync(join(tools.resourcesFolder, 'html', 'case.css'), 'utf8') +
    [...context.widths]
      .map((width) => `.w-${String(width).replace('.', '-')}{width:${width}%}`)
      .join('\n');
  const meta = (attributes: Record<string, string>) => voidElement('meta', attributes);
  const head = [
    meta({ charset: 'utf-8' }),
    meta({ 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    meta({ name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    meta({ name: 'color-scheme', content: 'light dark' }),
    meta({ name: 'referrer', content: 'no-referrer' }),
    meta({ name: 'generator', content: `Casebook ${document.version}` }),
    ...(document.author === '' ? [] : [meta({ name: 'author', content: document.author })]),
    element('title', {}, escaped(document.title)),
    `<style>\n${style}</style>`,
  ];
  const body = [
    element('a', { class: 'skip', href: '#text' }, 'Skip to the text'),
    header(document),
    element(
      'div',
      { class: 'front' },
      contents(document) + element('section', { 'aria-label': 'Key' }, key(document)),
    ),
    element('main', { id: 'text' }, parts.join('\n')),
  ];
  const html = `<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n${head.join('\n')}\n</head>\n<body>\n${body.join('\n')}\n</body>\n</html>\n`;
  return new TextEncoder().encode(html);
}
