/** The plain text of a mail: paragraphs, and what it quotes of others by `>` (RFC 3676). */
import type { Block } from '../../shared/document.ts';
import { paragraphOf } from './text.ts';
import { MAX_NESTING, tidyBlocks } from './tidy.ts';

export interface MailTextOptions {
  /** Lines that end with a space go on in the next (`format=flowed`). */
  flowed?: boolean;
  /** The space that makes a line flow is not part of the text (`delsp=yes`). */
  delsp?: boolean;
}

interface Line {
  depth: number;
  text: string;
}

/** How deep a line is quoted, and what is quoted there. `>From` is how mailboxes hide a "From". */
function lineOf(line: string, flowed: boolean): Line {
  const marks = flowed
    ? (/^>+/.exec(line)?.[0] ?? '')
    : (/^(?:[ \t]{0,3}>)+(?!From )/.exec(line)?.[0] ?? '');
  const depth = Math.min(marks.replace(/[^>]/g, '').length, MAX_NESTING);
  const text = line.slice(marks.length).replace(/^ /, '');
  return { depth, text: depth === 0 ? line.replace(/^>From /, 'From ') : text };
}

/** Lines whose soft ends are joined; a signature's "-- " is never joined. */
function joinFlowed(lines: readonly Line[], delsp: boolean): Line[] {
  const joined: Line[] = [];
  let open = false;
  for (const line of lines) {
    const last = joined.at(-1);
    const goesOn = open && last?.depth === line.depth && line.text !== '-- ';
    if (goesOn && last !== undefined) last.text += line.text;
    else joined.push({ ...line });
    open = line.text.endsWith(' ') && line.text !== '-- ';
    const current = joined.at(-1);
    if (open && delsp && current !== undefined) current.text = current.text.slice(0, -1);
  }
  return joined;
}

/** The stretches of lines between blank lines. */
function stretchesOf(text: string): string[] {
  return text
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((stretch) => stretch.replace(/^\s*\n|\s+$/g, ''))
    .filter((stretch) => stretch !== '');
}

/** A paragraph with the line ends that it has. */
function paragraph(text: string): Block {
  return { type: 'paragraph', runs: [{ text }] };
}

/** The blocks of a mail's plain text, quoted replies as nested quotes. */
export function mailTextToBlocks(text: string, options: MailTextOptions = {}): Block[] {
  const { flowed = false, delsp = false } = options;
  const lines = text.split(/\r\n?|\n/).map((line) => lineOf(line, flowed));
  const whole = flowed ? joinFlowed(lines, delsp) : lines;
  const root: Block[] = [];
  /** The blocks being written, outermost first. */
  let open: Block[][] = [root];
  let stretch: string[] = [];
  let depth = 0;
  const flush = (): void => {
    const stretches = stretchesOf(stretch.join('\n'));
    stretch = [];
    if (stretches.length === 0) return;
    const paragraphs = flowed ? stretches : stretches.map(paragraphOf);
    open = open.slice(0, depth + 1);
    while (open.length <= depth) {
      const blocks: Block[] = [];
      open.at(-1)?.push({ type: 'quote', blocks });
      open.push(blocks);
    }
    for (const each of paragraphs) open.at(-1)?.push(paragraph(each));
  };
  for (const line of whole) {
    // An empty line between two stretches of a quotation does not end it.
    if (line.depth !== depth && line.text.trim() !== '') {
      flush();
      depth = line.depth;
    }
    stretch.push(line.text);
  }
  flush();
  return tidyBlocks(root);
}
