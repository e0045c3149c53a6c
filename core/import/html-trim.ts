/** What pages repeat above their text: the title, the byline and the date, which are metadata. */
import { nameText, type Csl } from '../../shared/csl.ts';
import type { Block } from '../../shared/document.ts';

/** Blocks at the beginning among which the title may stand again, as a heading or as a paragraph. */
const TITLE_WITHIN = 8;
const PLAIN_TITLE_WITHIN = 3;

/** Blocks at the beginning that may be bylines, and their longest, in characters. */
const BYLINE_WITHIN = 4;
const BYLINE_MAX = 160;

/** Words that stand in bylines around names and dates. */
const AROUND =
  /\b(?:by|written|posted|published|updated|on|min(?:ute)?s?|read|von|par|por|am|le|el|di|da)\b|автор|текст|作者|文|記者|입력|기자|بقلم|מאת/giu;

/** A paragraph that only announces an advertisement. */
const ADVERTISEMENT =
  /^(?:advertisement|advertising|sponsored|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|reklam[ae]?|реклама|広告|广告|廣告|광고|إعلان|פרסומת)$/iu;

/** A paragraph at the very end that only says whose the page is. */
const RIGHTS =
  /©|\b(?:all rights reserved|copyright|alle rechte vorbehalten|tous droits réservés|todos (?:los|os) (?:derechos|direitos)|tutti i diritti)\b|все права защищены|版权所有|無断転載|무단 ?전재|جميع الحقوق محفوظة/iu;
const RIGHTS_MAX = 200;

function textOf(block: Block): string | undefined {
  if (block.type !== 'paragraph' && block.type !== 'heading') return undefined;
  return block.runs
    .map((run) => run.text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Blocks without the heading, or the paragraph at the very beginning, that only repeats the title. */
export function withoutTitle(blocks: readonly Block[], title: string | undefined): Block[] {
  if (title === undefined || blocks.length < 2) return [...blocks];
  const same = title.replace(/\s+/g, ' ').trim().toLowerCase();
  const at = blocks.slice(0, TITLE_WITHIN).findIndex((block, index) => {
    const fits = block.type === 'heading' ? block.level <= 3 : index < PLAIN_TITLE_WITHIN;
    return fits && textOf(block)?.toLowerCase() === same;
  });
  return blocks.filter((_, index) => index !== at);
}

/** Says whether a line holds nothing but the names and the date that the metadata holds. */
function isByline(line: string, csl: Csl): boolean {
  if (line.length > BYLINE_MAX) return false;
  const names = (csl.author ?? []).flatMap((name) => [
    nameText(name),
    `${name.family ?? ''} ${name.given ?? ''}`.trim(),
    `${name.family ?? ''}${name.given ?? ''}`,
  ]);
  const year = csl.issued?.['date-parts']?.[0]?.[0];
  let rest = line;
  let found = false;
  for (const name of names) {
    if (name !== '' && rest.includes(name)) {
      found = true;
      rest = rest.replaceAll(name, ' ');
    }
  }
  if (year !== undefined && rest.includes(String(year))) found = true;
  if (!found) return false;
  const words = rest.replace(AROUND, ' ').replace(/[\d\p{P}\p{S}\s]+/gu, '');
  // What is left may be the name of a month, no more.
  return words.length <= 9;
}

/** How many blocks come before a line on rights at the end, and the rule above it. */
function endOf(blocks: readonly Block[]): number {
  const last = blocks.at(-1);
  const line = last?.type === 'paragraph' ? textOf(last) : undefined;
  if (line === undefined || line.length > RIGHTS_MAX || !RIGHTS.test(line)) return blocks.length;
  return blocks.at(-2)?.type === 'rule' ? blocks.length - 2 : blocks.length - 1;
}

/**
 * The blocks of an article without bylines above the text, labels of advertisements in it, and lines
 * on rights below it.
 */
export function withoutFurniture(blocks: readonly Block[], csl: Csl): Block[] {
  return blocks.slice(0, endOf(blocks)).filter((block, index) => {
    const line = block.type === 'paragraph' ? textOf(block) : undefined;
    if (line === undefined) return true;
    if (ADVERTISEMENT.test(line)) return false;
    return index >= BYLINE_WITHIN || !isByline(line, csl);
  });
}
