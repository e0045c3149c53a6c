import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import {
  $createRangeSelection,
  $getSelection,
  $isRangeSelection,
  $setSelection,
  COMMAND_PRIORITY_EDITOR,
  HISTORY_PUSH_TAG,
  SKIP_DOM_SELECTION_TAG,
  type EditorUpdateOptions,
  type LexicalEditor,
} from 'lexical';
import { CaseSensitive, ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { countText } from '../../../ui/counts.ts';
import styles from './find-bar.module.css';
import { FIND_COMMAND } from './find-command.ts';
import { $findMatches, type Match } from './matches.ts';
import { paintMatches, rangeOf, unpaintMatches } from './painted-matches.ts';
import { $replaceMatch, $replaceMatches } from './replace.ts';

/** From so many replacements at once on, the text before them is kept. */
const MANY = 5;

/** The focus stays in the bar, and each replacement is a step of its own to undo. */
const QUIETLY: EditorUpdateOptions = {
  discrete: true,
  tag: [SKIP_DOM_SELECTION_TAG, HISTORY_PUSH_TAG],
};

/** Scrolls a match to the middle of the page when it is out of sight. */
function reveal(editor: LexicalEditor, match: Match): void {
  const range = rangeOf(editor, match);
  const rect = range?.getBoundingClientRect();
  const box = editor.getRootElement()?.closest('[data-scroller]')?.getBoundingClientRect();
  if (range === undefined || rect === undefined) return;
  const top = (box?.top ?? 0) + 110;
  if (rect.top > top && rect.bottom < (box?.bottom ?? window.innerHeight) - 24) return;
  range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
}

/** Leaves the match selected in the text. */
function $selectMatch(match: Match): void {
  const [first, last] = [match[0], match.at(-1)];
  if (first === undefined || last === undefined) return;
  const selection = $createRangeSelection();
  selection.anchor.set(first.key, first.from, 'text');
  selection.focus.set(last.key, last.to, 'text');
  $setSelection(selection);
}

interface FindBarProps {
  /** Keeps the text before many words in it are replaced; they are not when it can't (false). */
  beforeReplacing: (() => Promise<boolean>) | undefined;
}

interface OpenBarProps extends FindBarProps {
  editor: LexicalEditor;
  initial: string;
  /** Goes up when the bar is asked for while it is open. */
  asked: number;
  onClose: () => void;
}

function OpenBar({ editor, initial, asked, beforeReplacing, onClose }: OpenBarProps) {
  const [words, setWords] = useState(initial);
  const [replacement, setReplacement] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const [current, setCurrent] = useState(0);
  const [matches, setMatches] = useState<readonly Match[]>([]);
  const [said, setSaid] = useState('');
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [asked]);

  useEffect(() => {
    const find = () =>
      setMatches(editor.getEditorState().read(() => $findMatches(words, matchCase)));
    find();
    return editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      if (dirtyElements.size > 0 || dirtyLeaves.size > 0) find();
    });
  }, [editor, words, matchCase]);

  const at = Math.min(current, Math.max(0, matches.length - 1));
  useEffect(() => {
    paintMatches(editor, matches, at);
  }, [editor, matches, at]);
  useEffect(() => unpaintMatches, []);
  const match = matches[at];
  useEffect(() => {
    if (match !== undefined) reveal(editor, match);
  }, [editor, match]);

  const step = (by: 1 | -1) => {
    if (matches.length > 0) setCurrent((at + by + matches.length) % matches.length);
  };
  const replaceOne = () => {
    if (match === undefined) return;
    editor.update(() => $replaceMatch(match, replacement), QUIETLY);
    setSaid('Replaced.');
  };
  const replaceAll = async () => {
    if (matches.length === 0) return;
    if (matches.length >= MANY && (await beforeReplacing?.()) === false) return;
    let count = 0;
    editor.update(() => {
      // Found anew: the text may have been changed while it was kept.
      const now = $findMatches(words, matchCase);
      count = now.length;
      $replaceMatches(now, replacement);
    }, QUIETLY);
    setSaid(`Replaced ${countText(count, 'match', 'matches')}.`);
  };
  const close = () => {
    if (match !== undefined) editor.update(() => $selectMatch(match), { discrete: true });
    onClose();
    editor.focus();
  };
  const onKeyDown = (event: KeyboardEvent, enter: () => void) => {
    if (event.nativeEvent.isComposing || event.key !== 'Enter') return;
    event.preventDefault();
    if (event.shiftKey) step(-1);
    else enter();
  };

  const none = words !== '' && matches.length === 0;
  return (
    <div
      role="search"
      aria-label="Find in this text"
      className={styles.bar}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          close();
        } else if (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          event.stopPropagation();
          input.current?.select();
          input.current?.focus();
        }
      }}
    >
      <div className={styles.row}>
        <input
          ref={input}
          className={styles.input}
          aria-label="Find"
          placeholder="Find"
          spellCheck={false}
          value={words}
          data-none={none || undefined}
          onChange={(event) => {
            setWords(event.target.value);
            setCurrent(0);
            setSaid('');
          }}
          onKeyDown={(event) => onKeyDown(event, () => step(1))}
        />
        <span className={styles.count} role="status">
          {said !== ''
            ? said
            : words === ''
              ? ''
              : none
                ? 'No matches'
                : `${at + 1} of ${matches.length}`}
        </span>
        <Button
          variant="icon"
          label="Match upper and lower case"
          aria-pressed={matchCase}
          className={styles.toggle}
          onClick={() => setMatchCase(!matchCase)}
        >
          <CaseSensitive size={17} />
        </Button>
        <Button
          variant="icon"
          label="Previous match"
          shortcut="Shift Enter"
          onClick={() => step(-1)}
        >
          <ChevronUp size={16} />
        </Button>
        <Button variant="icon" label="Next match" shortcut="Enter" onClick={() => step(1)}>
          <ChevronDown size={16} />
        </Button>
        <Button variant="icon" label="Close" shortcut="Esc" onClick={close}>
          <X size={16} />
        </Button>
      </div>
      <div className={styles.row}>
        <input
          className={styles.input}
          aria-label="Replace with"
          placeholder="Replace with"
          value={replacement}
          onChange={(event) => setReplacement(event.target.value)}
          onKeyDown={(event) => onKeyDown(event, replaceOne)}
        />
        <Button aria-disabled={matches.length === 0} onClick={replaceOne}>
          Replace
        </Button>
        {/* Not `disabled`: that would take the focus away from the keyboard after a replacement. */}
        <Button aria-disabled={matches.length === 0} onClick={() => void replaceAll()}>
          Replace all
        </Button>
      </div>
    </div>
  );
}

/** Finds and replaces within the text; opens by the command, with what is selected. */
export function FindBar({ beforeReplacing }: FindBarProps) {
  const [editor] = useLexicalComposerContext();
  const [open, setOpen] = useState<{ initial: string; asked: number }>();
  useEffect(
    () =>
      editor.registerCommand(
        FIND_COMMAND,
        () => {
          const selection = $getSelection();
          const text = $isRangeSelection(selection) ? selection.getTextContent() : '';
          const initial = text.includes('\n') ? '' : text.slice(0, 200);
          setOpen((now) => ({ initial, asked: (now?.asked ?? 0) + 1 }));
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
    [editor],
  );
  if (open === undefined) return null;
  const close = () => setOpen(undefined);
  return <OpenBar editor={editor} {...open} beforeReplacing={beforeReplacing} onClose={close} />;
}
