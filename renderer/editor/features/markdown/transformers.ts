import { $createHorizontalRuleNode, HorizontalRuleNode } from '@lexical/extension';
import { $createLinkNode, LinkNode } from '@lexical/link';
import {
  BOLD_ITALIC_STAR,
  BOLD_ITALIC_UNDERSCORE,
  BOLD_STAR,
  BOLD_UNDERSCORE,
  CHECK_LIST,
  CODE,
  HEADING,
  INLINE_CODE,
  ITALIC_STAR,
  ITALIC_UNDERSCORE,
  ORDERED_LIST,
  STRIKETHROUGH,
  UNORDERED_LIST,
  type ElementTransformer,
  type TextMatchTransformer,
  type Transformer,
} from '@lexical/markdown';
import { $createQuoteNode, $isQuoteNode, QuoteNode } from '@lexical/rich-text';
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $isElementNode,
} from 'lexical';
import { FORMULA_BLOCK, FORMULAS } from '../formula/formula-transformers.ts';
import { hrefFrom } from '../link/href.ts';

/** "# " to "### ". */
const HEADINGS: ElementTransformer = { ...HEADING, regExp: /^(#{1,3})\s/ };

/** "> "; in pasted text, further lines with the sign belong to the same line of the quotation. */
const QUOTE: ElementTransformer = {
  type: 'element',
  dependencies: [QuoteNode],
  export: () => null,
  regExp: /^>\s/,
  replace: (parent, children, _match, isImport) => {
    const before = parent.getPreviousSibling();
    const line = $isQuoteNode(before) ? before.getLastChild() : null;
    if (isImport && $isElementNode(line)) {
      line.append($createLineBreakNode(), ...children);
      parent.remove();
      return;
    }
    const first = $createParagraphNode().append(...children);
    parent.replace($createQuoteNode({ shadowRoot: true }).append(first));
    if (!isImport) first.select(0, 0);
  },
};

/** "---" and a space or Enter. */
const RULE: ElementTransformer = {
  type: 'element',
  dependencies: [HorizontalRuleNode],
  export: () => null,
  regExp: /^(?:-{3}|\*{3}|_{3})\s?$/,
  triggerOnEnter: true,
  replace: (parent, _children, _match, isImport) => {
    const rule = $createHorizontalRuleNode();
    // The line it was typed on is the one to write on afterwards.
    if (isImport || parent.getNextSibling() !== null) parent.replace(rule);
    else parent.insertBefore(rule);
    if (!isImport) rule.selectNext();
  },
};

/** "[text](address)"; an address that may not be kept leaves the text as it was typed. */
const LINKS: TextMatchTransformer = {
  type: 'text-match',
  dependencies: [LinkNode],
  importRegExp: /(?<!!)\[([^[\]]+)\]\(([^()\s]+)\)/,
  regExp: /(?<!!)\[([^[\]]+)\]\(([^()\s]+)\)$/,
  trigger: ')',
  replace: (node, match) => {
    const [, text = '', address = ''] = match;
    const href = hrefFrom(address);
    if (href === undefined) return;
    node.replace($createLinkNode(href).append($createTextNode(text).setFormat(node.getFormat())));
  },
};

/** What is turned into form while it is typed. */
export const TRANSFORMERS: Transformer[] = [
  HEADINGS,
  QUOTE,
  RULE,
  FORMULA_BLOCK,
  CHECK_LIST,
  UNORDERED_LIST,
  ORDERED_LIST,
  CODE,
  INLINE_CODE,
  BOLD_ITALIC_STAR,
  BOLD_ITALIC_UNDERSCORE,
  BOLD_STAR,
  BOLD_UNDERSCORE,
  ITALIC_STAR,
  ITALIC_UNDERSCORE,
  STRIKETHROUGH,
  LINKS,
  ...FORMULAS,
];
