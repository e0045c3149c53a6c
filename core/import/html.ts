/** HTML: saved web pages, documents exported as HTML, and pasted pieces of either. */
import type { Block } from '../../shared/document.ts';
import { decodeHtml } from './decode.ts';
import { articleBlocks } from './html-article.ts';
import { bodyToBlocks } from './html-blocks.ts';
import { kindOfPage } from './html-json-ld.ts';
import { readMetadata, type PageFacts } from './html-metadata.ts';
import { parsePage, type Page } from './html-tree.ts';
import { finishSource, type ReadOptions, type SyncReader } from './reader.ts';

export { htmlToBlocks } from './html-blocks.ts';

/** Blocks at the beginning among which the title may stand again as a heading. */
const TITLE_WITHIN = 8;

/** The part of a page that the options, or else the page itself, ask for. */
function chooseBlocks(
  page: Page,
  facts: PageFacts,
  choice: ReadOptions['page'],
): { blocks: Block[]; warnings: string[] } {
  const whole = (...warnings: string[]) => ({ blocks: bodyToBlocks(page.body), warnings });
  const kind = kindOfPage(facts.jsonLd);
  if (choice === 'whole' || (choice !== 'article' && kind === 'discussion')) return whole();
  const declared = choice === 'article' || kind === 'article' || facts.isArticle;
  try {
    const blocks = articleBlocks(page.body, facts.csl.title ?? '', declared);
    if (blocks !== undefined) return { blocks, warnings: [] };
  } catch {
    return whole(
      'The main text of the page could not be told from the rest, so all of it was read.',
    );
  }
  return choice === 'article'
    ? whole('The page has no main text that can be told from the rest, so all of it was read.')
    : whole();
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Blocks without the heading that only repeats the title. */
function withoutTitle(blocks: readonly Block[], title: string | undefined): Block[] {
  if (title === undefined || blocks.length < 2) return [...blocks];
  const at = blocks
    .slice(0, TITLE_WITHIN)
    .findIndex(
      (block) =>
        block.type === 'heading' &&
        block.level <= 2 &&
        plain(block.runs.map((run) => run.text).join('')) === plain(title),
    );
  return blocks.filter((_, index) => index !== at);
}

/**
 * Reads a page: its main text or all of it, with what it says about itself. Nothing on it is run or
 * fetched. Throws `not-text` and `empty`.
 */
export const readHtml: SyncReader = (request, options = {}) => {
  const { text, warnings } = decodeHtml(request);
  const page = parsePage(text);
  const facts = readMetadata(page);
  const { blocks, warnings: doubts } = chooseBlocks(page, facts, options.page ?? 'auto');
  return finishSource(request, {
    blocks: options.title === 'none' ? blocks : withoutTitle(blocks, facts.csl.title),
    csl: facts.csl,
    ...(facts.language === undefined ? {} : { language: facts.language }),
    mediaType: 'text/html',
    warnings: [...warnings, ...doubts],
  });
};
