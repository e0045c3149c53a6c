import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { layoutDocument } from '../../shared/document.ts';
import type { Highlight, Label, ReadingPlace, SourceDetail } from '../../shared/domain.ts';
import { indexSpans } from '../../shared/segments.ts';
import type { TextPosition } from '../../shared/selectors.ts';
import { useStore } from '../ui/store.ts';
import { choose, chosen, unchoose } from './chosen.ts';
import { useCopy } from './copy/use-copy.ts';
import { DocumentView } from './document-view.tsx';
import { HighlightBar } from './highlight-bar.tsx';
import type { Painting } from './leaf-text.tsx';
import { useQuotableNotes } from './note-menu.tsx';
import { highlightIdsAt, highlightIdsIn, marksOf } from './painted-marks.ts';
import { PickMenu, type Pick } from './pick-menu.tsx';
import { focusedLeaf, focusText, handleArrow, selectOffsets } from './reader-keys.ts';
import { ReaderTools } from './reader-tools.tsx';
import { selectedPosition } from './selected-position.ts';
import { rangeOf } from './selection.ts';
import { boxAround, useBarPlace } from './use-bar-place.ts';
import { useCursor } from './cursor.ts';
import { useFlash } from './use-flash.tsx';
import { useGoing, type Going } from './use-going.ts';
import { useHighlightCommands } from './use-highlight-commands.ts';
import { usePassageActions } from './use-passage-actions.ts';
import { usePaintedPieces, usePieces } from './use-pieces.ts';
import { useReadingPlace } from './use-reading-place.ts';
import { useSelected } from './use-selected.ts';
import styles from './document.module.css';

interface ReaderProps {
  source: SourceDetail;
  /** In reading order. */
  highlights: readonly Highlight[];
  labels: readonly Label[];
  caseId: string | undefined;
  going: Going;
  /** Where it was read last; null for its beginning. */
  lastPlace?: ReadingPlace | null;
  /**
   * `choose` leaves what is selected to somebody else; `read` is for a text that is not the present
   * one, and takes no highlights.
   */
  mode?: 'work' | 'choose' | 'read';
  /** Told of what is selected. */
  onSelected?: (selected: TextPosition | undefined) => void;
}

