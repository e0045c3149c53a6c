import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { DocumentLayout } from '../../../shared/document.ts';
import type { TextPosition } from '../../../shared/selectors.ts';
import { shortcutOf } from '../../commands/platform.ts';
import { useCommand } from '../../commands/registry.ts';
import { Button } from '../../ui/button.tsx';
import { numberText } from '../../ui/counts.ts';
import styles from './find-bar.module.css';
import { useFind, type FindSurface } from './use-find.ts';

interface FindBarProps {
  surface: FindSurface;
  layout: DocumentLayout;
  initial: string;
  /** Goes up each time the command is given anew. */
  asked: number;
  /** Gives the words that were looked for, and the match that was gone to last. */
  onClose: (words: string, match: TextPosition | undefined) => void;
}

function countSentence(words: string, at: number, count: number): string {
  if (words.trim() === '') return '';
  return count === 0 ? 'Not found' : `${numberText(at + 1)} of ${numberText(count)}`;
}

/** The bar that finds words in a source: every match is marked, Enter goes to the next. */
export function FindBar({ surface, layout, initial, asked, onClose }: FindBarProps) {
  const input = useRef<HTMLInputElement>(null);
  const find = useFind(surface, layout, initial);
  const { words, matches, at, step } = find;
  const close = () => onClose(words, matches[at]);

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [asked]);
  useCommand('find.next', () => step(1));
  useCommand('find.previous', () => step(-1));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === input.current) step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.dock} data-aside="">
      <div className={styles.bar} role="search" aria-label="Find in the text" onKeyDown={onKeyDown}>
        <input
          ref={input}
          className={styles.input}
          aria-label="Find"
          placeholder="Find in the text"
          spellCheck={false}
          value={words}
          onChange={(event) => find.setWords(event.target.value)}
        />
        <output className={styles.count} aria-live="polite">
          {countSentence(words, at, matches.length)}
        </output>
        <Button
          variant="icon"
          label="The match before"
          shortcut={shortcutOf('find.previous') ?? ''}
          disabled={matches.length === 0}
          onClick={() => step(-1)}
        >
          <ChevronUp size={16} />
        </Button>
        <Button
          variant="icon"
          label="The next match"
          shortcut={shortcutOf('find.next') ?? ''}
          disabled={matches.length === 0}
          onClick={() => step(1)}
        >
          <ChevronDown size={16} />
        </Button>
        <Button variant="icon" label="Close" shortcut="Esc" onClick={close}>
          <X size={16} />
        </Button>
      </div>
    </div>
  );
}
