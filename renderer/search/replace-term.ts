import { parseQuery, type QueryNode, type QuerySpan } from '../../shared/query.ts';

type Said = QuerySpan & { text: string };

function saidIn(node: QueryNode | undefined): Said[] {
  switch (node?.kind) {
    case undefined:
      return [];
    case 'word':
    case 'phrase':
      return [node];
    case 'filter':
      return [{ text: node.value, start: node.start + node.key.length + 1, end: node.end }];
    case 'near':
      return [node.left, node.right];
    case 'not':
    case 'field':
      return saidIn(node.node);
    case 'and':
    case 'or':
      return node.nodes.flatMap(saidIn);
  }
}

/** The query with another word in the place of one; added to it when the word is not found in it. */
export function withTerm(query: string, from: string, to: string): string {
  const wanted = from.toLowerCase();
  const place = saidIn(parseQuery(query).root).find(({ text }) => text.toLowerCase() === wanted);
  const quoted = /\s/u.test(to) ? `"${to}"` : to;
  if (place === undefined) return `${query.trim()} ${quoted}`.trim();
  return `${query.slice(0, place.start)}${quoted}${query.slice(place.end)}`;
}
