import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import type { PageContent } from '../../../shared/pdf-text/page.ts';
import { messageOf } from '../../api/client.ts';
import { openPages } from './pdf-js.ts';

/** Width and height of a page in points, as it is seen. */
export interface PageSize {
  width: number;
  height: number;
}

export type Opened =
  | { state: 'opening' }
  | { state: 'failed'; message: string }
  | { state: 'open'; pdf: PDFDocumentProxy; sizes: readonly PageSize[] };

const A4: PageSize = { width: 595, height: 842 };
/** Pages whose sizes are asked for before the window is told of them. */
const SIZES_AT_ONCE = 64;

async function sizeOf(pdf: PDFDocumentProxy, number: number): Promise<PageSize> {
  const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 });
  // A page can claim any size; what can't be drawn is shown as a sheet.
  const sane = width > 1 && height > 1 && width < 20_000 && height < 20_000;
  return sane ? { width, height } : A4;
}

/** Opens the original of a source, and learns the sizes of its pages, the first one's first. */
export function usePages(url: string): Opened {
  const [opened, setOpened] = useState<Opened & { url: string }>({ state: 'opening', url });
  useEffect(() => {
    let live = true;
    const task = openPages(url);
    const run = async () => {
      const pdf = await (await task).promise;
      const first = await sizeOf(pdf, 1);
      const sizes = Array.from({ length: pdf.numPages }, () => first);
      for (let from = 1; live; from += SIZES_AT_ONCE) {
        setOpened({ state: 'open', pdf, sizes: [...sizes], url });
        if (from >= pdf.numPages) return;
        const to = Math.min(pdf.numPages, from + SIZES_AT_ONCE);
        const numbers = Array.from({ length: to - from }, (_, at) => from + at + 1);
        const found = await Promise.all(numbers.map((number) => sizeOf(pdf, number)));
        found.forEach((size, at) => (sizes[from + at] = size));
      }
    };
    run().catch((error: unknown) => {
      if (live) setOpened({ state: 'failed', message: messageOf(error), url });
    });
    return () => {
      live = false;
      void task.then(
        (loading) => loading.destroy(),
        () => undefined,
      );
    };
  }, [url]);
  return opened.url === url ? opened : { state: 'opening' };
}

/** What the layout reads of a page. */
export async function contentOf(page: PDFPageProxy): Promise<PageContent> {
  const content = await page.getTextContent({ includeMarkedContent: true });
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const marked = content.items.some((item) => 'type' in item && typeof item.id === 'string');
  const tree: unknown = marked ? await page.getStructTree().catch(() => null) : null;
  const isTree = typeof tree === 'object' && tree !== null && 'role' in tree;
  return {
    items: content.items,
    verticalFonts: new Set(
      Object.entries(content.styles).flatMap(([font, style]) => (style.vertical ? [font] : [])),
    ),
    transform,
    width,
    height,
    tree: isTree ? (tree as PageContent['tree']) : null,
  };
}
