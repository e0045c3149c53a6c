/** PDF files to sources. */
import { layoutDocument, type Block } from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';
import { pdfBlocks } from './pdf-blocks.ts';
import { isBeyondRebuilding } from './pdf-damage.ts';
import { flowOf, type Flow } from './pdf-flow.ts';
import { openPdf } from './pdf-library.ts';
import { pdfCsl, type PdfMetadata } from './pdf-metadata.ts';
import { readPages, type PdfText } from './pdf-pages.ts';
import { finishSource, nameInSentence, type ReadRequest, type ReadSource } from './reader.ts';

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** What pdf.js says of a file that it can't open, as a sentence for people. */
function refusalFor(error: unknown, name: string): Refusal {
  if (error instanceof Refusal) return error;
  const file = nameInSentence(name);
  if (nameOf(error) === 'PasswordException') {
    return new Refusal(
      'unsupported-format',
      `${file} is locked with a password. Open it in a PDF program, save a copy without the password, and add that.`,
    );
  }
  return new Refusal(
    'reader-failed',
    `${file} is damaged and can't be read as a PDF. Open it in a PDF program, print or save it as a new PDF, and add that.`,
  );
}

/** The most conspicuous line of the first page with text, if one is set off from the rest. */
function titleIn(flow: Flow): string | undefined {
  const page = flow.blocks[0]?.page;
  const first = flow.blocks.filter((block) => block.page === page && block.kind === 'heading');
  const [best] = [...first].sort((a, b) => b.size - a.size);
  if (best === undefined) return undefined;
  const isTitle = best.size >= flow.body * 1.14 || best.level === 1;
  return isTitle && best.text.length >= 3 ? best.text : undefined;
}

function pagesText(pages: readonly number[]): string {
  const [first] = pages;
  if (pages.length === 1) return `Page ${first} could not be read and is empty.`;
  const some = pages.slice(0, 5).join(', ');
  return `${pages.length} pages could not be read and are empty (${some}${pages.length > 5 ? ', …' : ''}).`;
}

/** Refuses what holds nothing to read: scans, and files with no text at all. */
function checkText(blocks: readonly Block[], text: PdfText, name: string): void {
  if (layoutDocument({ blocks: [...blocks] }).text.trim() !== '') return;
  const file = nameInSentence(name);
  if (text.broken.length > 0 && text.broken.length === text.pages.length) {
    throw refusalFor(undefined, name);
  }
  throw new Refusal(
    'empty',
    text.hasPictures
      ? `${file} holds pictures of its pages and no text, as scans do. Run text recognition (OCR) over it, and add the result.`
      : `${file} holds no text, so there is nothing to read. Choose another file.`,
  );
}

async function metadataOf(
  document: Awaited<ReturnType<typeof openPdf>>['promise'],
): Promise<PdfMetadata> {
  try {
    const { info, metadata } = await (await document).getMetadata();
    return {
      info: { ...(info as Record<string, unknown>) },
      xmp: (key) =>
        (metadata as { get?: (name: string) => unknown } | null)?.get?.(key) ?? undefined,
    };
  } catch {
    return { info: {}, xmp: () => undefined }; // Broken metadata takes nothing from the text.
  }
}

/** The words of the first pages, where a DOI would stand. */
function beginningOf(text: PdfText): string {
  return text.pages
    .slice(0, 1)
    .flatMap(({ items }) => items)
    .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : ''))
    .join('');
}

/**
 * Reads a PDF. Throws `unsupported-format` for a password that is not empty, `empty` for scans, `too-large`
 * past the limits of `PDF_LIMITS`, `reader-failed` for what is damaged beyond reading.
 */
export async function readPdf(request: ReadRequest): Promise<ReadSource> {
  const { name, bytes } = request;
  if (isBeyondRebuilding(bytes)) throw refusalFor(undefined, name);
  const task = await openPdf(bytes);
  try {
    const document = await task.promise.catch((error: unknown) => {
      throw refusalFor(error, name);
    });
    const text = await readPages(document, name);
    const flow = flowOf(text.pages, text.labels, text.fonts);
    const blocks = pdfBlocks(flow, text.labels, text.outline, text.fonts);
    checkText(blocks, text, name);
    const { csl, language } = pdfCsl(await metadataOf(task.promise), {
      fileName: name,
      firstPage: beginningOf(text),
      heading: titleIn(flow),
    });
    return finishSource(request, {
      blocks,
      csl,
      mediaType: 'application/pdf',
      warnings: text.broken.length === 0 ? [] : [pagesText(text.broken)],
      ...(language === undefined ? {} : { language }),
    });
  } finally {
    await task.destroy();
  }
}
