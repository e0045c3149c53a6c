import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, type RefObject } from 'react';
import type { PageSize } from './use-pages.ts';

/** Most device pixels of one canvas; beyond it the page is drawn coarser. */
const MAX_PIXELS = 16_000_000;

interface Drawn {
  pdf: PDFDocumentProxy;
  /** From 0. */
  index: number;
  size: PageSize;
  /** CSS pixels per point. */
  scale: number;
}

/** Draws a page of a PDF; the picture before stands until the new one is done. */
export function usePicture({
  pdf,
  index,
  size,
  scale,
}: Drawn): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const target = canvas.current;
    if (target === null) return undefined;
    let stop: (() => void) | undefined;
    let live = true;
    const draw = async () => {
      const page = await pdf.getPage(index + 1);
      if (!live) return;
      const area = size.width * size.height * scale * scale;
      const density = Math.min(devicePixelRatio, Math.sqrt(MAX_PIXELS / area));
      const viewport = page.getViewport({ scale: scale * density });
      const fresh = document.createElement('canvas');
      fresh.width = Math.max(1, Math.floor(viewport.width));
      fresh.height = Math.max(1, Math.floor(viewport.height));
      const task = page.render({ canvas: fresh, viewport, annotationMode: 0 });
      stop = () => task.cancel();
      await task.promise;
      if (!live) return;
      target.width = fresh.width;
      target.height = fresh.height;
      target.getContext('2d')?.drawImage(fresh, 0, 0);
      target.dataset['drawn'] = '';
    };
    draw().catch((error: unknown) => {
      // What was stopped was stopped here; anything else leaves the sheet white, and says so.
      if (live && !(error instanceof Error && error.name === 'RenderingCancelledException')) {
        target.dataset['failed'] = '';
      }
    });
    return () => {
      live = false;
      stop?.();
    };
  }, [pdf, index, size, scale]);
  return canvas;
}
