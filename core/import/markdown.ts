/** Markdown files: front matter as metadata, the first heading as the title, the rest as blocks. */
import { documentFromParagraphs, type Block } from '../../shared/document.ts';
import { decodeText, foundEncoding } from './decode.ts';
import { readFrontMatter, splitFrontMatter, type FrontMatter } from './front-matter.ts';
import { parseMarkdown } from './markdown-blocks.ts';
import { finishSource, nameInSentence, type SyncReader } from './reader.ts';
import { textToParagraphs } from './text.ts';

export { markdownToBlocks } from './markdown-blocks.ts';

function textOf(block: Block | undefined): string {
  return block?.type === 'heading' ? block.runs.map((run) => run.text).join('') : '';
}

/** A file's front matter and the rest; front matter that can't be read stays in the text as code. */
function takeFrontMatter(
  text: string,
  name: string,
): { matter: FrontMatter; rest: string; kept: Block[]; warnings: string[] } {
  const none: FrontMatter = { csl: {}, tags: [] };
  const split = splitFrontMatter(text);
  if (split === undefined) return { matter: none, rest: text, kept: [], warnings: [] };
  // A thematic break, text without a colon and another break are not front matter.
  if (!/^[^\s#][^\n]*:/m.test(split.yaml) && split.yaml.trim() !== '') {
    return { matter: none, rest: text, kept: [], warnings: [] };
  }
  if (split.yaml.trim() === '') return { matter: none, rest: split.rest, kept: [], warnings: [] };
  try {
    return { matter: readFrontMatter(split.yaml), rest: split.rest, kept: [], warnings: [] };
  } catch {
    const warning = `The front matter of ${nameInSentence(name)} is not valid YAML; it was kept as text.`;
    const kept: Block[] = [{ type: 'code', language: 'yaml', text: split.yaml.trimEnd() }];
    return { matter: none, rest: split.rest, kept, warnings: [warning] };
  }
}

/**
 * The title and the blocks without it. The first first-level heading is the title unless front
 * matter names one; it leaves the text when the text begins with it, and stays where text stands
 * before it, since other headings follow from it.
 */
function splitTitle(
  blocks: Block[],
  given: string | undefined,
): { title: string | undefined; blocks: Block[] } {
  const at = blocks.findIndex((block) => block.type === 'heading' && block.level === 1);
  const heading = textOf(blocks[at]);
  if (heading === '') return { title: given, blocks };
  const title = given ?? heading;
  const begins = blocks.slice(0, at).every((block) => block.type === 'rule');
  const repeats = begins && title === heading && blocks.length > 1;
  return { title, blocks: repeats ? blocks.filter((_, index) => index !== at) : blocks };
}

/** Reads a Markdown file. Throws `not-text` and `empty`. */
export const readMarkdown: SyncReader = (request, options = {}) => {
  const decoded = decodeText(request, options);
  const text = decoded.text.replace(/\r\n?/g, '\n');
  const { matter, rest, kept, warnings } = takeFrontMatter(text, request.name);
  const parsed = parseMarkdown(rest, { writing: options.writing });
  if (parsed === undefined) {
    warnings.push(
      `${nameInSentence(request.name)} is nested too deep to be read as Markdown; it was read as plain text.`,
    );
  }
  const all = [...kept, ...(parsed ?? documentFromParagraphs(textToParagraphs(rest)).blocks)];
  const { title, blocks } =
    options.title === 'none'
      ? { title: matter.csl.title, blocks: all }
      : splitTitle(all, matter.csl.title);
  return finishSource(request, {
    blocks,
    csl: title === undefined ? matter.csl : { ...matter.csl, title },
    ...(matter.language === undefined ? {} : { language: matter.language }),
    ...(matter.tags.length === 0 ? {} : { tags: matter.tags }),
    mediaType: 'text/markdown',
    warnings: [...decoded.warnings, ...warnings],
    encoding: foundEncoding(decoded),
  });
};
