import { useMemo, type RefObject } from 'react';
import type { DocumentLayout } from '../../shared/document.ts';
import type { SourceDetail } from '../../shared/domain.ts';
import type { TextPosition } from '../../shared/selectors.ts';
import { FindInSource } from './find/find-in-source.tsx';
import { useTextSurface } from './find/use-text-surface.ts';
import { leafAt } from './in-sight.ts';
import { headingAt, headingsOf } from './outline/headings.ts';
import { OutlineMenu } from './outline/outline-menu.tsx';
import { focusText, selectOffsets } from './reader-keys.ts';
import { reveal, scrollerOf } from './scrolling.ts';
import { endOf, leafElements, startOf } from './selection.ts';
import { selectedPosition } from './selected-position.ts';

interface ReaderToolsProps {
  source: SourceDetail;
  layout: DocumentLayout;
  column: RefObject<HTMLElement | null>;
  /** Changes when the text is drawn anew. */
  drawn: unknown;
}

/** Finding in an open source, and its outline. */
export function ReaderTools({ source, layout, column, drawn }: ReaderToolsProps) {
  const surface = useTextSurface(column, drawn);
  const headings = useMemo(
    () => headingsOf(source.document.blocks, layout),
    [source.document.blocks, layout],
  );

  const closeFind = (match: TextPosition | undefined) => {
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
      <FindInSource
        surface={surface}
        layout={layout}
        selected={() => selectedPosition(column.current, layout.text)}
        onClose={closeFind}
      />
      <OutlineMenu
        headings={headings}
        currentNow={() => headingAt(headings, offsetNow())}
        onGo={({ at }) => goTo(at)}
      />
    </>
  );
}
