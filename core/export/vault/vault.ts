/**
 * A case file as a folder of Markdown files, packed as a zip: a page for the whole, one for each
 * note and source, one for the comments on each source, and their pictures in files/.
 */
import { deflateRawSync } from 'node:zlib';
import { stringify } from 'yaml';
import type { Csl, CslName } from '../../../shared/csl.ts';
import { dateText, nameText } from '../../../shared/csl.ts';
import type { Block, Run } from '../../../shared/document.ts';
import { zipOf, type ZipEntry } from '../../../shared/zip.ts';
import type { VaultPart } from '../../../shared/vault-part.ts';
import type { CaseDocument, PrintedNote } from '../case-document.ts';
import { cleanCharacters } from '../characters.ts';
import type { DocumentTools } from '../document-tools.ts';
import { PICTURE_ENDINGS } from '../../picture-endings.ts';
import { blocksToMarkdown } from '../markdown.ts';
import type { PlaceName } from '../places.ts';
import type { PrintedSource } from '../printed-source.ts';
import { annotationBlocks, quotationsOf, type Quotation } from './vault-annotations.ts';
import { anchorOf, blocksFor, MARK_SIGN, runsFor, type VaultContext } from './vault-blocks.ts';
import { addressFrom, fileNames } from './vault-names.ts';

/** How much smaller than itself a file is packed at most. */
const MOST_SHRINKING = 90;

type Fields = Record<string, unknown>;

/** Where everything of the case file is written. */
interface Files {
  index: string;
  notes: Map<string, string>;
  sources: Map<string, string>;
  /** The pages of comments, by source. */
  annotations: Map<string, string>;
  /** The source of each highlight. */
  sourceOf: Map<number, string>;
}

function notesOf({ summary, notes }: CaseDocument): PrintedNote[] {
  return [...(summary === undefined ? [] : [summary]), ...notes];
}

function nameFiles(document: CaseDocument): Files {
  const names = fileNames();
  const notes = notesOf(document);
  const sources = document.sources;
  const withHighlights = sources.filter(({ highlights }) => highlights.length > 0);
  return {
    index: names.take('', document.title),
    notes: new Map(notes.map(({ id, title }) => [id, names.take('Notes', title)])),
    sources: new Map(sources.map(({ id, title }) => [id, names.take('Sources', title)])),
    annotations: new Map(
      withHighlights.map(({ id, title }) => [id, names.take('Annotations', title)]),
    ),
    sourceOf: new Map(
      sources.flatMap(({ id, highlights }) =>
        highlights.map(({ number }) => [number, id] as const),
      ),
    ),
  };
}

/** The file of a place, with what leads to it within the file. */
function pathOf(place: PlaceName, files: Files): { path: string; fragment: string } | undefined {
  const [, kind, id = ''] = /^(source|note|highlight)-(.*)$/.exec(place) ?? [];
  const page = (path: string | undefined, fragment = '') =>
    path === undefined ? undefined : { path, fragment };
  if (kind === 'source') return page(files.sources.get(id));
  if (kind === 'note') return page(files.notes.get(id));
  if (kind !== 'highlight') return undefined;
  const source = files.sourceOf.get(Number(id)) ?? '';
  return page(files.annotations.get(source), `#h${id}`);
}

/** Writes one file after the other, and keeps the pictures that they show. */
class Vault {
  readonly entries: ZipEntry[] = [];
  readonly pictures = new Map<string, string>();
  private readonly tools: DocumentTools;
  private readonly files: Files;

  constructor(tools: DocumentTools, files: Files) {
    this.tools = tools;
    this.files = files;
  }

  context(path: string, base: number, anchors = false): VaultContext {
    return {
      addressOf: (place) => {
        const target = pathOf(place, this.files);
        return target && addressFrom(path, target.path) + target.fragment;
      },
      hasPicture: (sha256) => 'bytes' in this.tools.picture(sha256),
      base,
      anchors,
    };
  }

  /** Writes a file of Markdown; its front matter says what it is, so that it comes back as that. */
  write(path: string, part: VaultPart, fields: Fields, blocks: readonly Block[]): void {
    const title = typeof fields['title'] === 'string' ? fields['title'] : '';
    const heading: Block = { type: 'heading', level: 1, runs: [{ text: cleanCharacters(title) }] };
    const fileName = (sha256: string) => addressFrom(path, this.pictureOf(sha256));
    const text = blocksToMarkdown([heading, ...blocks], { fileName }).replaceAll(MARK_SIGN, '==');
    const matter = stringify({ ...fields, casebook: part }, { lineWidth: 0 });
    this.add(path, new TextEncoder().encode(`---\n${matter}---\n\n${text}`));
  }

  private pictureOf(sha256: string): string {
    const picture = this.tools.picture(sha256);
    const path = `files/${sha256}${'bytes' in picture ? (PICTURE_ENDINGS[picture.mediaType] ?? '') : ''}`;
    this.pictures.set(sha256, path);
    return path;
  }

  private add(path: string, bytes: Uint8Array): void {
    const deflated = deflateRawSync(bytes);
    // Readers that are wary of zips, ours among them, refuse what shrinks a hundredfold.
    const isOrdinary = bytes.length / deflated.length < MOST_SHRINKING;
    this.entries.push({ path, bytes, ...(isOrdinary ? { deflated } : {}) });
  }

  pack(): Uint8Array {
    const files = [...this.pictures].flatMap(([sha256, path]): ZipEntry[] => {
      const picture = this.tools.picture(sha256);
      return 'bytes' in picture ? [{ path, bytes: picture.bytes }] : [];
    });
    return zipOf([...this.entries, ...files]);
  }
}

