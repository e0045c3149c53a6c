import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { PageSize } from '../reader/pages/use-pages.ts';
import { usePicture } from '../reader/pages/use-picture.ts';
import { countText } from '../ui/counts.ts';
import styles from './export-preview.module.css';
import type { Preview } from './use-preview.ts';

/** CSS pixels above and below the pane within which pages are drawn already. */
const NEAR = 500;

/** Whether an element is in the pane that it scrolls in, or near. */
function useNear(element: RefObject<Element | null>, pane: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.at(-1)?.isIntersecting === true),
      { root: pane.current, rootMargin: `${NEAR}px 0px` },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, pane]);
  return near;
}

/** How wide an element is, in CSS pixels. */
function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

interface PageProps {
  pdf: PDFDocumentProxy;
  index: number;
  size: PageSize;
  scale: number;
}

function Picture(props: PageProps) {
  const canvas = usePicture(props);
  return <canvas ref={canvas} className={styles.picture} aria-hidden />;
}

function Page({
  pane,
  count,
  ...props
}: PageProps & { pane: RefObject<Element | null>; count: number }) {
  const sheet = useRef<HTMLLIElement>(null);
  const near = useNear(sheet, pane);
  const { index, size, scale } = props;
  return (
    <li
      ref={sheet}
      className={styles.page}
      aria-label={`Page ${index + 1} of ${count}`}
      style={{ width: size.width * scale, height: size.height * scale }}
    >
      {near && <Picture {...props} />}
    </li>
  );
}

function stateText({ shown, setting, failure }: Preview): string {
  if (failure !== undefined) return failure;
  if (setting) return shown === undefined ? 'Setting the pages…' : 'Setting the pages anew…';
  return shown === undefined ? '' : countText(shown.pdf.numPages, 'page');
}

/** The pages as they will be printed, beside what they depend on. */
export function ExportPreview({ preview }: { preview: Preview }) {
  const pane = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const room = useWidth(list);
  const { shown, setting, failure } = preview;
  const scale = shown === undefined || room === 0 ? 0 : room / shown.size.width;
  return (
    <section className={styles.preview} aria-label="Preview" data-setting={setting || undefined}>
      <p role="status" className={styles.state} data-failed={failure !== undefined || undefined}>
        {stateText(preview)}
      </p>
      {/* Pages are scrolled through by key, too. */}
      <div ref={pane} className={styles.pane} tabIndex={0} role="group" aria-label="Pages">
        <ol ref={list} className={styles.pages}>
          {shown !== undefined &&
            scale > 0 &&
            Array.from({ length: shown.pdf.numPages }, (_, index) => (
              <Page
                key={index}
                pane={pane}
                count={shown.pdf.numPages}
                pdf={shown.pdf}
                index={index}
                size={shown.size}
                scale={scale}
              />
            ))}
        </ol>
      </div>
    </section>
  );
}
