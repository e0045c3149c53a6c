import { useMemo, useRef } from 'react';
import type { Note } from '../../shared/domain.ts';
import { richTextToBlocks } from '../../shared/rich-text.ts';
import { withDepths, type Heading } from '../reader/outline/headings.ts';
import { OutlineMenu } from '../reader/outline/outline-menu.tsx';

/** The headings as the editor shows them: of the first level to the last, in order. */
function shownHeadings(anchor: Element | null): HTMLElement[] {
  const editor = anchor?.parentElement?.querySelector('[contenteditable]');
  return [...(editor?.querySelectorAll<HTMLElement>('h1, h2, h3, h4, h5, h6') ?? [])];
}

/** The outline of a note: its headings as they were last saved. */
export function NoteOutline({ body }: { body: Note['body'] }) {
  const anchor = useRef<HTMLSpanElement>(null);
  const headings = useMemo(() => {
    const found = richTextToBlocks(body).filter((block) => block.type === 'heading');
    return withDepths(
      found.map(({ level, runs }, at) => ({
        level,
        text: runs.map(({ text }) => text).join(''),
        at,
      })),
    );
  }, [body]);

  const currentNow = () => {
    const scroller = anchor.current?.closest('[data-scroller]');
    const { top = 0, height = 0 } = scroller?.getBoundingClientRect() ?? {};
    const line = top + height * 0.35;
    const at = shownHeadings(anchor.current).findLastIndex(
      (heading) => heading.getBoundingClientRect().top <= line,
    );
    return headings.findLastIndex((heading) => heading.at <= at);
  };

  const goTo = ({ at }: Heading) => {
    const heading = shownHeadings(anchor.current)[at];
    if (heading === undefined) return;
    heading.closest<HTMLElement>('[contenteditable]')?.focus({ preventScroll: true });
    // The editor follows the caret.
    document.getSelection()?.collapse(heading, 0);
    heading.scrollIntoView({ block: 'start' });
  };

  return (
    <>
      <span ref={anchor} hidden />
      <OutlineMenu headings={headings} currentNow={currentNow} onGo={goTo} />
    </>
  );
}
