import { useMemo } from 'react';
import { diffWords } from './word-diff.ts';
import styles from './review.module.css';

interface DiffTextProps {
  before: string;
  after: string;
}

/** A text with what was taken out of it and put into it, by words. */
export function DiffText({ before, after }: DiffTextProps) {
  const parts = useMemo(() => diffWords(before, after), [before, after]);
  return parts.map(({ kind, text }, at) => {
    if (kind === 'same') return <span key={at}>{text}</span>;
    const Element = kind === 'removed' ? 'del' : 'ins';
    return (
      <Element key={at} className={styles[kind]}>
        {text}
      </Element>
    );
  });
}
