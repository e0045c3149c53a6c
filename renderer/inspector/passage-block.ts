import type { PassageReference, RichText, RichTextNode } from '../../shared/rich-text.ts';

function isEmptyParagraph(node: RichTextNode): boolean {
  return node.type === 'paragraph' && (node.children ?? []).length === 0;
}

function emptyParagraph(): RichTextNode {
  return { type: 'paragraph', version: 1, children: [], direction: null, format: '', indent: 0 };
}

/** The rich text with a passage block at its end, and a place to go on writing under it. */
export function appendPassage(body: RichText, reference: PassageReference): RichText {
  const children = [...(body.root.children ?? [])];
  while (children.length > 0 && children.slice(-1).every(isEmptyParagraph)) children.pop();
  const passage: RichTextNode = { type: 'passage', version: 1, ...reference };
  return { ...body, root: { ...body.root, children: [...children, passage, emptyParagraph()] } };
}
