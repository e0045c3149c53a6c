/** Links and citations by the names that things have now, for texts that leave the library. */
import { citationLabel } from '../shared/citation-label.ts';
import type { Reference } from '../shared/document.ts';
import type { LinkTarget } from '../shared/domain.ts';
import type { RichText, RichTextNode } from '../shared/rich-text.ts';
import type { ReadableDB } from './store/connection.ts';
import { lookAtTargets, targetsIn } from './store/note-links.ts';

type Names = ReadonlyMap<string, LinkTarget>;

function keyOf({ kind, id }: Reference): string {
  return `${kind}:${id}`;
}

function renamed(node: RichTextNode, names: Names): RichTextNode {
  const children = node.children?.map((child) => renamed(child, names));
  const now = children === undefined ? node : { ...node, children };
  if (now.type === 'footnote') {
    const { root } = now['content'] as RichText;
    return { ...now, content: { root: renamed(root, names) } };
  }
  const nameOf = (kind: Reference['kind'], id: unknown) =>
    names.get(keyOf({ kind, id: String(id) }));
  if (now.type === 'reference') {
    const target = nameOf(now['kind'] === 'source' ? 'source' : 'note', now['id']);
    return target === undefined ? now : { ...now, title: target.title };
  }
  if (now.type !== 'citation') return now;
  const target = nameOf('source', now['sourceId']);
  return target === undefined ? now : { ...now, label: citationLabel(target.title, target.csl) };
}

/**
 * A text whose links and citations read as what they lead to is called now; those whose target is
 * gone for good keep the words that they have.
 */
export function withPresentNames(db: ReadableDB, body: RichText): RichText {
  const targets = targetsIn(body.root);
  if (targets.length === 0) return body;
  const known = lookAtTargets(db, targets).filter(({ title }) => title !== '');
  return { root: renamed(body.root, new Map(known.map((target) => [keyOf(target), target]))) };
}
