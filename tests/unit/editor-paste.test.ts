import { buildEditorFromExtensions } from '@lexical/extension';
import { $generateNodesFromDOM } from '@lexical/html';
import { $getRoot } from 'lexical';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { editorExtension } from '../../renderer/editor/extension.ts';
import { tidyHtml } from '../../renderer/editor/features/paste/tidy-html.ts';
import type { Block } from '../../shared/document.ts';
import { richTextToBlocks, textToRichText } from '../../shared/rich-text.ts';

function tidied(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  tidyHtml(document);
  return document.body.innerHTML;
}

test.each<[string, string, string]>([
  ['scripts', '<p>a<script>x()</script></p>', '<p>a</p>'],
  ['handlers', '<p onclick="x()">a</p>', '<p>a</p>'],
  [
    'frames, pictures and drawings',
    '<img src="x"><iframe src="y"></iframe><svg onload="z()"></svg>b',
    'b',
  ],
  ['colours and classes', '<p class="x" id="y" style="color:red">a</p>', '<p>a</p>'],
  ['bold by style', '<span style="font-weight:700">a</span>', '<span><b>a</b></span>'],
  [
    'several looks at once',
    '<span style="font-style: italic; text-decoration: underline line-through">a</span>',
    '<span><s><u><i>a</i></u></s></span>',
  ],
  ['bold that is not', '<b style="font-weight:normal"><p>a</p></b>', '<span><p>a</p></span>'],
  ['raised by style', '<span style="vertical-align:super">2</span>', '<span><sup>2</sup></span>'],
  [
    'the underline of links',
    '<a href="https://a.b/" style="text-decoration:underline" target="_top">a</a>',
    '<a href="https://a.b/">a</a>',
  ],
  ['the paragraph of an item', '<ul><li><p>a</p></li></ul>', '<ul><li>a</li></ul>'],
  [
    'paragraphs in an item',
    '<ul><li><p>a</p><p>b</p></li></ul>',
    '<ul><li><div data-item-blocks=""><p>a</p><p>b</p></div></li></ul>',
  ],
  [
    'code in an item',
    '<ul><li>a<pre>b</pre></li></ul>',
    '<ul><li><div data-item-blocks="">a<pre>b</pre></div></li></ul>',
  ],
  ['paragraphs of a term', '<dl><dd><p>a</p><p>b</p></dd></dl>', '<dl><dd>a<br>b</dd></dl>'],
  [
    'a list in an item stays',
    '<ul><li>a<ul><li>b</li></ul></li></ul>',
    '<ul><li>a<ul><li>b</li></ul></li></ul>',
  ],
  [
    'check boxes',
    '<ul><li><input type="checkbox" checked> a</li><li><input type="checkbox"> b</li></ul>',
    '<ul><li aria-checked="true"> a</li><li aria-checked="false"> b</li></ul>',
  ],
  [
    'check boxes beside plain items, and with numbers',
    '<ol start="3"><li><input type="checkbox"> a</li><li>b</li></ol>',
    '<ul start="3" data-numbered=""><li aria-checked="false"> a</li><li data-plain="">b</li></ul>',
  ],
  [
    'what is in a quotation',
    '<blockquote><p>a</p><ul><li>b</li></ul><blockquote>c</blockquote></blockquote>',
    '<blockquote><p>a</p><ul><li>b</li></ul><blockquote>c</blockquote></blockquote>',
  ],
  [
    'a plain quotation',
    '<blockquote>a <i>b</i></blockquote>',
    '<blockquote>a <i>b</i></blockquote>',
  ],
])('%s', (_what, html, expected) => {
  expect(tidied(html)).toBe(expected);
});

/** The blocks that an editor makes of pasted HTML. */
function pasted(html: string): Block[] {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  tidyHtml(document);
  const editor = buildEditorFromExtensions(
    editorExtension({
      initial: textToRichText(''),
      onError: (error) => {
        throw error;
      },
    }),
  );
  editor.update(
    () => {
      const nodes = $generateNodesFromDOM(editor, document);
      $getRoot()
        .clear()
        .append(...nodes);
    },
    { discrete: true },
  );
  const blocks = richTextToBlocks(editor.getEditorState().toJSON());
  editor.dispose();
  return blocks;
}

function paragraph(text: string): Block {
  return { type: 'paragraph', runs: [{ text }] };
}

test('what is in quotations and items comes in as blocks', () => {
  const html = '<blockquote><p>a</p><ul><li><p>b</p><pre>c</pre></li></ul>d</blockquote>';
  expect(pasted(html)).toEqual([
    {
      type: 'quote',
      blocks: [
        paragraph('a'),
        {
          type: 'list',
          ordered: false,
          items: [{ blocks: [paragraph('b'), { type: 'code', text: 'c' }] }],
        },
        paragraph('d'),
      ],
    },
  ]);
});

test('tasks come in beside plain items, with their numbers', () => {
  const html =
    '<ol start="3"><li><input type="checkbox" checked>a</li><li>b</li></ol><p>c</p>' +
    '<ul><li>d</li><li><input type="checkbox">e</li></ul>';
  expect(pasted(html)).toEqual([
    {
      type: 'list',
      ordered: true,
      start: 3,
      items: [{ checked: true, blocks: [paragraph('a')] }, { blocks: [paragraph('b')] }],
    },
    paragraph('c'),
    {
      type: 'list',
      ordered: false,
      items: [{ blocks: [paragraph('d')] }, { checked: false, blocks: [paragraph('e')] }],
    },
  ]);
});