/** A name as front matter of ours and of others is read: the family first where there is one. */
function authorText(name: CslName): string {
  const { family, given } = name;
  return family === undefined || given === undefined ? nameText(name) : `${family}, ${given}`;
}

function present(fields: Fields): Fields {
  const said = Object.entries(fields).filter(
    ([, value]) =>
      value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(
    said.map(([key, value]) => [key, typeof value === 'string' ? cleanCharacters(value) : value]),
  );
}

function sourceFields(source: PrintedSource, annotations: string | undefined): Fields {
  const csl: Csl = source.csl;
  return present({
    title: source.title,
    author: (csl.author ?? [])
      .map(authorText)
      .filter((name) => name !== '')
      .map(cleanCharacters),
    date: dateText(csl.issued),
    'container-title': csl['container-title'],
    publisher: csl.publisher,
    url: source.link?.href,
    doi: csl.DOI,
    isbn: csl.ISBN,
    accessed: source.accessed,
    language: source.language,
    abstract: csl.abstract,
    tags: source.tags.map(cleanCharacters),
    // A link that Obsidian shows among the properties.
    annotations: annotations && `[[${annotations.replace(/\.md$/, '')}]]`,
  });
}

function link(text: string, href: string | undefined): Run {
  return { text: cleanCharacters(text), ...(href === undefined ? {} : { href }) };
}

function indexBlocks(document: CaseDocument, files: Files, vault: Vault): Block[] {
  const context = vault.context(files.index, 0);
  const list = (title: string, items: readonly Run[][]): Block[] =>
    items.length === 0
      ? []
      : [
          { type: 'heading', level: 2, runs: [{ text: title }] },
          {
            type: 'list',
            ordered: false,
            items: items.map((runs) => ({ blocks: [{ type: 'paragraph', runs }] })),
          },
        ];
  const by = [document.author, document.exportedOn].filter((part) => part !== '').join(' · ');
  const sources = document.sources.map(({ id, title }): Run[] => {
    const comments = files.annotations.has(id) ? `Annotations` : undefined;
    const path = files.annotations.get(id) ?? '';
    return [
      link(title, context.addressOf(`source-${id}`)),
      ...(comments === undefined
        ? []
        : [{ text: ' · ' }, link(comments, addressFrom(files.index, path))]),
    ];
  });
  const { bibliography: works, record } = document;
  return [
    ...(document.question === ''
      ? []
      : [
          {
            type: 'paragraph',
            runs: [{ text: cleanCharacters(document.question), marks: ['italic'] }],
          } satisfies Block,
        ]),
    { type: 'paragraph', runs: [{ text: cleanCharacters(by) }] },
    ...list(
      'Notes',
      notesOf(document).map(({ id, title }) => [link(title, context.addressOf(`note-${id}`))]),
    ),
    ...list('Sources', sources),
    ...list(
      'Bibliography',
      (works?.entries ?? []).map(({ segments }) => runsFor(segments, context)),
    ),
    ...(document.printsRecord
      ? [
          ...list(
            'Export record',
            record.facts.map(({ name, value }) => [link(`${name}: ${value}`, undefined)]),
          ),
          ...list(
            'Not as it is in the library',
            record.leftOut.map((text) => [link(text, undefined)]),
          ),
        ]
      : []),
  ];
}

/** A case file as the bytes of a zip of Markdown files. */
export function writeVault(document: CaseDocument, tools: DocumentTools): Uint8Array {
  const files = nameFiles(document);
  const vault = new Vault(tools, files);
  const all = document.sources.length + notesOf(document).length + 1;
  let done = 0;
  const report = () => tools.report((done += 1) / all);
  const labels = new Map(document.labels.map(({ id, name }) => [id, name]));

  vault.write(
    files.index,
    'contents',
    present({
      title: document.title,
      author: document.author,
      date: document.exportedAt.slice(0, 10),
    }),
    indexBlocks(document, files, vault),
  );
  for (const note of notesOf(document)) {
    const path = files.notes.get(note.id) ?? '';
    const fields = present({ title: note.title, tags: note.tags.map(cleanCharacters) });
    vault.write(
      path,
      'note',
      fields,
      blocksFor(note.blocks, vault.context(path, note.asPart === true ? 1 : 2)),
    );
    report();
  }
  for (const source of document.sources) {
    const path = files.sources.get(source.id) ?? '';
    const page = files.annotations.get(source.id);
    const blocks = blocksFor(source.blocks, vault.context(path, 0, true));
    vault.write(path, 'source', sourceFields(source, page), blocks);
    if (page !== undefined) writeAnnotations(vault, source, { path, page, labels });
    report();
  }
  return vault.pack();
}

function writeAnnotations(
  vault: Vault,
  source: PrintedSource,
  { path, page, labels }: { path: string; page: string; labels: ReadonlyMap<string, string> },
): void {
  const label = new Map(
    source.highlights.map((one) => [one.number, labels.get(one.label) ?? one.label]),
  );
  const quotations: Quotation[] = quotationsOf(source);
  const blocks = annotationBlocks(
    quotations,
    {
      title: cleanCharacters(source.title),
      labelOf: (number) => label.get(number) ?? '',
      sourceAddress: (anchor) =>
        addressFrom(page, path) + (anchor === undefined ? '' : `#${anchorOf(anchor)}`),
    },
    vault.context(page, 0),
  );
  const title = `Annotations on ${source.title}`;
  vault.write(page, 'annotations', present({ title }), blocks);
}