/** The surface where a source is read and highlighted. */
export function Reader(props: ReaderProps) {
  const { source, highlights, labels, caseId, going, mode = 'work', onSelected } = props;
  const page = useRef<HTMLDivElement>(null);
  const column = useRef<HTMLElement>(null);
  const bar = useRef<HTMLDivElement>(null);

  const layout = useMemo(() => layoutDocument(source.document), [source.document]);
  const index = useMemo(() => indexSpans(highlights), [highlights]);
  const now = useStore(chosen);
  const current = highlights.find(({ id }) => id === now?.id);
  const chosenId = current?.id;
  const painting = useMemo<Painting>(
    () => ({ labels: new Map(labels.map((label) => [label.id, label])), chosenId }),
    [labels, chosenId],
  );

  const selectedNow = useCallback(
    () => selectedPosition(column.current, layout.text),
    [layout.text],
  );
  const selected = useSelected(column, selectedNow);
  const { pieces, keep, clear, all } = usePieces(column, layout.text, selectedNow);
  usePaintedPieces(column, pieces);
  const lastPiece = pieces.at(-1);
  useCursor(column, source.id);
  useEffect(() => onSelected?.(selected), [selected, onSelected]);
  const [closedFor, setClosedFor] = useState<TextPosition | string>();
  const [pick, setPick] = useState<Pick>();
  const [noteMenuOpen, setNoteMenuOpen] = useState(false);
  const notes = useQuotableNotes(caseId);
  const { flash, boxes } = useFlash({ page, column });
  useReadingPlace(column, source.id, going, props.lastPlace ?? null);

  const barFor: TextPosition | string | undefined =
    selected ?? lastPiece ?? (now?.by === 'text' && !now.editing ? chosenId : undefined);
  const barShown = mode === 'work' && barFor !== undefined && closedFor !== barFor;
  const target = useCallback(() => {
    if (typeof barFor === 'string') {
      return boxAround(
        marksOf(column.current, barFor).flatMap((mark) => [...mark.getClientRects()]),
      );
    }
    const root = column.current;
    if (barFor === undefined || root === null) return undefined;
    return boxAround(rangeOf(root, barFor)?.getClientRects() ?? []);
  }, [barFor]);
  const place = useBarPlace({ bar, page, target: barShown ? target : undefined });

  useGoing({ column, going, highlights, flash });

  const actions = usePassageActions({
    source,
    highlights,
    selected: all,
    caseId,
    column,
    bar,
    onSettled: () => {
      setNoteMenuOpen(false);
      clear();
    },
  });

  const showBar = () => {
    const found = actions.subject();
    const root = column.current;
    if (found === undefined || root === null) return;
    setClosedFor(undefined);
    if ('highlight' in found) choose(found.highlight.id, 'text');
    else if (pieces.length === 0) {
      found.positions.forEach(({ start, end }) => selectOffsets(root, start, end));
    }
  };

  useHighlightCommands({
    applies: () => mode === 'work' && actions.subject() !== undefined,
    chosen: mode === 'work' && current !== undefined,
    onLabel: (id) => void actions.label(id),
    onComment: () => void actions.comment(),
    onQuote: () => {
      if (notes.length === 0) {
        void actions.quote(undefined);
        return;
      }
      // The menu of notes hangs on the bar, so the bar has to be there.
      showBar();
      setNoteMenuOpen(true);
    },
    onTrash: () => void actions.trash(),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const root = column.current;
    if (root === null || event.defaultPrevented) return;
    if (event.key === 'Escape') {
      if (pieces.length > 0) clear();
      else if (barShown) setClosedFor(barFor);
      else if (selected !== undefined) document.getSelection()?.removeAllRanges();
      else if (current !== undefined) unchoose();
      else return;
    } else if (event.key === 'Tab' && !event.shiftKey && barShown) {
      bar.current?.querySelector<HTMLElement>('button')?.focus();
    } else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      selectOffsets(root, 0, layout.text.length);
    } else if (event.key === 'Enter') {
      if (!chooseNextIn(focusedLeaf(root))) return;
    } else {
      if (!handleArrow(root, layout.text, event)) return;
      if (current !== undefined) unchoose();
    }
    event.preventDefault();
  };

  /** Goes through the highlights of the paragraph that the keyboard is on. */
  const chooseNextIn = (leaf: Element | null): boolean => {
    const ids = leaf === null ? [] : highlightIdsIn(leaf);
    const next = ids[(ids.indexOf(chosenId ?? '') + 1) % ids.length];
    if (next === undefined) return false;
    setClosedFor(undefined);
    choose(next, 'text');
    return true;
  };

  const onClick = (event: MouseEvent) => {
    if (document.getSelection()?.isCollapsed === false) return;
    if (event.target instanceof Element && event.target.closest('a')) return;
    const ids = highlightIdsAt(event.target);
    const here = highlights.filter(({ id }) => ids.includes(id));
    setClosedFor(undefined);
    if (here.length === 0) unchoose();
    else if (here.length === 1 && here[0] !== undefined) choose(here[0].id, 'text');
    else setPick({ x: event.clientX, y: event.clientY, highlights: here });
  };

  const { onCopy, copyWithCitation } = useCopy({
    source,
    layout,
    column,
    subject: actions.subject,
  });

  // What the marks of a search lie over is drawn anew with the highlights.
  const drawn = useMemo(() => [index, painting], [index, painting]);
  const language = source.csl.language ?? source.revision.language;
  return (
    <div ref={page} className={styles.page}>
      {mode !== 'choose' && (
        <ReaderTools source={source} layout={layout} column={column} drawn={drawn} />
      )}
      <article
        ref={column}
        className={styles.column}
        aria-label={`Text of ${source.title}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onCopy={onCopy}
        {...(language === undefined ? {} : { lang: language })}
      >
        <DocumentView source={source} layout={layout} index={index} painting={painting} />
      </article>
      {boxes}
      {barShown && (
        <HighlightBar
          ref={bar}
          place={place}
          labels={labels}
          current={selected === undefined && lastPiece === undefined ? current?.label : undefined}
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
                  focusText(column.current);
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
            focusText(column.current);
          }}
        />
      )}
      <PickMenu
        pick={pick}
        onClose={() => {
          setPick(undefined);
          focusText(column.current);
        }}
        onPick={(highlight) => choose(highlight.id, 'text')}
      />
    </div>
  );
}
