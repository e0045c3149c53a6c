import { Search, X } from 'lucide-react';
import { useId, useRef, type KeyboardEvent } from 'react';
import type { QueryProblem } from '../../../shared/query.ts';
import { Button } from '../../ui/button.tsx';
import { CompletionStrip } from '../completion-strip.tsx';
import { QueryMarks } from '../query-marks.tsx';
import { useCompletion } from '../use-completion.ts';
import styles from './query-field.module.css';

const HINT = 'title: text: note: by: tag: case: type: has: after: "phrase" -word OR near/5';

interface QueryFieldProps {
  text: string;
  problems: readonly QueryProblem[];
  onType: (text: string) => void;
  onSearch: (text: string) => void;
  /** The field is left. */
  onLeave: () => void;
  /** Down leads into the results. */
  onDown: () => void;
}

/** The field of the Search screen: completes keys and values, and shows what is wrong and where. */
export function QueryField({ text, problems, onType, onSearch, onLeave, onDown }: QueryFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const problemsId = useId();
  const completion = useCompletion(text, onType, input);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    completion.onKeyDown(event);
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onSearch(text);
    else if (event.key === 'ArrowDown' && !event.altKey) onDown();
    else return;
    event.preventDefault();
  }
  function choose({ start, end }: QueryProblem): void {
    input.current?.focus();
    input.current?.setSelectionRange(start, end);
  }

  return (
    <div className={styles.field}>
      <div className={styles.box}>
        <Search size={17} aria-hidden />
        <div className={styles.entry}>
          <QueryMarks query={text} problems={problems} input={input} />
          <input
            ref={input}
            type="text"
            className={styles.input}
            aria-label="Search for"
            aria-describedby={problems.length > 0 ? problemsId : undefined}
            placeholder="Words, “phrases”, tag:figures, after:2024 …"
            autoComplete="off"
            spellCheck={false}
            autoFocus
            maxLength={2000}
            value={text}
            onChange={(event) => onType(event.target.value)}
            onKeyDown={onKeyDown}
            onSelect={completion.onSelect}
            onBlur={onLeave}
          />
        </div>
        {text !== '' && (
          <Button
            variant="icon"
            label="Clear the search"
            onClick={() => {
              onSearch('');
              input.current?.focus();
            }}
          >
            <X size={15} />
          </Button>
        )}
      </div>
      <div className={styles.under}>
        <CompletionStrip items={completion.items} onAccept={completion.accept} hint={HINT} />
      </div>
      <ul id={problemsId} className={styles.problems} aria-label="What is wrong with the query">
        {problems.map((problem) => (
          <li key={`${problem.code}-${problem.start}`}>
            <button type="button" className={styles.place} onClick={() => choose(problem)}>
              {text.slice(problem.start, problem.end)}
            </button>{' '}
            {problem.message}
          </li>
        ))}
      </ul>
    </div>
  );
}
