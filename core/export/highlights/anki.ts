/**
 * Highlights as cards to learn from, in the text form that Anki imports
 * (https://docs.ankiweb.net/importing/text-files.html): a line each, fields parted by tabs.
 */
import { dateText } from '../../../shared/csl.ts';
import { isPlaced } from '../../../shared/segments.ts';
import type { ExportOptions } from '../../../shared/domain.ts';
import type { HighlightSet, SetHighlight } from './highlight-set.ts';

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .trim()
    .replace(/\s*\n\s*/g, '<br>')
    .replaceAll('\t', ' ');
}

function placeText({ highlight, source }: SetHighlight): string {
  const paragraph = highlight.passages.find(isPlaced)?.paragraph;
  const place = paragraph === undefined ? '' : `¶ ${paragraph}`;
  return [source.title, dateText(source.csl.issued), place].filter(Boolean).join(', ');
}

/** A field whose text begins like a comment of the format, or holds a quotation mark, in quotes. */
function field(text: string): string {
  return /["#]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Anki parts tags by spaces. */
function tagText(tag: string): string {
  return tag.trim().replace(/\s+/g, '_');
}

function lineOf(one: SetHighlight, hides: ExportOptions['hides']): string | undefined {
  const { highlight, label } = one;
  const quotation = html(highlight.passages.map(({ exact }) => exact).join(' … '));
  const comment = html(highlight.annotation.text);
  const place = `<div class="source">${html(placeText(one))}</div>`;
  const quoted = `<blockquote>${quotation}</blockquote>`;
  // Without a comment there is nothing to ask by, and nothing to answer.
  if (comment === '') return undefined;
  const sides =
    hides === 'comment' ? [`${quoted}${place}`, comment] : [`${comment}${place}`, quoted];
  const tags = [...highlight.tags, label].map(tagText).join(' ');
  return [highlight.id, ...sides, tags].map(field).join('\t');
}

/**
 * A .txt file with a card for every highlight that has a comment. The id of the highlight is each
 * note's own id, so that importing the file once more changes cards and doubles none.
 */
export function writeAnki({ highlights }: HighlightSet, hides: ExportOptions['hides']): string {
  const head = ['#separator:tab', '#html:true', '#guid column:1', '#tags column:4'];
  const lines = highlights.flatMap((one) => lineOf(one, hides) ?? []);
  return `${[...head, ...lines].join('\n')}\n`;
}
