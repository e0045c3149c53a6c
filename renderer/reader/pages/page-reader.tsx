import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { layoutDocument } from '../../../shared/document.ts';
import type { Highlight, Label, ReadingPlace, SourceDetail } from '../../../shared/domain.ts';
import { pageRanges, type PageRange } from '../../../shared/pages.ts';
import { matchesIn } from '../../../shared/find-in-text.ts';
import { indexSpans, isPlaced, spansIn, type Span } from '../../../shared/segments.ts';
import type { TextPosition } from '../../../shared/selectors.ts';
import { ROUTES } from '../../../shared/routes.ts';
import { useStore } from '../../ui/store.ts';
import { choose, chosen, unchoose } from '../chosen.ts';
import { useCopy } from '../copy/use-copy.ts';
import { FindInSource } from '../find/find-in-source.tsx';
import type { FindSurface } from '../find/use-find.ts';
import { HighlightBar } from '../highlight-bar.tsx';
import { useQuotableNotes } from '../note-menu.tsx';
import { marksOf } from '../painted-marks.ts';
import { PickMenu, type Pick } from '../pick-menu.tsx';
import { scrollerOf } from '../scrolling.ts';
import { boxAround, useBarPlace } from '../use-bar-place.ts';
import type { Going } from '../use-going.ts';
import { useHighlightCommands } from '../use-highlight-commands.ts';
import { usePassageActions } from '../use-passage-actions.ts';
import { usePieces } from '../use-pieces.ts';
import { useSelected } from '../use-selected.ts';
import { selectedOnPages, type PageMaps } from './page-maps.ts';
import { PageSheet, type Standing } from './page-sheet.tsx';
import { PageTools } from './page-tools.tsx';
import {
  fittedScale,
  nextZoom,
  pageAtHeight,
  pageOfOffset,
  placesOf,
  type Zoom,
} from './page-places.ts';
import { useKeptPage } from './use-kept-page.ts';
import { usePages, type PageSize } from './use-pages.ts';
import styles from './pages.module.css';

interface PageReaderProps {
  source: SourceDetail;
  highlights: readonly Highlight[];
  labels: readonly Label[];
  caseId: string | undefined;
  going: Going;
  lastPlace: ReadingPlace | null;
  /** The file's address among the library's files, by its SHA-256. */
  sha256: string;
}

/** What is looked for on the pages, and the match that is gone to. */
interface Found {
  matches: readonly TextPosition[];
  match: TextPosition | undefined;
}

const NO_SPANS: readonly Span[] = [];
const NO_SIZES: readonly PageSize[] = [];
const NO_RANGES: readonly PageRange[] = [];
const NO_STANDING: readonly Standing[] = [];
const NOTHING_FOUND: Found = { matches: [], match: undefined };
/** How long a passage that was gone to stands out, in milliseconds. */
const FLASH_MS = 2400;

/** What stands out on each of the pages from `first` to `last`, but for highlights. */
function standingOn(now: {
  flashing: TextPosition | undefined;
  pieces: readonly TextPosition[];
  found: Found;
  ranges: readonly PageRange[];
  first: number;
  last: number;
}): ReadonlyMap<number, readonly Standing[]> {
  const { flashing, pieces, found, ranges, first, last } = now;
  const everywhere: Standing[] = pieces.map((position) => ({ position, look: 'piece' }));
  if (flashing !== undefined) everywhere.push({ position: flashing, look: 'flash' });
  const byPage = new Map<number, readonly Standing[]>();
  for (let page = first; page <= last; page += 1) {
    const range = ranges[page] ?? { start: 0, end: Infinity };
    const here = matchesIn(found.matches, range).map((position): Standing => ({
      position,
      look: position === found.match ? 'current' : 'found',
    }));
    if (everywhere.length + here.length > 0) byPage.set(page, [...here, ...everywhere]);
  }
  return byPage;
}

