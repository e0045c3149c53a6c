/** Notes as Evernote exports them (ENEX): each becomes a source, with its pictures, tags and dates. */
import { createHash } from 'node:crypto';
import type { Block, ListItem, Run } from '../../shared/document.ts';
import type { Csl } from '../../shared/csl.ts';
import { Refusal } from '../../shared/result.ts';
import { htmlToBlocks } from './html-blocks.ts';
import { picturesOf } from './html-pictures.ts';
import { nameFrom, webAddress } from './names.ts';
import { finishSource, nameInSentence, type ReadRequest, type ReadSource } from './reader.ts';
import { linkName, linkTo } from './source-names.ts';
import { allRuns } from '../../shared/runs-in.ts';
import { childElement, childElements, parseXml, xmlText, type XmlElement } from './xml.ts';

/** Stands in for the addresses by which Evernote's notes lead to each other. */
const NOTE_LINK = 'https://note.invalid/';

const TICKED = '☑';
const OPEN = '☐';

interface Resource {
  bytes: Uint8Array;
  mediaType: string;
  name: string;
}

function textIn(note: XmlElement | undefined, name: string): string {
  return xmlText(childElement(note, name)).trim();
}

/** A moment as Evernote writes it (20240102T030405Z), as ISO 8601. */
function momentIn(text: string): string | undefined {
  const iso = text.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z');
  const moment = new Date(iso);
  return iso === text || Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** The files of a note by the MD5 of their bytes, by which its text names them. */
function resourcesOf(note: XmlElement): Map<string, Resource> {
  return new Map(
    childElements(note, 'resource').map((resource): [string, Resource] => {
      const bytes = Buffer.from(textIn(resource, 'data'), 'base64');
      const name = textIn(childElement(resource, 'resource-attributes'), 'file-name');
      const hash = createHash('md5').update(bytes).digest('hex');
      return [hash, { bytes, mediaType: textIn(resource, 'mime'), name }];
    }),
  );
}

function attributeIn(tag: string, name: string): string {
  return (
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i')
      .exec(tag)
      ?.slice(1)
      .find((value) => value !== undefined) ?? ''
  );
}

const VOID = /^(?:br|hr|img|col|area|input|wbr)$/i;

/** ENML (https://dev.evernote.com/doc/articles/enml.php) as the HTML that it is based on. */
function htmlOf(enml: string, resources: ReadonlyMap<string, Resource>): string {
  return enml
    .replace(/^[^]*?(?=<en-note\b)/, '')
    .replace(/<en-media\b[^>]*>/gi, (tag) => {
      const hash = attributeIn(tag, 'hash').toLowerCase();
      const resource = resources.get(hash);
      const picture = (resource?.mediaType ?? attributeIn(tag, 'type')).startsWith('image/');
      const file = encodeURIComponent((resource?.name ?? '').toWellFormed());
      if (picture) return `<img src="enex:${hash}/${file}">`;
      const name = (resource?.name ?? '').replace(/[<>&]/g, ' ').trim();
      return name === '' ? '' : `<span>[${name}]</span>`;
    })
    .replace(/<en-todo\b[^>]*>/gi, (tag) =>
      /true/i.test(attributeIn(tag, 'checked')) ? `${TICKED} ` : `${OPEN} `,
    )
    .replace(
      /<li\b[^>]*--en-checked:\s*(true|false)[^>]*>/gi,
      (_, ticked: string) => `<li>${ticked.toLowerCase() === 'true' ? TICKED : OPEN} `,
    )
    .replace(/<en-crypt\b[^]{0,100000}?<\/en-crypt\s*>/gi, '<span>[encrypted text]</span>')
    .replace(/<\/(?:en-media|en-todo)\s*>/gi, '')
    .replace(/<a\b[^>]*\shref\s*=\s*["']evernote:[^"']*["'][^>]*>/gi, `<a href="${NOTE_LINK}">`)
    .replace(/<([a-z][\w-]*)((?:\s[^<>]*)?)\/>/gi, (all: string, name: string, rest: string) =>
      VOID.test(name) ? all : `<${name}${rest}></${name}>`,
    );
}

/** Makes checklists of lists whose items begin with a box. */
function withTasks(blocks: readonly Block[]): Block[] {
  const itemOf = (item: ListItem): ListItem => {
    const [first, ...rest] = item.blocks;
    const [start, ...runs] = first?.type === 'paragraph' ? first.runs : [];
    const box = start?.text.charAt(0) ?? '';
    if (first?.type !== 'paragraph' || start === undefined || (box !== TICKED && box !== OPEN)) {
      return { ...item, blocks: withTasks(item.blocks) };
    }
    const text = start.text.slice(1).trimStart();
    const words: Run[] = text === '' ? runs : [{ ...start, text }, ...runs];
    const line: Block[] = words.length === 0 ? [] : [{ ...first, runs: words }];
    return { checked: box === TICKED, blocks: [...line, ...withTasks(rest)] };
  };
  return blocks.map((block) => {
    if (block.type === 'list') return { ...block, items: block.items.map(itemOf) };
    return block.type === 'quote' ? { ...block, blocks: withTasks(block.blocks) } : block;
  });
}

/** Turns links to other notes, which are called by their titles, into links between sources. */
function leadToNotes(blocks: readonly Block[]): void {
  for (const run of allRuns(blocks)) {
    if (run.href !== NOTE_LINK) continue;
    delete run.href;
    if (linkName(run.text) !== '') run.to = linkTo(run.text);
  }
}

function cslOf(note: XmlElement, createdAt: string | undefined): Csl {
  const attributes = childElement(note, 'note-attributes');
  const title = textIn(note, 'title');
  const author = nameFrom(textIn(attributes, 'author'));
  const url = webAddress(textIn(attributes, 'source-url'));
  const [year, month, day] = (createdAt ?? '').slice(0, 10).split('-').map(Number);
  const clipped =
    url !== undefined && year !== undefined && month !== undefined && day !== undefined;
  return {
    ...(title === '' ? {} : { title }),
    ...(author === undefined ? {} : { author: [author] }),
    ...(url === undefined ? {} : { type: 'webpage', URL: url }),
    ...(clipped && createdAt !== undefined
      ? { accessed: { 'date-parts': [[year, month, day]] } }
      : {}),
  };
}

function readNote(request: ReadRequest, note: XmlElement): ReadSource {
  const resources = resourcesOf(note);
  const pictures = picturesOf(
    (address) => resources.get(/^enex:([0-9a-f]{32})\//.exec(address)?.[1] ?? '')?.bytes,
  );
  const content = textIn(note, 'content');
  const blocks = withTasks(htmlToBlocks(htmlOf(content, resources), { pictures }));
  leadToNotes(blocks);
  const createdAt = momentIn(textIn(note, 'created'));
  const updatedAt = momentIn(textIn(note, 'updated'));
  const csl = cslOf(note, createdAt);
  const tags = childElements(note, 'tag').map((tag) =>
    xmlText(tag).trim().slice(0, 100).toWellFormed(),
  );
  const others = [...resources.values()].filter(({ mediaType }) => !mediaType.startsWith('image/'));
  const warnings = [...pictures.warnings()];
  if (/<en-crypt\b/i.test(content)) warnings.push('Encrypted text in the note was left out.');
  if (others.length > 0) {
    const named = others
      .map(({ name }) => name)
      .filter((name) => name !== '')
      .slice(0, 3);
    warnings.push(
      `${others.length === 1 ? 'A file' : `${others.length} files`} attached to the note ${others.length === 1 ? 'was' : 'were'} left out${named.length === 0 ? '' : ` (${named.join(', ')})`}. Save and add what you need.`,
    );
  }
  return finishSource(
    { ...request, name: '' },
    {
      blocks,
      csl,
      ...(blocks.length === 0 && csl.title !== undefined ? { record: true as const } : {}),
      mediaType: 'application/enex+xml',
      ...(tags.length === 0
        ? {}
        : { tags: [...new Set(tags)].filter((tag) => tag !== '').slice(0, 100) }),
      ...(pictures.files.length === 0 ? {} : { files: pictures.files }),
      ...(csl.title === undefined ? {} : { names: [linkName(csl.title)] }),
      ...(createdAt === undefined ? {} : { createdAt }),
      ...(updatedAt === undefined ? {} : { updatedAt }),
      warnings,
    },
  );
}

/** Reads an export of Evernote: a source for each note. Throws `empty` and what `parseXml` throws. */
export function readEnex(request: ReadRequest): ReadSource[] {
  const { root, warnings } = parseXml(request.bytes, request.name);
  const sources: ReadSource[] = [];
  let empty = 0;
  for (const note of childElements(root, 'note')) {
    try {
      sources.push(readNote(request, note));
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'empty') throw error;
      empty += 1;
    }
  }
  if (empty > 0) {
    warnings.push(
      `${empty === 1 ? 'One note' : `${empty} notes`} in ${nameInSentence(request.name)} held nothing and ${empty === 1 ? 'was' : 'were'} left out.`,
    );
  }
  sources[0]?.warnings.unshift(...warnings);
  if (sources.length > 0) return sources;
  throw new Refusal(
    'empty',
    `${nameInSentence(request.name)} holds no notes. Export them from Evernote again, as .enex.`,
  );
}
