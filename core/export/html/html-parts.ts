/** The parts of an HTML file that are about its notes and sources: questions, works, index, record. */
import type { CaseDocument } from '../case-document.ts';
import { placeTitles } from '../place-titles.ts';
import type { PlaceName } from '../places.ts';
import type { PrintedPart } from '../printed-parts.ts';
import { blocks } from './html-blocks.ts';
import type { HtmlContext } from './html-context.ts';
import { runs } from './html-runs.ts';
import { element, escaped, voidElement } from './markup.ts';

/** A part with its heading, which `id` leads to. */
export function part(id: string, title: string, inner: string, kind = ''): string {
  const heading = element('h2', { id, dir: 'auto' }, escaped(title));
  const attributes = { class: `part ${kind}`.trim(), 'aria-labelledby': id };
  return element('section', attributes, heading + inner);
}

function lead(text: string): string {
  return element('p', { class: 'facts' }, escaped(text));
}

/** A part that is made of blocks alone. */
export function blockPart(id: string, one: PrintedPart, context: HtmlContext): string {
  const said = one.lead === undefined ? '' : lead(one.lead);
  return part(id, one.title, said + blocks(one.blocks, context));
}

function seeLink(place: PlaceName | undefined, words: string): string {
  return place === undefined ? '' : ` ${element('a', { href: `#${place}`, class: 'see' }, words)}`;
}

/** What the case file leaves open. */
export function openQuestions({ openQuestions: open }: CaseDocument, context: HtmlContext): string {
  if (open === undefined) return '';
  const tasks = open.tasks.map(({ title, items }) => {
    const rows = items.map(({ segments, rtl, place }) => {
      const words = element('span', { dir: rtl ? 'rtl' : undefined }, runs(segments, context));
      const box = element('span', { class: 'box', 'aria-hidden': 'true' }, '☐');
      return element('li', {}, box + words + seeLink(place, 'where it stands'));
    });
    const of = element('p', { class: 'kind', dir: 'auto' }, escaped(title));
    return of + element('ul', { class: 'checks' }, rows.join(''));
  });
  const reviews = open.reviews.map(({ number, title, quote, why, place }) => {
    const name =
      place === undefined ? `H${number}` : element('a', { href: `#${place}` }, `H${number}`);
    const words = element('em', { dir: 'auto' }, escaped(quote));
    const facts = element('span', { class: 'facts' }, escaped(`${title}: ${why}.`));
    return element('li', {}, `${name} ${words}${voidElement('br')}${facts}`);
  });
  const first = tasks.length === 0 ? '' : element('h3', {}, 'Not ticked yet') + tasks.join('');
  const second =
    reviews.length === 0
      ? ''
      : element('h3', {}, 'Highlights to look at again') +
        element('ul', { class: 'plain' }, reviews.join(''));
  return part('open-questions', 'Open questions', first + second);
}

/** The works, in the citation style that was chosen. */
export function bibliography({ bibliography: works }: CaseDocument, context: HtmlContext): string {
  if (works === undefined) return '';
  const entries = works.entries.map(({ segments, rtl, place }) => {
    const text = runs(segments, context) + seeLink(place, 'its text');
    return element('li', { dir: rtl ? 'rtl' : undefined }, text);
  });
  const list = element('ul', { class: 'works' }, entries.join('\n'));
  return part('bibliography', 'Bibliography', lead(`Set in ${works.style}.`) + list);
}

/** Tags and authors, with what they lead to. */
export function index(document: CaseDocument): string {
  if (document.index === undefined) return '';
  const titleOf = placeTitles(document);
  const groups = document.index.groups.map(({ title, entries }) => {
    const items = entries.map(({ name, places }) => {
      const links = places.flatMap((place) => {
        const words = titleOf(place);
        return words === undefined
          ? []
          : [element('a', { href: `#${place}`, dir: 'auto' }, escaped(words))];
      });
      return element('li', {}, [element('bdi', {}, escaped(name)), ...links].join(', '));
    });
    return element('h3', {}, escaped(title)) + element('ul', { class: 'index' }, items.join(''));
  });
  return part('index', 'Index', groups.join(''));
}

/** How the file was made, from what, and what is not in it. */
export function record(document: CaseDocument): string {
  if (!document.printsRecord) return '';
  const { facts, sources, leftOut } = document.record;
  const pairs = facts.map(
    ({ name, value }) => element('dt', {}, escaped(name)) + element('dd', {}, escaped(value)),
  );
  const rows = sources.map(({ title, revision, textSha256, original }) => {
    const lines = [
      `${element('bdi', {}, escaped(title))}, revision ${revision}`,
      element('code', {}, escaped(textSha256)),
      ...(original === undefined
        ? []
        : [
            escaped(`${original.name}, ${original.bytes.toLocaleString('en-GB')} bytes`),
            element('code', {}, escaped(original.sha256)),
          ]),
    ];
    return element('li', {}, lines.join(voidElement('br')));
  });
  const list = (title: string, items: readonly string[]) =>
    items.length === 0
      ? ''
      : element('h3', {}, title) + element('ul', { class: 'plain' }, items.join(''));
  const inner =
    element('dl', {}, pairs.join('')) +
    list('Sources and their checksums (SHA-256)', rows) +
    list(
      'Not as it is in the library',
      leftOut.map((sentence) => element('li', {}, escaped(sentence))),
    );
  return part('record', 'Export record', inner, 'record');
}
