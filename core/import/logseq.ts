/**
 * Logseq's Markdown (https://docs.logseq.com): pages are lists of blocks, blocks and pages have
 * `key:: value` properties, tasks begin with a word. Turned into plain Markdown before it is parsed.
 */
import type { Csl } from '../../shared/csl.ts';
import type { Block } from '../../shared/document.ts';
import type { Fields } from './front-matter.ts';

const PROPERTY = /^[ \t]*(?:- )?[ \t]*([A-Za-z][\w.-]*):: ?(.*)$/;

/** Properties that only Logseq itself reads. */
const INTERNAL =
  /^(?:id|collapsed|heading|background-color|created-at|updated-at|icon|public|filters|exclude-from-graph-view|query-\w+|hl-\w+|ls-\w+|logseq\.[\w.-]+)$/i;

const OPEN_TASK = /^([ \t]*- )(?:TODO|DOING|NOW|LATER|WAITING|IN-PROGRESS) (?=\S)/;
const DONE_TASK = /^([ \t]*- )(?:DONE|CANCELED|CANCELLED) (?=\S)/;

/** Says whether a text is a page of Logseq: nothing but blocks and properties in its folders. */
export function looksLikeLogseq(path: string, text: string): boolean {
  const folder = /(?:^|\/)(?:pages|journals)\/[^/]+$/.test(path.replaceAll('\\', '/'));
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const blocks = lines.filter((line) => /^(?:-(?: |$)|[ \t])/.test(line) || PROPERTY.test(line));
  if (lines.length === 0 || blocks.length < lines.length) return false;
  return folder || lines.some((line) => PROPERTY.test(line));
}

/** What the name of a page in `journals/` says: its day, as title and as date. */
export function journalDay(path: string): Csl {
  const [, year, month, day] =
    /(?:^|[\\/])journals[\\/](\d{4})[_-](\d\d)[_-](\d\d)\.(?:md|markdown)$/.exec(path) ?? [];
  if (year === undefined || month === undefined || day === undefined) return {};
  return {
    title: `${year}-${month}-${day}`,
    issued: { 'date-parts': [[Number(year), Number(month), Number(day)]] },
  };
}

/** A page of Logseq as Markdown, and the properties of the page. */
export function readLogseq(text: string): { text: string; fields: Fields } {
  const fields: Fields = {};
  const kept: string[] = [];
  let inPage = true;
  let drawer = false;
  let fenced = false;
  for (const line of text.split('\n')) {
    if (/^[ \t]*(?:- )?(?:```|~~~)/.test(line)) fenced = !fenced;
    if (fenced) {
      kept.push(line);
      inPage = false;
      continue;
    }
    if (/^[ \t]*:(?:LOGBOOK|PROPERTIES):[ \t]*$/i.test(line)) drawer = true;
    if (drawer) {
      if (/^[ \t]*:END:[ \t]*$/i.test(line)) drawer = false;
      continue;
    }
    const [, key = '', value = ''] = PROPERTY.exec(line) ?? [];
    if (key !== '') {
      if (inPage) fields[key] = value.trim();
      if (inPage || INTERNAL.test(key)) continue;
    } else if (line.trim() !== '' && line.trim() !== '-') inPage = false;
    kept.push(line.replace(OPEN_TASK, '$1[ ] ').replace(DONE_TASK, '$1[x] '));
  }
  return { text: kept.join('\n'), fields };
}

/** The blocks of a page whose outermost list is only how Logseq writes paragraphs. */
export function withoutOutermost(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'list' || block.ordered) return [block];
    return block.items.flatMap((item): Block[] =>
      item.checked === undefined ? item.blocks : [{ ...block, items: [item] }],
    );
  });
}
