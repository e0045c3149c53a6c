import {
  passageOf,
  type PassageReference,
  type RichText,
  type RichTextNode,
} from '../../shared/rich-text.ts';

/** The passages that a note quotes, in its order. */
export function passagesIn(body: RichText): PassageReference[] {
  const passagesOf = (node: RichTextNode): PassageReference[] =>
    node.type === 'passage' ? [passageOf(node)] : (node.children ?? []).flatMap(passagesOf);
  return passagesOf(body.root);
}
