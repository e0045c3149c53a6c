import type { Block, Run } from '../../shared/document.ts';
import { plainOf, richTextToBlocks, type RichText } from '../../shared/rich-text.ts';

/** A line of a note for comparing it: the text of a block that holds no others. */
export interface TextLine {
  kind:
    | 'title'
    | 'paragraph'
    | 'heading'
    | 'quote'
    | 'item'
    | 'row'
    | 'code'
    | 'formula'
    | 'picture'
    | 'rule';
  /** What stands before it: "•", "2.", "☑". */
  sign: string;
  /** How deep it stands in lists and quotations. */
  depth: number;
  text: string;
  /** What else can differ: marks, links, the level of a heading, the file of a picture. */
  look: string;
}

function runText(run: Run): string {
  return run.footnote === undefined ? run.text : ` [${plainOf(run.footnote).trim()}]`;
}

function textOf(runs: readonly Run[]): string {
  return runs.map(runText).join('');
}

/** The looks of runs, those that look the same put together. */
function lookOf(runs: readonly Run[]): string {
  const looks: Array<{ length: number; look: string }> = [];
  for (const run of runs) {
    const { marks, href, math, cite, to } = run;
    const look = JSON.stringify([marks ?? [], href, math, cite, to]);
    const last = looks.at(-1);
    if (last?.look === look) last.length += runText(run).length;
    else looks.push({ length: runText(run).length, look });
  }
  return JSON.stringify(looks);
}

/** Where a block stands: in a list or a quotation. */
interface Place {
  kind: 'paragraph' | 'quote' | 'item';
  sign: string;
  depth: number;
}

function listLines(list: Extract<Block, { type: 'list' }>, depth: number): TextLine[] {
  return list.items.flatMap(({ checked, blocks }, index) => {
    const bullet = list.ordered ? `${(list.start ?? 1) + index}.` : '•';
    const box = checked ? '☑' : '☐';
    const sign = checked === undefined ? bullet : list.ordered ? `${bullet} ${box}` : box;
    return blocks.flatMap((block, at) =>
      linesOf(block, { kind: 'item', sign: at === 0 ? sign : '', depth }),
    );
  });
}

function linesOf(block: Block, place: Place): TextLine[] {
  const { sign, depth } = place;
  const line = (kind: TextLine['kind'], text: string, look = ''): TextLine[] => [
    { kind, sign, depth, text, look },
  ];
  switch (block.type) {
    case 'paragraph':
      return line(place.kind, textOf(block.runs), lookOf(block.runs));
    case 'heading':
      return line('heading', textOf(block.runs), `${block.level} ${lookOf(block.runs)}`);
    case 'quote':
      return block.blocks.flatMap((inner) => linesOf(inner, { kind: 'quote', sign, depth }));
    case 'list':
      return listLines(block, place.kind === 'item' ? depth + 1 : depth);
    case 'table':
      return block.rows.flatMap(({ cells }) =>
        line(
          'row',
          cells.map(({ runs }) => textOf(runs)).join(' | '),
          JSON.stringify(cells.map(({ header, runs }) => [header, lookOf(runs)])),
        ),
      );
    case 'code':
      return block.text.split('\n').flatMap((text) => line('code', text, block.language));
    case 'math':
      return line('formula', block.tex);
    case 'figure': {
      const words = [textOf(block.caption), block.alt].filter((text) => text.trim() !== '');
      return line('picture', words.join(', '), `${block.file} ${block.width ?? ''}`);
    }
    case 'rule':
      return line('rule', '');
    case 'page-break':
      return [];
  }
}

/** A note as lines to compare: its title, then its text. Lines with nothing in them are left out. */
export function textLines({ title, body }: { title: string; body: RichText }): TextLine[] {
  const place: Place = { kind: 'paragraph', sign: '', depth: 0 };
  const lines = richTextToBlocks(body)
    .flatMap((block) => linesOf(block, place))
    .filter(({ kind, text }) => text.trim() !== '' || kind === 'rule' || kind === 'picture');
  return [{ kind: 'title', sign: '', depth: 0, text: title.trim(), look: '' }, ...lines];
}
