import { useEffect, useRef, type RefObject } from 'react';
import type { QueryProblem } from '../../shared/query.ts';
import { segmentsOf } from './marks.ts';
import styles from './query-marks.module.css';

interface QueryMarksProps {
  query: string;
  problems: readonly QueryProblem[];
  /** The field that the query stands in; it scrolls, and the marks with it. */
  input: RefObject<HTMLInputElement | null>;
}

/** Draws a wavy line under what is wrong in a query; lies over a field with the same letters. */
export function QueryMarks({ query, problems, input }: QueryMarksProps) {
  const marks = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = input.current;
    if (field === null) return undefined;
    const follow = () => {
      if (marks.current !== null) marks.current.scrollLeft = field.scrollLeft;
    };
    follow();
    field.addEventListener('scroll', follow);
    return () => field.removeEventListener('scroll', follow);
  }, [input, query]);
  const spans = problems.map(({ start, end }) => [start, end] as const);
  return (
    <div ref={marks} className={styles.marks} aria-hidden>
      {segmentsOf(query, spans).map((segment, index) =>
        // Segments have no identity but their place.
        segment.marked ? (
          <span key={index} className={styles.wrong} data-problem>
            {segment.text}
          </span>
        ) : (
          segment.text
        ),
      )}
    </div>
  );
}
