/** Case files as one HTML file: what is in it, that its links land, and that no text becomes markup. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { afterAll, describe, expect, it } from 'vitest';
import { assembleCase, type CaseParts } from '../../core/export/case-document.ts';
import { picturesIn } from '../../core/export/document-tools.ts';
import { writeHtml } from '../../core/export/html/html-case.ts';
import { readSource } from '../../core/import/index.ts';
import { layoutDocument } from '../../shared/document.ts';
import { caseParts, CONTEXT, options, summedUp } from '../fixtures/export/parts.ts';
import { everyFeature, hostile } from './export-samples.ts';

type Element = DefaultTreeAdapterTypes.Element;

const filesFolder = mkdtempSync(join(tmpdir(), 'casebook-html-'));
afterAll(() => rmSync(filesFolder, { recursive: true, force: true }));

function written(parts: CaseParts): string {
  const bytes = writeHtml(assembleCase(parts, options(), CONTEXT), {
    picture: picturesIn(filesFolder),
    report: () => undefined,
    resourcesFolder: fileURLToPath(new URL('../../resources', import.meta.url)),
  });
  return new TextDecoder().decode(bytes);
}

function elementsOf(html: string): Element[] {
  const all: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.ParentNode): void => {
    for (const child of node.childNodes) {
      if (!('tagName' in child)) continue;
      all.push(child);
      visit(child);
    }
  };
  visit(parse(html));
  return all;
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

const ALLOWED = new Set(
  'html head meta title style body a header p h1 h2 h3 h4 h5 h6 div nav ol ul li section main article aside span strong em u s code sub sup br mark pre blockquote table thead tbody tr th td figure figcaption img hr dl dt dd bdi q'.split(
    ' ',
  ),
);

/** Nothing runs, nothing is fetched, every id is one, every link within the file lands. */
function expectSound(all: readonly Element[]): void {
  const isFormula = ({ namespaceURI }: Element) => namespaceURI.endsWith('MathML');
  const odd = all.filter((one) => !isFormula(one) && !ALLOWED.has(one.tagName));
  expect(odd.map(({ tagName }) => tagName)).toEqual([]);
  const names = new Set(all.flatMap(({ attrs }) => attrs.map(({ name }) => name)));
  expect([...names].filter((name) => /^on|^srcdoc$|^style$|^formaction$/.test(name))).toEqual([]);
  for (const one of all) {
    expect(attribute(one, 'src') ?? 'data:').toMatch(/^data:/);
    expect(attribute(one, 'href') ?? '#').toMatch(/^(?:#|https?:|mailto:)/);
  }
  const ids = all.flatMap((one) => attribute(one, 'id') ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  const links = all
    .flatMap((one) => attribute(one, 'href') ?? [])
    .filter((href) => href.startsWith('#'));
  for (const href of links) expect(ids).toContain(href.slice(1));
  const levels = all.flatMap(({ tagName }) => /^h([1-6])$/.exec(tagName)?.[1] ?? []).map(Number);
  levels.forEach((level, index) => expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1));
}

describe('an HTML file of every feature', () => {
  const html = written(everyFeature(filesFolder));
  const all = elementsOf(html);

  it('is sound, and says so to browsers', () => {
    expectSound(all);
    const policy = all.find((one) => attribute(one, 'http-equiv') === 'Content-Security-Policy');
    expect(policy && attribute(policy, 'content')).toMatch(/^default-src 'none'; style-src/);
    expect(attribute(all[0] as Element, 'lang')).toBe('en');
  });

  it('has highlights with labels, patterns and numbers, and their comments with ways both ways', () => {
    const marks = all.filter((one) => attribute(one, 'id')?.startsWith('highlight-'));
    expect(marks.map((one) => [attribute(one, 'id'), one.tagName])).toEqual([
      ['highlight-1', 'mark'],
      ['highlight-2', 'mark'],
      ['highlight-3', 'mark'],
      ['highlight-4', 'mark'],
      ['highlight-5', 'mark'],
      ['highlight-6', 'p'],
      ['highlight-7', 'mark'],
    ]);
    expect(attribute(marks[0] as Element, 'class')).toBe('hl hl-yellow hl-solid slot-1');
    const first = marks[0] as Element;
    expect(textOf(first).replace(/H\d/g, '')).toBe('twelve people had been counted');
    for (const number of [1, 2, 4, 6, 7]) {
      expect(html).toContain(`id="comment-${number}"`);
      expect(html).toContain(`href="#highlight-${number}"`);
    }
    for (const number of [1, 2, 4, 7]) expect(html).toContain(`href="#comment-${number}"`);
  });

  it('tells the address of a source once, and when it was seen', () => {
    const head = all.filter((one) => attribute(one, 'class') === 'facts').map(textOf);
    const crossing = head.filter((text) => text.includes('The Courier'));
    expect(crossing).toHaveLength(1);
    expect(crossing[0]?.split('https://example.org/crossing')).toHaveLength(2);
    expect(crossing[0]).toContain('Accessed 2025-01-02');
  });

  it('has formulas as MathML, footnotes both ways, pictures inside, directions and languages', () => {
    expect(all.filter(({ tagName }) => tagName === 'math')).toHaveLength(3);
    expect(html).toContain('<code class="tex">\\nosuchcommand{x}</code>');
    expect(html).toContain('href="#fn-1"');
    expect(html).toContain('href="#fnref-2"');
    const images = all.filter(({ tagName }) => tagName === 'img');
    expect(images.map((one) => attribute(one, 'alt'))).toEqual(['A red rectangle', 'The bank']);
    expect(attribute(images[0] as Element, 'src')).toMatch(/^data:image\/png;base64,/);
    expect(html).toContain('The picture “A lost map” is not shown: its file is missing.');
    expect(html).toContain('<p dir="rtl">עברית');
    expect(html).toMatch(/<div class="text" lang="ar">/);
    expect(html).toContain('<th scope="row">Monday</th>');
  });

  it('comes back through the reader of web pages', async () => {
    const { document, csl, warnings } = await readSource({
      name: 'case.html',
      bytes: new TextEncoder().encode(html),
    });
    const { text } = layoutDocument(document);
    expect(csl.title).toBe('Wounded on the river');
    expect(warnings.join(' ')).toContain('As a source it is one text: highlights, comments,');
    for (const words of [
      'Two boats left the harbour at dawn.',
      'Nobody had seen them cross.',
      'A footnote with emphasis.',
      'وصلت عشرون سفينة.',
    ]) {
      expect(text).toContain(words);
    }
    expect(document.blocks.some((block) => block.type === 'table')).toBe(true);
  });
});

it('shows whatever texts hold as text', () => {
  const html = written(hostile());
  const all = elementsOf(html);
  expectSound(all);
  const text = textOf(parse(html));
  expect(text).toContain('<script>alert(1)</script><img src=x onerror=alert(1)>');
  expect(text).toContain('</style></title><svg/onload=alert(1)>');
  expectSound(elementsOf(written(caseParts({ title: '' }))));
});

it.each([
  ['Summary', ['Summary', 'What is sure', 'Analysis', 'Another', 'What is sure']],
  ['In short', ['Summary', 'In short', 'What is sure', 'Analysis', 'Another', 'What is sure']],
])('a summary that is called “%s” has headings without a gap', (title, expected) => {
  const headings = elementsOf(written(summedUp(title))).filter(({ tagName }) =>
    /^h[1-6]$/.test(tagName),
  );
  const levels = headings.map(({ tagName }) => Number(tagName.slice(1)));
  levels.forEach((level, at) => expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1));
  const texts = headings.map(textOf);
  expect(texts.slice(texts.indexOf('Contents') + 1, -1).slice(0, expected.length)).toEqual(
    expected,
  );
});
