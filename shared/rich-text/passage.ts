/** A passage block as a quotation of blocks, and back. */
import type { Block } from '../document.ts';
import type { PassageReference, RichTextNode } from './schema.ts';

type Quote = Extract<Block, { type: 'quote' }>;

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The passage a `passage` node stands for. */
export function passageOf(node: RichTextNode): PassageReference {
  return {
    sourceId: stringOf(node['sourceId']),
    highlightId: stringOf(node['highlightId']),
    exact: stringOf(node['exact']),
    title: stringOf(node['title']),
    paragraph: typeof node['paragraph'] === 'number' ? node['paragraph'] : undefined,
  };
}

/** A passage as a quotation: its words, and a line that says where they stand. */
export function quoteOfPassage(passage: PassageReference): Quote {
  const { exact, title, paragraph, sourceId, highlightId } = passage;
  const where = paragraph === undefined ? title : `${title}, ¶ ${paragraph}`;
  return {
    type: 'quote',
    blocks: [
      { type: 'paragraph', runs: [{ text: exact }] },
      { type: 'paragraph', runs: [{ text: `— ${where}` }] },
    ],
    from: { sourceId, highlightId },
  };
}

function textOf(block: Block): string | undefined {
  return block.type === 'paragraph' ? block.runs.map(({ text }) => text).join('') : undefined;
}

/** The passage that a quotation with an origin stands for; undefined for any other quotation. */
export function passageOfQuote({ blocks, from }: Quote): PassageReference | undefined {
  const last = blocks.at(-1);
  const where = last === undefined ? undefined : textOf(last);
  const words = blocks.slice(0, -1).map(textOf);
  if (from === undefined || where?.startsWith('— ') !== true || words.includes(undefined)) {
    return undefined;
  }
  const [, title = '', number] = /^— (.*?)(?:, ¶ (\d+))?$/su.exec(where) ?? [];
  return {
    ...from,
    exact: words.join('\n\n'),
    title,
    ...(number === undefined ? {} : { paragraph: Number(number) }),
  };
}
