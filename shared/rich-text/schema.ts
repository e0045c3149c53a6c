import { z } from 'zod';
import type { Mark } from '../document.ts';
import { isAllowedHref } from '../links.ts';
import { LOCATOR_KIND_IDS } from '../locators.ts';

/** Lexical's text format bits (lexical: LexicalConstants). */
export const FORMAT_BITS: ReadonlyArray<readonly [bit: number, mark: Mark]> = [
  [1, 'bold'],
  [2, 'italic'],
  [4, 'strike'],
  [8, 'underline'],
  [16, 'code'],
  [32, 'sub'],
  [64, 'sup'],
];

/** Where Lexical stores what features add to its own nodes (lexical: NODE_STATE_KEY). */
export const STATE = '$';

/** Deepest nesting of nodes that is stored; far beyond what the editor can make. */
const MAX_DEPTH = 100;

/** A node of the tree. What each type carries is told in `nodeTypes`, and read in read.ts. */
export interface RichTextNode {
  type: string;
  children?: RichTextNode[] | undefined;
  [property: string]: unknown;
}

export interface RichText {
  root: RichTextNode;
}

/** What the passage block of a note keeps of the passage it quotes. */
export interface PassageReference {
  sourceId: string;
  highlightId: string;
  exact: string;
  /** The source's title when the passage was quoted. */
  title: string;
  /** ¶ number, when the passage has one. */
  paragraph?: number | undefined;
}

const text = z.string().max(100_000);
const id = z.uuid();

/** What a node must carry beside its children, by type; Lexical's own fields are not looked at. */
const NODE_TYPES: Readonly<Record<string, z.ZodType>> = {
  root: z.object({}),
  paragraph: z.object({}),
  heading: z.object({ tag: z.string().regex(/^h[1-6]$/) }),
  /** Holds blocks when it is a `shadowRoot`; else, as formerly, the words of one paragraph. */
  quote: z.object({ shadowRoot: z.boolean().optional() }),
  /** A list with any task is a check list, `numbered` when it has numbers as well. */
  list: z.object({
    listType: z.enum(['bullet', 'number', 'check']),
    [STATE]: z.object({ numbered: z.boolean().optional() }).optional(),
  }),
  /** Holds a line of words, or a list, or `item-blocks` alone; `plain` in a check list, without a box. */
  listitem: z.object({ [STATE]: z.object({ plain: z.boolean().optional() }).optional() }),
  /** The blocks of a list item that is more than a line of words. */
  'item-blocks': z.object({}),
  code: z.object({}),
  'code-highlight': z.object({}),
  text: z.object({ text: z.string() }),
  tab: z.object({}),
  linebreak: z.object({}),
  link: z.object({ url: z.string() }),
  autolink: z.object({ url: z.string() }),
  horizontalrule: z.object({}),
  table: z.object({}),
  tablerow: z.object({}),
  /** `headerState` is not 0 in header cells, as Lexical has it. */
  tablecell: z.object({ headerState: z.number().optional() }),
  /** Quoted words that stay linked to their highlight: a `PassageReference`. */
  passage: z.object({ sourceId: z.string(), highlightId: z.string(), exact: z.string() }),
  /** A picture in files/; `width` is its share of the column in percent. */
  picture: z.object({
    file: z.string().regex(/^[0-9a-f]{64}$/),
    alt: text,
    caption: text,
    width: z.number().min(1).max(100).optional(),
  }),
  /** A formula within a line. */
  formula: z.object({ tex: text }),
  /** A formula on a line of its own. */
  'formula-block': z.object({ tex: text }),
  /** A footnote's mark with its text, which is a rich text of its own. */
  footnote: z.object({ content: z.object({ root: z.object({ type: z.literal('root') }) }) }),
  /** A citation; `label` is how it reads until a style sets it. */
  citation: z.object({
    sourceId: id,
    label: text,
    locatorKind: z.enum(LOCATOR_KIND_IDS).optional(),
    locator: z.string().max(100).optional(),
    prefix: z.string().max(300).optional(),
    suffix: z.string().max(300).optional(),
    suppressAuthor: z.literal(true).optional(),
  }),
  /** A link to a note or a source of the library; `title` is its title when it was made. */
  reference: z.object({ kind: z.enum(['note', 'source']), id, title: text }),
};

/** A sentence on what is wrong with a tree, or undefined when it can be stored. */
function problemOf(node: unknown, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return `Rich text is nested deeper than ${MAX_DEPTH} levels.`;
  if (typeof node !== 'object' || node === null) return 'A rich-text node must be an object.';
  const { type, children, url, content } = node as Record<string, unknown>;
  const schema =
    typeof type === 'string' && Object.hasOwn(NODE_TYPES, type) ? NODE_TYPES[type] : undefined;
  if (schema === undefined) {
    return `Rich text can't hold a node of type "${String(type).slice(0, 40)}".`;
  }
  if (url !== undefined && (typeof url !== 'string' || (url !== '' && !isAllowedHref(url)))) {
    return 'Links may be http, https or mailto.';
  }
  const checked = schema.safeParse(node);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    return `A ${String(type)} does not fit (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}).`;
  }
  if (type === 'footnote') {
    const problem = problemOf((content as RichText).root, depth + 1);
    if (problem !== undefined) return problem;
  }
  if (children === undefined) return undefined;
  if (!Array.isArray(children)) return 'The children of a rich-text node must be a list.';
  for (const child of children) {
    const problem = problemOf(child, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

export const richTextSchema = z
  .custom<RichText>((value) => typeof value === 'object' && value !== null && 'root' in value, {
    message: 'Rich text must be an editor state with a root.',
  })
  .superRefine((value, context) => {
    const problem = problemOf(value.root, 0);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    else if (value.root.type !== 'root') {
      context.addIssue({
        code: 'custom',
        message: 'The outermost rich-text node must be the root.',
      });
    }
  });
