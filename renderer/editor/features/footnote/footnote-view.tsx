import { createContext, use, useId, type MouseEvent, type ReactNode } from 'react';
import type { Block, Run } from '../../../../shared/document.ts';
import { plainOf } from '../../../../shared/rich-text.ts';
import prose from '../../prose.module.css';
import { footnotesIn } from './footnotes-in.ts';

interface Numbers {
  /** What the ids of marks and notes on this page begin with. */
  id: string;
  of: ReadonlyMap<Run, number>;
}

const FootnoteNumbers = createContext<Numbers | undefined>(undefined);

/** Goes to an element of the page; addresses with # belong to the screens. */
function goTo(event: MouseEvent, id: string): void {
  event.preventDefault();
  const target = document.getElementById(id);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: 'center' });
}

/** The number of a footnote where its mark stands; leads to the footnote. */
export function FootnoteMark({ run }: { run: Run }) {
  const numbers = use(FootnoteNumbers);
  const number = numbers?.of.get(run);
  // One within a footnote has no number; its words stand where its mark would.
  if (numbers === undefined || number === undefined) return ` [${plainOf(run.footnote ?? [])}]`;
  return (
    <sup className={prose.footnote}>
      <button
        type="button"
        id={`${numbers.id}-mark-${number}`}
        aria-label={`Footnote ${number}`}
        onClick={(event) => goTo(event, `${numbers.id}-note-${number}`)}
      >
        {number}
      </button>
    </sup>
  );
}

interface FootnotesProps {
  /** All blocks whose marks are numbered together. */
  blocks: readonly Block[];
  /** The blocks as they are shown. */
  children: ReactNode;
  /** How the blocks of a footnote are shown. */
  renderBlocks: (blocks: readonly Block[]) => ReactNode;
}

/** Shows blocks with their footnotes numbered in order, and listed at the foot. */
export function WithFootnotes({ blocks, children, renderBlocks }: FootnotesProps) {
  const id = useId();
  const footnotes = footnotesIn(blocks);
  if (footnotes.length === 0) return children;
  const of = new Map<Run, number>(footnotes.map((run, index) => [run, index + 1]));
  return (
    <FootnoteNumbers value={{ id, of }}>
      {children}
      <section className={prose.footnotes} aria-label="Footnotes">
        <ol>
          {footnotes.map((run, index) => (
            <li key={index} id={`${id}-note-${index + 1}`} tabIndex={-1}>
              <button
                type="button"
                aria-label={`Footnote ${index + 1}: back to the text`}
                onClick={(event) => goTo(event, `${id}-mark-${index + 1}`)}
              >
                {index + 1}
              </button>
              <div>{renderBlocks(run.footnote)}</div>
            </li>
          ))}
        </ol>
      </section>
    </FootnoteNumbers>
  );
}
