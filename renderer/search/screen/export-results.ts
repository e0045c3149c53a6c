/** Results of a search as a table, and as a note. Pure. */
import { csvText } from '../../../shared/csv.ts';
import type { Hit } from '../../../shared/domain.ts';
import type { RichText, RichTextNode } from '../../../shared/rich-text.ts';
import { KIND_LABELS } from '../groups.ts';
import { hitPath } from '../hit-path.ts';

const HEAD = ['Kind', 'Title', 'Paragraph', 'Text', 'Changed', 'Address'];

/** One line for each snippet of each hit; the address is what stands behind the # of the window's. */
export function resultsCsv(hits: readonly Hit[]): string {
  const rows = hits.flatMap((hit) => {
    const { kind, title, updatedAt = '' } = hit;
    const snippets = hit.snippets ?? [{ text: hit.snippet, marks: [], passage: hit.passage }];
    const named = [KIND_LABELS[kind], title];
    if (snippets.length === 0) return [[...named, '', '', updatedAt, hitPath(hit)]];
    return snippets.map((snippet) => [
      ...named,
      String(snippet.passage?.paragraph ?? hit.passage?.paragraph ?? ''),
      snippet.text,
      updatedAt,
      hitPath(hit, snippet),
    ]);
  });
  return csvText([HEAD, ...rows]);
}

const BLOCK = { version: 1, direction: null, format: '', indent: 0 } as const;

function textNode(text: string, bold = false): RichTextNode {
  const format = bold ? 1 : 0;
  return { type: 'text', version: 1, text, format, style: '', mode: 'normal', detail: 0 };
}

function paragraph(children: RichTextNode[]): RichTextNode {
  return { ...BLOCK, type: 'paragraph', children };
}

/** The words of a snippet with what matched in bold. */
function markedNodes(text: string, marks: ReadonlyArray<readonly [number, number]>) {
  const nodes: RichTextNode[] = [];
  let done = 0;
  for (const [start, end] of marks) {
    if (start > done) nodes.push(textNode(text.slice(done, start)));
    if (end > Math.max(start, done))
      nodes.push(textNode(text.slice(Math.max(start, done), end), true));
    done = Math.max(done, end);
  }
  if (done < text.length) nodes.push(textNode(text.slice(done)));
  return nodes;
}

function quote(children: RichTextNode[]): RichTextNode {
  return { ...BLOCK, type: 'quote', shadowRoot: true, children: [paragraph(children)] };
}

/** A link to the hit, or its name where notes can't link to it. */
function nameOf({ kind, id, title }: Hit): RichTextNode {
  const name = title === '' ? 'Untitled' : title;
  return kind === 'note' || kind === 'source'
    ? { type: 'reference', version: 1, kind, id, title: name }
    : textNode(kind === 'tag' ? `#${name}` : name, true);
}

function hitBlocks(hit: Hit): RichTextNode[] {
  const { kind, id, source, passage, title, snippets = [] } = hit;
  if (kind === 'highlight' && source !== undefined) {
    const place = passage?.paragraph === undefined ? {} : { paragraph: passage.paragraph };
    const exact = hit.snippet === '' ? title : hit.snippet;
    return [
      { type: 'passage', version: 1, sourceId: source, highlightId: id, exact, title, ...place },
    ];
  }
  const places = snippets.filter(({ text }) => text !== '');
  return [
    paragraph([nameOf(hit)]),
    ...places.map(({ text, marks, passage: at }) =>
      quote([
        ...markedNodes(text, marks),
        ...(kind === 'source' && at?.paragraph !== undefined
          ? [textNode(' '), citation(id, title, at.paragraph)]
          : []),
      ]),
    ),
  ];
}

/** Leads to the paragraph, and is set in the style of the library. */
function citation(sourceId: string, title: string, at: number): RichTextNode {
  const locator = { locatorKind: 'paragraph', locator: String(at) };
  return { type: 'citation', version: 1, sourceId, label: `(${title}, ¶ ${at})`, ...locator };
}

/** A note's body with links and passages of the hits; it says what was searched and how much found. */
export function resultsNote(hits: readonly Hit[], query: string, total: number): RichText {
  const found =
    hits.length < total ? `The first ${hits.length} of ${total} results` : `${total} results`;
  const head = paragraph([textNode(`${found} for `), textNode(query, true)]);
  const children = [head, ...hits.flatMap(hitBlocks), paragraph([])];
  return { root: { ...BLOCK, type: 'root', children } };
}
