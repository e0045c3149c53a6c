import { useMemo, useRef, useState, type RefObject } from 'react';
import type { DocumentLayout } from '../../shared/document.ts';
import type { SourceDetail } from '../../shared/domain.ts';
import type { TextPosition } from '../../shared/selectors.ts';
import { useCommand } from '../commands/registry.ts';
import { FindBar } from './find/find-bar.tsx';
import { leafAt } from './in-sight.ts';
import { headingAt, headingsOf } from './outline/headings.ts';
import { OutlineMenu } from './outline/outline-menu.tsx';
import { focusText, selectOffsets } from './reader-keys.ts';
import { reveal, scrollerOf } from './scrolling.ts';
import { endOf, leafElements, startOf } from './selection.ts';
import { selectedPosition } from './use-text-selection.ts';

interface ReaderToolsProps {
  source: SourceDetail;
  layout: DocumentLayout;
  column: RefObject<HTMLElement | null>;
  /** Changes when the text is drawn anew. */
  drawn: unknown;
}

/** Longer selections are no words to look for. */
const LONGEST_WORDS = 80;

/** Finding in an open source, and its outline. */
export function ReaderTools({ source, layout, column, drawn }: ReaderToolsProps) {
  const [find, setFind] = useState<{ asked: number; initial: string }>();
  const last = useRef('');
  const headings = useMemo(
    () => headingsOf(source.document.blocks, layout),
    [source.document.blocks, layout],
  );

  useCommand('find.inText', () => {
    const selected = selectedPosition(column.current, layout.text);
    const words = selected && layout.text.slice(selected.start, selected.end);
    const short = words !== undefined && words.length <= LONGEST_WORDS && !words.includes('\n');
    setFind((now) => ({
      asked: (now?.asked ?? 0) + 1,
      initial: short ? words : (now?.initial ?? last.current),
    }));
  });

  const closeFind = (words: string, match: TextPosition | undefined) => {
    last.current = words;
    setFind(undefined);
    const root = column.current;
    if (root === null) return;
    if (match === undefined) focusText(root);
    else selectOffsets(root, match.start, match.end);
  };

  const offsetNow = () => {
    const root = column.current;
    if (root === null) return 0;
    const { top, height } = scrollerOf(root).getBoundingClientRect();
    const leaf = leafAt(root, top + height * 0.35);
    return leaf === undefined ? 0 : startOf(leaf);
  };

  const goTo = (offset: number) => {
    const root = column.current;
    const leaf = root && leafElements(root).find((one) => startOf(one) === offset);
    if (!root || !(leaf instanceof HTMLElement)) return;
    leaf.focus({ preventScroll: true });
    reveal(root, { start: offset, end: endOf(leaf) }, undefined, true);
  };

  return (
    <>
      {find !== undefined && (
        <FindBar
          key={find.initial}
          column={column}
          layout={layout}
          initial={find.initial}
          drawn={drawn}
          asked={find.asked}
          onClose={closeFind}
        />
      )}
      <OutlineMenu
        headings={headings}
        currentNow={() => headingAt(headings, offsetNow())}
        onGo={({ at }) => goTo(at)}
      />
    </>
  );
}
