import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { tidyHtml } from '../../renderer/editor/features/paste/tidy-html.ts';

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
  ['paragraphs in an item', '<ul><li><p>a</p><p>b</p></li></ul>', '<ul><li>a<br>b</li></ul>'],
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
    'paragraphs of a quotation',
    '<blockquote><p>a</p><p>b</p></blockquote>',
    '<blockquote>a</blockquote><blockquote>b</blockquote>',
  ],
  [
    'a list in a quotation',
    '<blockquote>a<ul><li>b</li></ul>c</blockquote>',
    '<blockquote>a</blockquote><ul><li>b</li></ul><blockquote>c</blockquote>',
  ],
  [
    'quotations in quotations',
    '<blockquote><blockquote><p>a</p></blockquote><div><p>b</p></div></blockquote>',
    '<blockquote>a</blockquote><blockquote>b</blockquote>',
  ],
  [
    'a plain quotation',
    '<blockquote>a <i>b</i></blockquote>',
    '<blockquote>a <i>b</i></blockquote>',
  ],
])('%s', (_what, html, expected) => {
  expect(tidied(html)).toBe(expected);
});