/** The pages that a source was read from, to be read and highlighted as its text is. */
export function PageReader(props: PageReaderProps) {
  const { source, highlights, labels, caseId, going, lastPlace, sha256 } = props;
  const ground = useRef<HTMLDivElement>(null);
  const roll = useRef<HTMLElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const opened = usePages(ROUTES.file(sha256));
  const [maps] = useState<PageMaps>(() => new Map());
  const [zoom, setZoom] = useState<Zoom>('width');
  const [view, setView] = useState({ room: 900, top: 0, height: 900 });
  const [flashing, setFlashing] = useState<TextPosition>();
  const [found, setFound] = useState(NOTHING_FOUND);
  const [closedFor, setClosedFor] = useState<TextPosition | string>();
  const [pick, setPick] = useState<Pick>();
  const [noteMenuOpen, setNoteMenuOpen] = useState(false);
  const notes = useQuotableNotes(caseId);

  const layout = useMemo(() => layoutDocument(source.document), [source.document]);
  const index = useMemo(() => indexSpans(highlights), [highlights]);
  const patterns = useMemo(
    () => new Map(labels.map(({ id, pattern }) => [id as string, pattern as string])),
    [labels],
  );
  const sizes = opened.state === 'open' ? opened.sizes : NO_SIZES;
  const known = useMemo(() => pageRanges(source.document, layout), [source.document, layout]);
  // Page breaks that are not those of this file say nothing about its pages.
  const ranges = known.length === sizes.length ? known : NO_RANGES;
  const names = useMemo(
    () =>
      sizes.map(
        (_, at) => (known.length === sizes.length ? known[at]?.label : undefined) ?? String(at + 1),
      ),
    [sizes, known],
  );
  const scale = zoom === 'width' ? fittedScale(sizes, view.room) : zoom;
  const { tops, height } = useMemo(() => placesOf(sizes, scale), [sizes, scale]);
  const current = pageAtHeight(tops, view.top + view.height * 0.3);
  const first = Math.max(0, pageAtHeight(tops, view.top) - 1);
  const last = Math.min(sizes.length - 1, pageAtHeight(tops, view.top + view.height) + 1);

  useLayoutEffect(() => {
    const root = ground.current;
    if (root === null) return undefined;
    const scroller = scrollerOf(root);
    const look = () =>
      setView((now) => {
        const next = {
          room: root.clientWidth,
          top: scroller.scrollTop,
          height: scroller.clientHeight,
        };
        return now.room === next.room && now.top === next.top && now.height === next.height
          ? now
          : next;
      });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(root);
    observer.observe(scroller);
    scroller.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      scroller.removeEventListener('scroll', look);
    };
  }, []);

  const goToPage = useCallback(
    (page: number, below = 0) => {
      const root = ground.current;
      if (root === null) return;
      scrollerOf(root).scrollTop = (tops[page] ?? 0) - 8 + below;
    },
    [tops],
  );

  // The place on the page stays where it is while the pages become larger or smaller.
  const before = useRef({ scale, tops });
  useLayoutEffect(() => {
    const root = ground.current;
    const { scale: from, tops: old } = before.current;
    before.current = { scale, tops };
    if (root === null || from === scale || old.length !== tops.length) return;
    const scroller = scrollerOf(root);
    const page = pageAtHeight(old, scroller.scrollTop + 8);
    const within = scroller.scrollTop - (old[page] ?? 0);
    scroller.scrollTop = (tops[page] ?? 0) + (within * scale) / from;
  }, [scale, tops]);

  const isOpen = sizes.length > 0;
  useKeptPage({ sourceId: source.id, going, lastPlace, ranges, page: current, isOpen, goToPage });

  const goTo = useCallback(
    (position: TextPosition) => {
      const page = pageOfOffset(ranges, position.start);
      if (page !== undefined) goToPage(page, 0);
      setFlashing(position);
    },
    [ranges, goToPage],
  );
  const done = useRef<string>(undefined);
  useEffect(() => {
    if (!isOpen || done.current === going.visit) return undefined;
    const asked = highlights.find(({ id }) => id === going.highlightId);
    if (going.highlightId !== undefined && asked === undefined && going.at === undefined) {
      return undefined;
    }
    // After the frame in which the pages came: they have their height then.
    const frame = requestAnimationFrame(() => {
      done.current = going.visit;
      if (asked !== undefined) choose(asked.id, 'address');
      const placed = asked?.passages.find(isPlaced);
      const passage =
        asked !== undefined && placed === undefined ? undefined : (going.at ?? placed);
      if (passage !== undefined) goTo(passage);
    });
    return () => cancelAnimationFrame(frame);
  }, [isOpen, going, highlights, goTo]);
  const now = useStore(chosen);
  const chosenOne = highlights.find(({ id }) => id === now?.id);
  const cardId = now?.by === 'card' ? now.id : undefined;
  const latest = useRef({ highlights, goTo });
  useEffect(() => {
    latest.current = { highlights, goTo };
  });
  useEffect(() => {
    const passage = latest.current.highlights
      .find(({ id }) => id === cardId)
      ?.passages.find(isPlaced);
    if (isOpen && passage !== undefined) latest.current.goTo(passage);
  }, [cardId, isOpen]);
  /** The passage stands out from when its page is there, however long that takes. */
  const [seen, setSeen] = useState<TextPosition>();
  useEffect(() => {
    if (seen === undefined) return undefined;
    const timer = setTimeout(
      () => setFlashing((now) => (now === seen ? undefined : now)),
      FLASH_MS,
    );
    return () => clearTimeout(timer);
  }, [seen]);

  const selectedNow = useCallback(() => selectedOnPages(maps, roll.current), [maps]);
  const selected = useSelected(roll, selectedNow);
  const { pieces, keep, clear, all } = usePieces(roll, layout.text, selectedNow);
  const lastPiece = pieces.at(-1);
  const barFor: TextPosition | string | undefined =
    selected ?? lastPiece ?? (now?.by === 'text' && !now.editing ? chosenOne?.id : undefined);
  const barShown = barFor !== undefined && closedFor !== barFor;
  const target = useCallback(() => {
    if (typeof barFor === 'string') {
      return boxAround(marksOf(roll.current, barFor).flatMap((mark) => [...mark.getClientRects()]));
    }
    const selection = document.getSelection();
    if (barFor === undefined || selection === null) return undefined;
    if (selection.isCollapsed || selection.rangeCount === 0) {
      const kept = roll.current?.querySelectorAll('[data-look="piece"]') ?? [];
      return boxAround([...kept].slice(-1).flatMap((mark) => [...mark.getClientRects()]));
    }
    return boxAround(selection.getRangeAt(0).getClientRects());
  }, [barFor]);
  const place = useBarPlace({ bar, page: ground, target: barShown ? target : undefined });
  const actions = usePassageActions({
    source,
    highlights,
    selected: all,
    caseId,
    column: roll,
    bar,
    onSettled: () => {
      setNoteMenuOpen(false);
      clear();
    },
  });
  const { onCopy, copyWithCitation } = useCopy({
    source,
    layout,
    column: roll,
    subject: actions.subject,
    selected: selectedNow,
  });
  useHighlightCommands({
    applies: () => actions.subject() !== undefined,
    chosen: chosenOne !== undefined,
    onLabel: (id) => void actions.label(id),
    onComment: () => void actions.comment(),
    onQuote: () => {
      if (notes.length === 0) void actions.quote(undefined);
      else {
        setClosedFor(undefined);
        setNoteMenuOpen(true);
      }
    },
    onTrash: () => void actions.trash(),
  });

  const shownFrom = ranges[current]?.start ?? 0;
  const beginning = useRef(shownFrom);
  useEffect(() => {
    beginning.current = shownFrom;
  });
  const surface = useMemo(
    (): FindSurface => ({
      beginning: () => beginning.current,
      reveal: (match) => {
        const page = pageOfOffset(ranges, match.start);
        if (page !== undefined) goToPage(page);
        return undefined;
      },
      paint: (matches, match) => {
        setFound({ matches, match });
        return () => setFound(NOTHING_FOUND);
      },
    }),
    [ranges, goToPage],
  );
  const sought = useMemo(
    () => [flashing, found.match].filter((position) => position !== undefined),
    [flashing, found],
  );
  const standing = useMemo(
    () => standingOn({ flashing, pieces, found, ranges, first, last }),
    [flashing, pieces, found, ranges, first, last],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowRight') goToPage(Math.min(sizes.length - 1, current + 1));
    else if (event.key === 'ArrowLeft') goToPage(Math.max(0, current - 1));
    else if (event.key === '+' || event.key === '=') setZoom(nextZoom(scale, 'in'));
    else if (event.key === '-') setZoom(nextZoom(scale, 'out'));
    else if (event.key === '0') setZoom('width');
    else if (event.key === 'Tab' && !event.shiftKey && barShown) {
      bar.current?.querySelector<HTMLElement>('button')?.focus();
    } else if (event.key === 'Escape') {
      if (pieces.length > 0) clear();
      else if (barShown) setClosedFor(barFor);
      else if (chosenOne !== undefined) unchoose();
      else return;
    } else return;
    event.preventDefault();
  };

  const onClick = (event: MouseEvent) => {
    if (document.getSelection()?.isCollapsed === false) return;
    const ids = document
      .elementsFromPoint(event.clientX, event.clientY)
      .flatMap((element) => element.getAttribute('data-highlight') ?? []);
    const here = highlights.filter(({ id }) => ids.includes(id));
    setClosedFor(undefined);
    if (here.length === 0) unchoose();
    else if (here.length === 1 && here[0] !== undefined) choose(here[0].id, 'text');
    else setPick({ x: event.clientX, y: event.clientY, highlights: here });
  };

  return (
    <div ref={ground} className={styles.ground}>
      {opened.state === 'failed' && (
        <p className={styles.message} role="alert">
          The pages can’t be shown: {opened.message} The text is still there under Text.
        </p>
      )}
      {opened.state === 'opening' && (
        <p className={styles.message} role="status">
          Opening the pages…
        </p>
      )}
      {opened.state === 'open' && (
        <>
          <PageTools
            labels={names}
            page={current}
            zoom={zoom}
            scale={scale}
            onZoom={setZoom}
            onPage={goToPage}
          />
          <div className={styles.find}>
            <FindInSource
              surface={surface}
              layout={layout}
              selected={selectedNow}
              onClose={() => roll.current?.focus({ preventScroll: true })}
            />
          </div>
          <article
            ref={roll}
            className={styles.roll}
            aria-label={`Pages of ${source.title}`}
            tabIndex={0}
            style={{ height }}
            onKeyDown={onKeyDown}
            onClick={onClick}
            onCopy={onCopy}
          >
            {sizes.slice(first, last + 1).map((size, at) => {
              const page = first + at;
              const range = ranges[page] ?? { start: 0, end: layout.text.length };
              return (
                <PageSheet
                  key={page}
                  pdf={opened.pdf}
                  maps={maps}
                  index={page}
                  label={names[page] ?? ''}
                  size={size}
                  scale={scale}
                  top={tops[page] ?? 0}
                  text={layout.text.slice(range.start, range.end)}
                  start={range.start}
                  spans={
                    range.start < range.end ? spansIn(index, range.start, range.end) : NO_SPANS
                  }
                  patterns={patterns}
                  chosenId={chosenOne?.id}
                  standing={standing.get(page) ?? NO_STANDING}
                  sought={sought}
                  onSeen={setSeen}
                  language={source.csl.language ?? source.revision.language}
                />
              );
            })}
          </article>
        </>
      )}
      {barShown && (
        <HighlightBar
          ref={bar}
          place={place}
          labels={labels}
          current={selected === undefined && lastPiece === undefined ? chosenOne?.label : undefined}
          pieces={pieces.length}
          caseId={caseId}
          noteMenuOpen={noteMenuOpen}
          onNoteMenu={setNoteMenuOpen}
          onLabel={(id) => void actions.label(id)}
          onComment={() => void actions.comment()}
          onQuote={(noteId) => void actions.quote(noteId)}
          onCopy={copyWithCitation}
          onKeep={
            selected === undefined
              ? undefined
              : () => {
                  keep();
                  roll.current?.focus({ preventScroll: true });
                  document.getSelection()?.removeAllRanges();
                }
          }
          onTrash={
            selected === undefined && lastPiece === undefined
              ? () => void actions.trash()
              : undefined
          }
          onLeave={(close) => {
            if (close) setClosedFor(barFor);
            roll.current?.focus({ preventScroll: true });
          }}
        />
      )}
      <PickMenu
        pick={pick}
        onClose={() => {
          setPick(undefined);
          roll.current?.focus({ preventScroll: true });
        }}
        onPick={(highlight) => choose(highlight.id, 'text')}
      />
    </div>
  );
}
