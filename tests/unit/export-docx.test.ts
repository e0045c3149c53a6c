/** Word documents: what Word insists on in their XML, and what our own reader reads out of them. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { assembleCase, type CaseParts } from '../../core/export/case-document.ts';
import { picturesIn } from '../../core/export/document-tools.ts';
import type { DocumentTask } from '../../core/export/document-worker.ts';
import { writeDocx } from '../../core/export/docx/docx-case.ts';
import { openArchive } from '../../core/import/archive.ts';
import { readSource } from '../../core/import/index.ts';
import {
  childElements,
  descendants,
  isXmlElement,
  parseXml,
  xmlAttribute,
  xmlText,
  type XmlElement,
} from '../../core/import/xml.ts';
import { layoutDocument, type Block, type Run } from '../../shared/document.ts';
import {
  caseParts,
  CONTEXT,
  highlight,
  note,
  options,
  source,
  summedUp,
} from '../fixtures/export/parts.ts';
import { everyFeature, hostile } from './export-samples.ts';

const filesFolder = mkdtempSync(join(tmpdir(), 'casebook-docx-'));
afterAll(() => rmSync(filesFolder, { recursive: true, force: true }));

async function written(parts: CaseParts): Promise<Uint8Array> {
  return writeDocx(assembleCase(parts, options(), CONTEXT), {
    picture: picturesIn(filesFolder),
    report: () => undefined,
    resourcesFolder: '',
  });
}

/** Throws where XML is not well-formed: tags that do not match, signs that are not escaped. */
function expectWellFormed(xml: string): void {
  const open: string[] = [];
  const rest = xml
    .replace(/<\?xml[^>]*\?>/, '')
    .replace(/<(\/?)([\w:]+)([^<>]*?)(\/?)>/g, (_, close, name, attributes: string, single) => {
      expect(attributes.replace(/ [\w:]+="[^"<]*"/g, '').trim()).toBe('');
      if (close) expect(open.pop()).toBe(name);
      else if (!single) open.push(String(name));
      return '';
    });
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i);
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
}

/** The order of children that the schema asks for (ECMA-376-1, 17.3.1.26 and 17.3.2.28). */
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  'w:pPr': [
    'pStyle',
    'keepNext',
    'keepLines',
    'pageBreakBefore',
    'framePr',
    'widowControl',
    'numPr',
    'suppressLineNumbers',
    'pBdr',
    'shd',
    'tabs',
    'suppressAutoHyphens',
    'bidi',
    'spacing',
    'ind',
    'contextualSpacing',
    'jc',
    'outlineLvl',
    'rPr',
    'sectPr',
  ],
  'w:rPr': [
    'rStyle',
    'rFonts',
    'b',
    'bCs',
    'i',
    'iCs',
    'caps',
    'strike',
    'noProof',
    'color',
    'spacing',
    'position',
    'sz',
    'szCs',
    'highlight',
    'u',
    'shd',
    'vertAlign',
    'rtl',
    'cs',
    'lang',
  ],
  'w:tcPr': ['tcW', 'gridSpan', 'vMerge', 'tcBorders', 'shd', 'tcMar', 'vAlign'],
};

function bare(name: string): string {
  return name.replace(/^\w+:/, '');
}

