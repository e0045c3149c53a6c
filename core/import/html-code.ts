/** Preformatted text and the language it is in. */
import type { Block } from '../../shared/document.ts';
import {
  attribute,
  BLOCK_TAGS,
  isElement,
  isText,
  type HtmlElement,
  type HtmlNode,
} from './html-tree.ts';

/** Preformatted text as it stands, line breaks of `<br>` included. */
export function verbatim(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if (isText(node)) return node.value;
      if (!isElement(node)) return '';
      if (node.tagName === 'br') return '\n';
      const inner = verbatim(node.childNodes);
      return BLOCK_TAGS.has(node.tagName) && !inner.endsWith('\n') ? `${inner}\n` : inner;
    })
    .join('');
}

/** A `<pre>` as a block of code, with the language that its classes name. */
export function codeOf(element: HtmlElement): Block {
  const inner = element.childNodes.find(isElement);
  const classes = `${attribute(element, 'class') ?? ''} ${inner === undefined ? '' : (attribute(inner, 'class') ?? '')}`;
  const language = /(?:^|\s)lang(?:uage)?-([\w+#.-]{1,30})/.exec(classes)?.[1];
  const text = verbatim(element.childNodes);
  return { type: 'code', text, ...(language === undefined ? {} : { language }) };
}
