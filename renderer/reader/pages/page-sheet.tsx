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
  /** Passages that are painted on it. */
  spans: readonly Span[];
  patterns: ReadonlyMap<string, string>;
  chosenId: string | undefined;
  /** What stands out on it besides: not highlighted, but found, gone to or to be highlighted. */
  standing: readonly Standing[];
  /** Passages to be brought into sight, each once. */
  sought: readonly TextPosition[];
  /** Told when a sought passage is in sight. */
  onSeen: (position: TextPosition) => void;
  language: string | undefined;
}

/** A stretch of text that stands out for a while. */
export interface Standing {
  position: TextPosition;
  look: 'flash' | 'found' | 'current' | 'piece';
}

interface Loaded {
  content: PageContent;
  map: PageMap;
}

interface Mark {
  key: string;
  /** The highlight's passage, or how else it stands out. */
  of: Span | Standing['look'];
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
  const { index, label, size, scale, top, spans, patterns, chosenId, language } = props;
  const { standing, sought, onSeen } = props;
  const canvas = usePicture(props);
  const loaded = useContent(props);
  const layer = useRef<HTMLDivElement>(null);
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  /** The passages that were brought into sight: once is enough. */
  const shown = useRef<readonly TextPosition[]>([]);

  useLayoutEffect(() => {
    const root = layer.current;
    if (root === null || loaded === undefined) return;
    const origin = root.getBoundingClientRect();
    const markOf = (key: string, of: Mark['of']) => (rect: DOMRect, at: number) => ({
      key: `${key} ${at}`,
      of,
      left: rect.left - origin.left,
      top: rect.top - origin.top,
      width: rect.width,
      height: rect.height,
    });
    const rects = ({ start, end }: TextPosition) => rectsOf(root, loaded.map, start, end);
    const here = sought.filter((position) => rects(position).length > 0);
    for (const position of here) {
      const [at] = rects(position);
      if (at === undefined || shown.current.includes(position)) continue;
      bringIntoSight(root, at);
      onSeen(position);
    }
    shown.current = here;
    setMarks([
      ...spans.flatMap((span) =>
        rects(span).map(markOf(`${span.highlightId} ${span.start}`, span)),
      ),
      ...standing.flatMap(({ position, look }) =>
        rects(position).map(markOf(`${look} ${position.start}`, look)),
      ),
    ]);
  }, [loaded, spans, scale, standing, sought, onSeen]);

  return (
    <section
      className={styles.sheet}
      aria-label={`Page ${label}`}
      data-page={index}
      style={{ top, width: size.width * scale, height: size.height * scale }}
    >
      <canvas ref={canvas} className={styles.picture} aria-hidden="true" />
      {marks.map(({ key, of, left, top: y, width, height }) => (
        <div
          key={key}
          aria-hidden="true"
          className={typeof of === 'string' ? styles[of] : styles.mark}
          style={{ left, top: y, width, height }}
          {...(typeof of === 'string'
            ? { 'data-look': of }
            : {
                'data-highlight': of.highlightId,
                'data-label': of.label,
                'data-pattern': patterns.get(of.label),
                'data-chosen': of.highlightId === chosenId ? '' : undefined,
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
