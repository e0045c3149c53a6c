/** From a tree back to a query; reading it again gives the same tree. */
import type { QueryKey } from './keys.ts';
import type { QueryNode } from './tree.ts';

/** A query that means what a tree means. Of what was typed, it keeps neither spaces nor mistakes. */
export function printQuery(root: QueryNode | undefined): string {
  if (root === undefined) return '';
  return root.kind === 'and' ? root.nodes.map(printOperand).join(' ') : printLoose(root);
}

/** `tag:figures`, `by:"Hyung-jin Kim"`: a filter as it is written in a query. */
export function filterText(key: QueryKey, value: string): string {
  return `${key}:${/^[^\s"“”„«()]+$/u.test(value) ? value : quoted(value)}`;
}

function quoted(text: string): string {
  return /["“”]/u.test(text) ? `«${text}»` : `"${text}"`;
}

/** As it stands where nothing else does: at the top, or in parentheses. */
function printLoose(node: QueryNode): string {
  if (node.kind === 'and') return node.nodes.map(printOperand).join(' ');
  if (node.kind === 'or') return node.nodes.map(printOperand).join(' OR ');
  return printOperand(node);
}

/** As it stands beside others. */
function printOperand(node: QueryNode): string {
  switch (node.kind) {
    case 'word':
      return node.text;
    case 'phrase':
      return quoted(node.text);
    case 'filter':
      return filterText(node.key, node.value);
    case 'near':
      return `${printOperand(node.left)} near/${node.distance} ${printOperand(node.right)}`;
    case 'field': {
      const bare = node.node.kind === 'word' || node.node.kind === 'phrase';
      return `${node.field}:${bare ? printOperand(node.node) : `(${printLoose(node.node)})`}`;
    }
    case 'not':
      return `-${bindsClosely(node.node) ? printOperand(node.node) : `(${printLoose(node.node)})`}`;
    case 'and':
    case 'or':
      return `(${printLoose(node)})`;
  }
}

function bindsClosely({ kind }: QueryNode): boolean {
  return kind === 'word' || kind === 'phrase' || kind === 'filter' || kind === 'field';
}
