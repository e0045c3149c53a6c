import { Check } from 'lucide-react';
import type { Candidate } from '../../shared/domain.ts';
import { Button } from '../ui/button.tsx';
import { contextAfter, contextBefore } from './context.ts';
import { DiffText } from './diff-text.tsx';
import { sureness } from './pending.ts';
import styles from './review.module.css';

/** Characters of the text shown on either side of a candidate. */
const CONTEXT = 70;

interface CandidateListProps {
  candidates: readonly Candidate[];
  /** The words that were highlighted. */
  exact: string;
  /** The present canonical text. */
  text: string;
  onAccept: (candidate: Candidate) => void;
}

/** The places that a passage may belong to, each with what differs from the old words. */
export function CandidateList({ candidates, exact, text, onAccept }: CandidateListProps) {
  return (
    <ol className={styles.candidates} aria-label="Places it may belong to">
      {candidates.map((candidate, at) => {
        const { start, end, score, paragraph } = candidate;
        const place = paragraph === undefined ? '' : `¶ ${paragraph}`;
        return (
          <li key={start} className={styles.candidate}>
            <p className={styles.where}>
              <strong>{sureness(score)}</strong> <span>{place}</span>
            </p>
            <p className={styles.words} dir="auto">
              <span className={styles.context}>
                {contextBefore(text.slice(Math.max(0, start - CONTEXT), start), start <= CONTEXT)}
              </span>
              <DiffText before={exact} after={candidate.exact} />
              <span className={styles.context}>
                {contextAfter(text.slice(end, end + CONTEXT), end + CONTEXT >= text.length)}
              </span>
            </p>
            <Button variant={at === 0 ? 'primary' : 'plain'} onClick={() => onAccept(candidate)}>
              <Check size={15} aria-hidden="true" /> Accept
              <span className="visually-hidden">
                {' '}
                place {at + 1}
                {place === '' ? '' : `, ${place}`}
              </span>
            </Button>
          </li>
        );
      })}
    </ol>
  );
}