function expectOrdered(root: XmlElement): void {
  for (const [name, order] of Object.entries(ORDERS)) {
    for (const element of descendants(root, bare(name))) {
      const names = childElements(element).map((child) => bare(child.name));
      const known = names.filter((child) => order.includes(child));
      expect(known).toEqual([...known].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
      expect(new Set(names).size).toBe(names.length);
    }
  }
}

interface Package {
  body: XmlElement;
  comments: XmlElement[];
  footnotes: XmlElement[];
}

/** Opens a document and checks what Word checks when it does; throws where it would complain. */
function opened(bytes: Uint8Array): Package {
  const archive = openArchive(bytes, 'case.docx');
  const read = (path: string) => new TextDecoder().decode(archive.read(path));
  const paths = archive.entries.map(({ path }) => path);
  const parts = new Map<string, XmlElement>();
  for (const path of paths.filter((one) => /\.(?:xml|rels)$/.test(one))) {
    expectWellFormed(read(path));
    parts.set(path, parseXml(read(path), path).root);
  }
  for (const [path, root] of parts) {
    if (!path.endsWith('.rels')) continue;
    const folder = path.replace(/_rels\/[^/]*$/, '');
    for (const relation of childElements(root)) {
      if (xmlAttribute(relation, 'TargetMode') === 'External') continue;
      const target = (xmlAttribute(relation, 'Target') ?? '').replace(/^\//, '');
      expect(paths).toContain(
        target.startsWith('word/') || folder === '' ? target : folder + target,
      );
    }
  }
  const part = (name: string) => {
    const root = parts.get(`word/${name}.xml`);
    if (root === undefined) throw new Error(`There is no ${name}.xml.`);
    return root;
  };
  const body = part('document');
  // Without comments there is no such part.
  const remarks = parts.get('word/comments.xml');
  const all = [body, part('footnotes'), ...(remarks === undefined ? [] : [remarks])];
  all.forEach(expectOrdered);
  const attributes = (name: string, attribute: string, roots = [body]) =>
    roots
      .flatMap((root) => descendants(root, name))
      .map((one) => xmlAttribute(one, attribute) ?? '');

  const marks = attributes('bookmarkStart', 'name');
  expect(new Set(marks).size).toBe(marks.length);
  for (const mark of marks) expect(mark).toMatch(/^[A-Za-z_]\w{0,39}$/);
  expect(new Set(attributes('bookmarkStart', 'id')).size).toBe(marks.length);
  for (const anchor of attributes('hyperlink', 'anchor').filter(Boolean))
    expect(marks).toContain(anchor);

  const comments = remarks === undefined ? [] : childElements(remarks, 'comment');
  const ids = comments.map((one) => xmlAttribute(one, 'id'));
  for (const name of ['commentRangeStart', 'commentRangeEnd', 'commentReference']) {
    expect(attributes(name, 'id').sort()).toEqual([...ids].sort());
  }
  const footnotes = childElements(part('footnotes'), 'footnote').filter(
    (one) => Number(xmlAttribute(one, 'id')) > 0,
  );
  expect(attributes('footnoteReference', 'id').sort()).toEqual(
    footnotes.map((one) => xmlAttribute(one, 'id')).sort(),
  );
  const styles = attributes('style', 'styleId', [part('styles')]);
  for (const style of ['pStyle', 'rStyle'].flatMap((name) => attributes(name, 'val', all))) {
    expect(styles).toContain(style);
  }
  const lists = attributes('num', 'numId', [part('numbering')]);
  for (const list of attributes('numId', 'val', all)) expect(lists).toContain(list);
  for (const cell of descendants(body, 'tc')) {
    expect(childElements(cell).at(-1)?.name).toMatch(/(?:^|:)p$/);
  }
  return { body, comments, footnotes };
}

/** The words between the two ends of a comment's range. */
function commented(body: XmlElement, id: string): string {
  let inside = false;
  let text = '';
  const visit = (element: XmlElement): void => {
    const name = bare(element.name);
    if (name === 'commentRangeStart' && xmlAttribute(element, 'id') === id) inside = true;
    if (name === 'commentRangeEnd' && xmlAttribute(element, 'id') === id) inside = false;
    if (name === 't' && inside) text += xmlText(element);
    element.children.filter(isXmlElement).forEach(visit);
  };
  visit(body);
  return text;
}

describe('a Word document of every feature', async () => {
  const bytes = await written(everyFeature(filesFolder));
  const { body, comments, footnotes } = opened(bytes);

  it('has the comments as comments on the words that they are on, with author and date', () => {
    const told = comments.map((comment) => [
      xmlAttribute(comment, 'author'),
      new Date(xmlAttribute(comment, 'date') ?? '').toISOString(),
      commented(body, xmlAttribute(comment, 'id') ?? ''),
      descendants(comment, 't').map(xmlText).join('').slice(0, 20),
    ]);
    const at = '2026-11-22T18:40:00.000Z';
    expect(told).toEqual([
      ['Ada Reader', at, 'twelve people had been counted', 'Compare twenty in th'],
      // The number of the one that ends within it stands there, too.
      ['Ada Reader', at, 'had been countedH1H3 on the far bank', 'By whom?'],
      ['Ada Reader', at, 'twenty', 'Over two blocks.'],
      ['Ada Reader', at, 'عشرون سفينة', 'عشرون؟'],
    ]);
  });

  it('tells the address of a source once, and when it was seen', () => {
    const heads = descendants(body, 'p').map((one) => descendants(one, 't').map(xmlText).join(''));
    const [head] = heads.filter((text) => text.includes('Berg, A. & The Office'));
    expect(head?.split('https://example.org/crossing')).toHaveLength(2);
    expect(head).toContain('Accessed 2025-01-02');
  });

  it('shades highlights, sets formulas, ticks boxes, describes pictures, tells languages', () => {
    const fills = descendants(body, 'shd').map((one) => xmlAttribute(one, 'fill'));
    for (const tint of ['FDF0C8', 'FAE0DC', 'EBE2F6', 'DFF0DA']) expect(fills).toContain(tint);
    expect(descendants(body, 'oMath')).toHaveLength(2);
    expect(descendants(body, 'checkbox').length).toBe(2);
    const alts = descendants(body, 'docPr').map((one) => xmlAttribute(one, 'descr'));
    expect(alts).toEqual(['A red rectangle', 'The bank']);
    const languages = descendants(body, 'lang');
    expect(languages.map((one) => xmlAttribute(one, 'bidi'))).toContain('ar');
    expect(languages.map((one) => xmlAttribute(one, 'eastAsia'))).toContain('ko');
    expect(descendants(body, 'bidi').length).toBeGreaterThanOrEqual(4);
    expect(descendants(body, 'tblHeader').length).toBeGreaterThanOrEqual(2);
  });

  it('has contents that are filled in, of the headings that are there', () => {
    const [contents] = descendants(body, 'sdtContent');
    const listed = descendants(contents ?? body, 'p').map((one) =>
      descendants(one, 't').map(xmlText).join(''),
    );
    for (const title of ['Every block', 'The crossing', 'Bibliography', 'Export record']) {
      expect(listed.join('\n')).toContain(title);
    }
  });

  it('comes back through the reader of Word documents', async () => {
    const { document, csl } = await readSource({ name: 'case.docx', bytes });
    const { text } = layoutDocument(document);
    expect(csl.title).toBe('Wounded on the river');
    for (const words of [
      'By noon, twelve people had been counted',
      'Nobody had seen them cross.',
      'def ferry(n):\n\treturn n < 12 and "few" or "many"',
      'עברית: שתי סירות יצאו מהנמל.',
      '日本語の段落、한국어 문단, 中文段落',
      'A footnote with emphasis.',
    ]) {
      expect(text).toContain(words);
    }
    const headings = document.blocks.flatMap((block) =>
      block.type === 'heading' ? [block.runs.map((run) => run.text).join('')] : [],
    );
    expect(headings).toEqual(
      expect.arrayContaining([
        'Analysis',
        'Every block',
        'What the ledger says',
        'The crossing',
        'Morning',
      ]),
    );
    const tables = document.blocks.filter((block) => block.type === 'table');
    expect(
      tables[0]?.rows.map(({ cells }) =>
        cells.map((cell) => cell.runs.map((run: Run) => run.text).join('')),
      ),
    ).toEqual([
      ['Day', 'Boats', 'People'],
      ['Monday', '2', '12'],
      ['Tuesday', '1', '| 20 |'],
    ]);
    expect(footnotes).toHaveLength(1);
  });
});

/** The bytes that the worker writes, as an export starts it. */
async function writtenByWorker(name: string): Promise<Buffer> {
  const outFile = join(filesFolder, name);
  const task: DocumentTask = {
    format: 'docx',
    document: assembleCase(everyFeature(filesFolder), options(), CONTEXT),
    filesFolder,
    resourcesFolder: '',
    outFile,
  };
  const url = new URL('../../core/export/document-worker.ts', import.meta.url);
  const worker = new Worker(url, { workerData: task });
  await once(worker, 'exit');
  return readFileSync(outFile);
}

it('has the same bytes for the same case file', async () => {
  const first = await writtenByWorker('first.docx');
  const second = await writtenByWorker('second.docx');
  expect(first.equals(second)).toBe(true);
  const core = new TextDecoder().decode(openArchive(first, 'x').read('docProps/core.xml'));
  expect(core).toContain(`>${CONTEXT.exportedAt.toISOString()}</dcterms:created>`);
});

it('is sound whatever the texts hold, and with nothing in it', async () => {
  const { body } = opened(await written(hostile()));
  const text = descendants(body, 't').map(xmlText).join('');
  expect(text).toContain('<script>alert(1)</script><img src=x onerror=alert(1)>');
  expect(text).toContain(']]> <!-- comment -->');
  expect(
    descendants(body, 'hyperlink').filter((one) => xmlAttribute(one, 'id') !== undefined),
  ).toEqual([]);
  opened(await written(caseParts({ title: '' })));
});

it('has the columns of a table as wide as their words ask for', async () => {
  const cells = (words: string[], header = false) => ({
    cells: words.map((text) => ({ header, runs: [{ text }] })),
  });
  const table: Block = {
    type: 'table',
    rows: [cells(['No.', 'Words'], true), cells(['1', 'A sentence of many words. '.repeat(4)])],
  };
  const { body } = opened(await written(caseParts({ notes: [note(1, 'Table', [table])] })));
  const [first = 0, second = 0] = descendants(body, 'gridCol').map((one) =>
    Number(xmlAttribute(one, 'w')),
  );
  expect(second).toBeGreaterThan(3 * first);
});

it('has the boxes of tasks in comments as signs, and what leads to them in the text', async () => {
  const river = source(1, 'The crossing', ['Twenty had come.']);
  const task: Block = {
    type: 'list',
    ordered: false,
    items: [{ checked: false, blocks: [{ type: 'paragraph', runs: [{ text: 'Ask the port' }] }] }],
  };
  const marked = highlight(1, river, 'red', 'Twenty', [task]);
  const parts = caseParts({ sources: [river], highlights: [marked] });
  const { body, comments } = opened(await written(parts));
  expect(comments.map((one) => descendants(one, 't').map(xmlText).join(''))).toEqual([
    '☐Ask the port',
  ]);
  // LibreOffice opens no document with a control in a comment.
  expect(comments.flatMap((one) => descendants(one, 'sdt'))).toEqual([]);
  const named = (tag: string, attribute: string) =>
    descendants(body, tag).map((one) => xmlAttribute(one, attribute));
  expect(named('bookmarkStart', 'name')).toContain('task_1');
  expect(named('hyperlink', 'anchor')).toContain('task_1');
});

it.each([
  ['Summary', ['1 Summary', '2 What is sure', '1 Analysis']],
  ['In short', ['1 Summary', '2 In short', '3 What is sure', '1 Analysis']],
])('a summary that is called “%s” has headings without a gap', async (title, expected) => {
  const { body } = opened(await written(summedUp(title)));
  const headings = descendants(body, 'p').flatMap((one) => {
    const [style] = descendants(one, 'pStyle');
    const [, level] = /^Heading(\d)$/.exec((style && xmlAttribute(style, 'val')) ?? '') ?? [];
    const text = descendants(one, 't').map(xmlText).join('');
    return level === undefined ? [] : [`${level} ${text}`];
  });
  expect(headings.slice(0, expected.length)).toEqual(expected);
});
