/**
 * The structure tree of a tagged PDF (ISO 32000-2, 14.7 and 14.8) as the order and the kinds of
 * what is on a page, where it is sane: where it names nearly all of the text.
 */
import { linesOf, type Line } from './lines.ts';
import type { PageContent, Piece, StructContent, StructNode } from './page.ts';
import { segmentsOf } from './segments.ts';

/** What the tree says a stretch of text is. */
export type TaggedKind =
  | { kind: 'paragraph' }
  | { kind: 'heading'; level: number }
  | { kind: 'item'; depth: number }
  | { kind: 'note' }
  | { kind: 'code' }
  | { kind: 'quote' }
  | { kind: 'caption' }
  | { kind: 'cell'; table: StructNode; row: StructNode; header: boolean };

export interface TaggedStretch {
  is: TaggedKind;
  /** Which element of the tree it is of. */
  node: StructNode;
  lines: Line[];
}

/** Least share of the letters that the tree must name, and most elements that are followed. */
const SANE_SHARE = 0.92;
const MAX_NODES = 50_000;
const MAX_DEPTH = 100;

function isContent(child: StructNode | StructContent): child is StructContent {
  return !('role' in child);
}

/** Elements that stand for a block of text of their own. */
function kindOf(role: string, inside: readonly StructNode[]): TaggedKind | undefined {
  const heading = /^H([1-6])$/.exec(role)?.[1];
  if (heading !== undefined) return { kind: 'heading', level: Number(heading) };
  switch (role) {
    case 'Title':
    case 'H':
      return { kind: 'heading', level: 1 };
    case 'P':
    case 'TOCI':
    case 'BibEntry':
    case 'Index':
      return { kind: 'paragraph' };
    case 'LI':
      return { kind: 'item', depth: inside.filter((node) => node.role === 'L').length };
    case 'Note':
    case 'FENote':
      return { kind: 'note' };
    case 'Code':
      return { kind: 'code' };
    case 'BlockQuote':
      return { kind: 'quote' };
    case 'Caption':
      return { kind: 'caption' };
    case 'TH':
    case 'TD': {
      const row = inside.findLast((node) => node.role === 'TR');
      const table = inside.findLast((node) => node.role === 'Table');
      if (row === undefined || table === undefined) return undefined;
      return { kind: 'cell', table, row, header: role === 'TH' };
    }
    default:
      return undefined;
  }
}

interface Owner {
  is: TaggedKind;
  node: StructNode;
}

/** Follows the tree and says, in its order, which element every marked content belongs to. */
function ownersIn(tree: StructNode): Map<string, Owner> | undefined {
  const owners = new Map<string, Owner>();
  let nodes = 0;
  const visit = (
    node: StructNode,
    inside: readonly StructNode[],
    owner: Owner | undefined,
  ): boolean => {
    nodes += 1;
    if (nodes > MAX_NODES || inside.length > MAX_DEPTH) return false;
    const kind = kindOf(node.role, inside);
    let own = owner;
    if (kind !== undefined && !isWithin(owner, kind)) own = { is: kind, node };
    const path = [...inside, node];
    for (const child of node.children) {
      if (!isContent(child)) {
        if (!visit(child, path, own)) return false;
      } else if (child.id !== undefined && child.type === 'content') {
        if (owners.has(child.id)) return false;
        owners.set(child.id, own ?? { is: { kind: 'paragraph' }, node });
      }
    }
    return true;
  };
  return visit(tree, [], undefined) ? owners : undefined;
}

/** A paragraph in an item, a cell or a note is a part of that; an item in an item is its own. */
function isWithin(owner: Owner | undefined, kind: TaggedKind): boolean {
  if (owner === undefined) return false;
  if (kind.kind === 'paragraph') return owner.is.kind !== 'paragraph';
  if (kind.kind === 'item') return owner.is.kind === 'cell';
  return owner.is.kind === 'cell';
}

/**
 * The stretches of a page in the order of its structure tree; undefined where there is no tree or
 * it is not to be trusted. `pieces` are those that are no artifacts.
 */
export function taggedStretches(
  page: PageContent,
  pieces: readonly Piece[],
): TaggedStretch[] | undefined {
  if (page.tree === undefined || page.tree === null) return undefined;
  const owners = ownersIn(page.tree);
  if (owners === undefined || owners.size === 0) return undefined;
  const byContent = new Map<string, Piece[]>();
  let all = 0;
  let named = 0;
  for (const piece of pieces) {
    const { content, text } = piece;
    all += text.length;
    if (content === undefined || !owners.has(content)) continue;
    named += text.length;
    byContent.set(content, [...(byContent.get(content) ?? []), piece]);
  }
  if (all === 0 || named < SANE_SHARE * all) return undefined;
  const stretches: Array<Owner & { pieces: Piece[] }> = [];
  const byNode = new Map<StructNode, Owner & { pieces: Piece[] }>();
  for (const [id, owner] of owners) {
    const own = byContent.get(id);
    if (own === undefined) continue;
    // What stands in the middle of an element, such as a note, comes after it.
    const open = byNode.get(owner.node);
    if (open !== undefined) open.pieces.push(...own);
    else {
      const stretch = { ...owner, pieces: [...own] };
      byNode.set(owner.node, stretch);
      stretches.push(stretch);
    }
  }
  return stretches.map(({ is, node, pieces: own }) => ({
    is,
    node,
    lines: linesInOrder(own),
  }));
}

/** Lines of one element: as drawn, so that an element in two columns keeps their order. */
function linesInOrder(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let open: Piece[] = [];
  let foot = -Infinity;
  for (const piece of [...pieces].sort((a, b) => a.item - b.item)) {
    // A jump back up the page by more than a line is the next column.
    if (open.length > 0 && piece.baseline < foot - 2.5 * piece.size) {
      lines.push(...linesOf(segmentsOf(open)));
      open = [];
      foot = -Infinity;
    }
    open.push(piece);
    foot = Math.max(foot, piece.baseline);
  }
  lines.push(...linesOf(segmentsOf(open)));
  return lines;
}
