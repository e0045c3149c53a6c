import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { PageContent } from '../../../shared/pdf-text/page.ts';
import { ASCENT } from '../../../shared/pdf-text/page.ts';
import { itemsIn, mapPage, type PageMap } from '../../../shared/pdf-text/page-map.ts';
import type { Span } from '../../../shared/segments.ts';
import type { TextPosition } from '../../../shared/selectors.ts';
import { scrollerOf } from '../scrolling.ts';
import { itemBox } from './item-boxes.ts';
import type { PageMaps } from './page-maps.ts';
import type { PageSize } from './use-pages.ts';
import { contentOf } from './use-pages.ts';
import { usePicture } from './use-picture.ts';
import styles from './pages.module.css';

interface PageSheetProps {
  pdf: PDFDocumentProxy;
  /** Takes the map of this page while it is shown. */
  maps: PageMaps;
  /** From 0. */
  index: number;
  label: string;
  size: PageSize;
  /** CSS pixels per point. */
  scale: number;
  top: number;
  /** What of the canonical text may be on it, and where that begins. */
  text: string;
  start: number;
  /** Passages that are painted on it, and those that flash. */
  spans: readonly Span[];
  patterns: ReadonlyMap<string, string>;
  chosenId: string | undefined;
  flashing: TextPosition | undefined;
  /** Told when the passage that flashes is in sight. */
  onSeen: (position: TextPosition) => void;
  language: string | undefined;
}

interface Loaded {
  content: PageContent;
  map: PageMap;
}

interface Mark {
  key: string;
  span: Span | undefined;
  left: number;
  top: number;
  width: number;
  height: number;
}

function useContent({ pdf, maps, index, text, start }: PageSheetProps): Loaded | undefined {
  const [content, setContent] = useState<PageContent>();
  useEffect(() => {
    let live = true;
    const load = async () => {
      const found = await contentOf(await pdf.getPage(index + 1));
      if (live) setContent(found);
    };
    load().catch(() => {
      // A page whose text can't be read is still a picture to look at.
      if (live) setContent(undefined);
    });
    return () => {
      live = false;
    };
  }, [pdf, index]);
  const loaded = useMemo(
    () => content && { content, map: mapPage(content, text, start) },
    [content, text, start],
  );
  useEffect(() => {
    if (loaded === undefined) return undefined;
    maps.set(index, loaded.map);
    return () => {
      if (maps.get(index) === loaded.map) maps.delete(index);
    };
  }, [maps, index, loaded]);
  return loaded;
}

const pen = { context: undefined as CanvasRenderingContext2D | null | undefined };

/** How wide a line would be in the window's own font, by which it is stretched to its real width. */
function naturalWidth(text: string, size: number): number {
  pen.context ??= document.createElement('canvas').getContext('2d');
  if (pen.context === null) return text.length * size * 0.5;
  pen.context.font = `${size}px serif`;
  return pen.context.measureText(text).width;
}

/** The rectangles of a stretch of canonical text on a page whose text is laid out. */
function rectsOf(layer: HTMLElement, map: PageMap, from: number, to: number): DOMRect[] {
  return itemsIn(map, from, to).flatMap(({ item, start, end }) => {
    const node = layer.querySelector(`[data-item="${item}"]`)?.firstChild;
    if (!(node instanceof Text)) return [];
    const range = document.createRange();
    range.setStart(node, Math.min(start, node.length));
    range.setEnd(node, Math.min(end, node.length));
    return [...range.getClientRects()];
  });
}

/** Scrolls the pane until a rectangle of the window is well in sight. */
function bringIntoSight(element: Element, { top, bottom }: DOMRect): void {
  const pane = scrollerOf(element);
  const view = pane.getBoundingClientRect();
  if (top >= view.top + 60 && bottom <= view.bottom - 40) return;
  pane.scrollTop += top - view.top - view.height * 0.3;
}

/** One page: its picture, its text over it, unseen, to be selected, and the highlights between. */
export function PageSheet(props: PageSheetProps) {
  const { index, label, size, scale, top, spans, patterns, chosenId, flashing, onSeen, language } =
    props;
  const canvas = usePicture(props);
  const loaded = useContent(props);
  const layer = useRef<HTMLDivElement>(null);
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  /** The passage that was brought into sight last: once is enough. */
  const shown = useRef<TextPosition>(undefined);

  useLayoutEffect(() => {
    const root = layer.current;
    if (root === null || loaded === undefined) return;
    const origin = root.getBoundingClientRect();
    const markOf = (key: string, span: Span | undefined) => (rect: DOMRect, at: number) => ({
      key: `${key} ${at}`,
      span,
      left: rect.left - origin.left,
      top: rect.top - origin.top,
      width: rect.width,
      height: rect.height,
    });
    const flashes =
      flashing === undefined ? [] : rectsOf(root, loaded.map, flashing.start, flashing.end);
    const [at] = flashes;
    if (at !== undefined && flashing !== undefined && shown.current !== flashing) {
      shown.current = flashing;
      bringIntoSight(root, at);
      onSeen(flashing);
    }
    setMarks([
      ...spans.flatMap((span) =>
        rectsOf(root, loaded.map, span.start, span.end).map(
          markOf(`${span.highlightId} ${span.start}`, span),
        ),
      ),
      ...flashes.map(markOf('flash', undefined)),
    ]);
  }, [loaded, spans, scale, flashing, onSeen]);

  return (
    <section
      className={styles.sheet}
      aria-label={`Page ${label}`}
      data-page={index}
      style={{ top, width: size.width * scale, height: size.height * scale }}
    >
      <canvas ref={canvas} className={styles.picture} aria-hidden="true" />
      {marks.map(({ key, span, left, top: y, width, height }) => (
        <div
          key={key}
          aria-hidden="true"
          className={span === undefined ? styles.flash : styles.mark}
          style={{ left, top: y, width, height }}
          {...(span === undefined
            ? {}
            : {
                'data-highlight': span.highlightId,
                'data-label': span.label,
                'data-pattern': patterns.get(span.label),
                'data-chosen': span.highlightId === chosenId ? '' : undefined,
              })}
        />
      ))}
      <div ref={layer} className={styles.text} {...(language ? { lang: language } : {})}>
        {loaded?.map.order.map((item) => {
          const {
            text,
            left,
            top: y,
            size: height,
            length,
            turn,
          } = itemBox(loaded.content, item, scale);
          const natural = naturalWidth(text, height);
          const stretch = natural > 0 ? length / natural : 1;
          return (
            <span
              key={item}
              data-item={item}
              style={{
                left,
                top: y,
                fontSize: height,
                transformOrigin: `0 ${ASCENT * 100}%`,
                transform: `${Math.abs(turn) > 0.1 ? `rotate(${turn}deg) ` : ''}scaleX(${stretch})`,
              }}
            >
              {text}
            </span>
          );
        })}
      </div>
    </section>
  );
}
