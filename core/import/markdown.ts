/** Markdown files: front matter as metadata, the first heading as the title, the rest as blocks. */
import { documentFromParagraphs, type Block } from '../../shared/document.ts';
import { decodeText, foundEncoding } from './decode.ts';
import {
  matterOf,
  NO_FRONT_MATTER,
  readFrontMatter,
  splitFrontMatter,
  type FrontMatter,
} from './front-matter.ts';
import { journalDay, looksLikeLogseq, readLogseq, withoutOutermost } from './logseq.ts';
import { parseMarkdown } from './markdown-blocks.ts';
import { readingOf } from './markdown-source.ts';
import { finishSource, nameInSentence, type SyncReader } from './reader.ts';
import { namesOf } from './source-names.ts';
import { textToParagraphs } from './text.ts';
import { cleanText } from './tidy.ts';
import { withoutComments } from './wiki-text.ts';

export { markdownToBlocks } from './markdown-blocks.ts';

/** Most tags of one source. */
const MOST_TAGS = 100;

function textOf(block: Block | undefined): string {
  return block?.type === 'heading' ? block.runs.map((run) => run.text).join('') : '';
}

/** A file's front matter and the rest; front matter that can't be read stays in the text as code. */
function takeFrontMatter(
  text: string,
  name: string,
): { matter: FrontMatter; rest: string; kept: Block[]; warnings: string[] } {
  const matter = NO_FRONT_MATTER;
  const split = splitFrontMatter(text);
  if (split === undefined) return { matter, rest: text, kept: [], warnings: [] };
  const { language, source, rest } = split;
  // A thematic break, text without a colon and another break are not front matter.
  if (language === 'yaml' && !/^[^\s#][^\n]*:/m.test(source) && source.trim() !== '') {
    return { matter, rest: text, kept: [], warnings: [] };
  }
  if (source.trim() === '') return { matter, rest, kept: [], warnings: [] };
  try {
    return { matter: readFrontMatter(split), rest, kept: [], warnings: [] };
  } catch {
    const warning = `The front matter of ${nameInSentence(name)} is not valid ${language.toUpperCase()}; it was kept as text.`;
    const kept: Block[] = [{ type: 'code', language, text: cleanText(source).trimEnd() }];
    return { matter, rest, kept, warnings: [warning] };
  }
}

/** A page of Logseq as Markdown with what its properties say; any other text as it is. */
function takeProperties(name: string, text: string, matter: FrontMatter) {
  if (!looksLikeLogseq(name, text)) return { logseq: false, text, matter };
  const page = readLogseq(text);
  const said = matterOf(page.fields);
  const csl = { ...journalDay(name), ...said.csl, ...matter.csl };
  return {
    logseq: true,
    text: page.text,
    matter: {
      ...said,
      ...matter,
      csl,
      tags: [...matter.tags, ...said.tags],
      aliases: [...matter.aliases, ...said.aliases],
    },
  };
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

/** Reads a Markdown file, of a folder of notes or alone. Throws `not-text` and `empty`. */
export const readMarkdown: SyncReader = (request, options = {}) => {
  const decoded = decodeText(request, options);
  const written = decoded.text.replace(/\r\n?/g, '\n');
  const { kept, warnings, ...split } = takeFrontMatter(written, request.name);
  const source = options.writing === true ? undefined : readingOf(request);
  const { matter, text, logseq } =
    source === undefined
      ? { matter: split.matter, text: split.rest, logseq: false }
      : takeProperties(request.name, withoutComments(split.rest), split.matter);
  const parsed = parseMarkdown(text, {
    writing: options.writing,
    pictures: options.pictures,
    source,
  });
  if (parsed === undefined) {
    warnings.push(
      `${nameInSentence(request.name)} is nested too deep to be read as Markdown; it was read as plain text.`,
    );
  }
  const body = parsed ?? documentFromParagraphs(textToParagraphs(text)).blocks;
  const all = [...kept, ...(logseq ? withoutOutermost(body) : body)];
  const { title, blocks } =
    options.title === 'none'
      ? { title: matter.csl.title, blocks: all }
      : splitTitle(all, matter.csl.title);
  const { language, aliases, part, createdAt, updatedAt } = matter;
  const tags = [...new Set([...matter.tags, ...(source?.tags ?? [])])].slice(0, MOST_TAGS);
  const files = source?.files ?? [];
  const names = namesOf(request.name, [...(title === undefined ? [] : [title]), ...aliases]);
  return finishSource(request, {
    blocks,
    csl: title === undefined ? matter.csl : { ...matter.csl, title },
    ...(language === undefined ? {} : { language }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(files.length === 0 ? {} : { files }),
    ...(source === undefined || names.length === 0 ? {} : { names }),
    ...(part === undefined ? {} : { part }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    mediaType: 'text/markdown',
    warnings: [...decoded.warnings, ...warnings, ...(source?.warnings() ?? [])],
    encoding: foundEncoding(decoded),
  });
};
