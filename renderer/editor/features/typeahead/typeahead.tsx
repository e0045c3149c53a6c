import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import {
  BLUR_COMMAND,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_LOW,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  mergeRegister,
  type LexicalEditor,
} from 'lexical';
import { useEffect, useId, useRef, useState } from 'react';
import { usePlace } from '../../../shell/use-place.ts';
import { countText } from '../../../ui/counts.ts';
import { Floating } from '../../floating.tsx';
import { useOptions, type Option } from './options.ts';
import { $triggerAtCaret, type PlacedTrigger } from './trigger-place.ts';
import type { TriggerKind } from './trigger.ts';
import styles from './typeahead.module.css';

const TITLES: Record<TriggerKind, string> = {
  citation: 'Cite a source',
  reference: 'Link to a note or source',
  slash: 'Insert',
};

function rectOf(editor: LexicalEditor, { key, from }: PlacedTrigger): DOMRect | undefined {
  const text = editor.getElementByKey(key)?.firstChild;
  if (text === null || text === undefined) return undefined;
  const range = document.createRange();
  range.setStart(text, Math.min(from, text.textContent?.length ?? 0));
  range.collapse(true);
  return range.getBoundingClientRect();
}

function startOf({ key, from, kind }: PlacedTrigger): string {
  return `${kind}:${key}:${from}`;
}

/** The trigger being typed; undefined when there is none, or it was dismissed. */
function useTrigger(editor: LexicalEditor) {
  const [trigger, setTrigger] = useState<PlacedTrigger>();
  const dismissed = useRef<string | undefined>(undefined);
  useEffect(
    () =>
      mergeRegister(
        editor.registerUpdateListener(({ editorState, dirtyLeaves, dirtyElements }) => {
          const typed = dirtyLeaves.size > 0 || dirtyElements.size > 0;
          const focused = editor.getRootElement()?.contains(document.activeElement) === true;
          const found = focused ? editorState.read($triggerAtCaret) : undefined;
          if (found === undefined) dismissed.current = undefined;
          setTrigger((now) => {
            if (found === undefined || dismissed.current === startOf(found)) return undefined;
            // Coming back to a sign with the caret is not typing it.
            const goesOn = now !== undefined && startOf(now) === startOf(found);
            return goesOn || (typed && !editor.isComposing()) ? found : undefined;
          });
        }),
        editor.registerCommand(
          BLUR_COMMAND,
          () => {
            setTrigger(undefined);
            return false;
          },
          COMMAND_PRIORITY_LOW,
        ),
      ),
    [editor],
  );
  const dismiss = () => {
    if (trigger !== undefined) dismissed.current = startOf(trigger);
    setTrigger(undefined);
  };
  return { trigger, dismiss };
}

/** Tells assistive technology what the keys act on while the focus stays in the text. */
function useRootLink(
  editor: LexicalEditor,
  listId: string | undefined,
  activeId: string | undefined,
) {
  useEffect(() => {
    const root = editor.getRootElement();
    if (root === null || listId === undefined || activeId === undefined) return undefined;
    root.setAttribute('aria-controls', listId);
    root.setAttribute('aria-activedescendant', activeId);
    root.setAttribute('aria-autocomplete', 'list');
    return () => {
      for (const name of ['aria-controls', 'aria-activedescendant', 'aria-autocomplete']) {
        root.removeAttribute(name);
      }
    };
  }, [editor, listId, activeId]);
}

/**
 * The lists that open at `@`, `[[` and `/`: sources to cite, things to link to, what to insert.
 * `noteId` is the note being written, which is not offered.
 */
export function Typeahead({ noteId }: { noteId?: string | undefined }) {
  const [editor] = useLexicalComposerContext();
  const { caseId } = usePlace();
  const { trigger, dismiss } = useTrigger(editor);
  const options = useOptions(trigger, caseId, noteId);
  const [chosen, setChosen] = useState({ at: 0, of: '' });
  const listId = useId();

  const scope = trigger === undefined ? '' : `${startOf(trigger)}:${trigger.query}`;
  const active = chosen.of === scope ? Math.min(chosen.at, (options?.length ?? 1) - 1) : 0;
  // What can't be found was perhaps not meant as a search: "@ home", "5 / 7".
  const isIdle =
    options?.length === 0 && (trigger?.kind === 'slash' || / /.test(trigger?.query ?? ''));
  const open = trigger !== undefined && options !== undefined && !isIdle;
  const current = open ? options[active] : undefined;
  useRootLink(editor, open ? listId : undefined, current && `${listId}-${active}`);

  const choose = (option: Option) => {
    if (trigger === undefined) return;
    dismiss();
    option.choose(editor, trigger);
  };

  useEffect(() => {
    if (!open) return undefined;
    const move = (step: number) => (event: KeyboardEvent) => {
      event.preventDefault();
      const count = options.length;
      if (count > 0) setChosen({ at: (active + step + count) % count, of: scope });
      return true;
    };
    const take = (event: KeyboardEvent | null) => {
      if (current === undefined || event?.shiftKey === true) return false;
      event?.preventDefault();
      choose(current);
      return true;
    };
    return mergeRegister(
      editor.registerCommand(KEY_ARROW_DOWN_COMMAND, move(1), COMMAND_PRIORITY_CRITICAL),
      editor.registerCommand(KEY_ARROW_UP_COMMAND, move(-1), COMMAND_PRIORITY_CRITICAL),
      editor.registerCommand(KEY_ENTER_COMMAND, take, COMMAND_PRIORITY_CRITICAL),
      editor.registerCommand(KEY_TAB_COMMAND, take, COMMAND_PRIORITY_CRITICAL),
      editor.registerCommand(
        KEY_ESCAPE_COMMAND,
        (event) => {
          event.preventDefault();
          event.stopPropagation();
          dismiss();
          return true;
        },
        COMMAND_PRIORITY_CRITICAL,
      ),
    );
  });

  useEffect(() => {
    if (open) document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [open, active, listId]);

  return (
    <Floating
      editor={editor}
      open={open}
      rect={() => trigger && rectOf(editor, trigger)}
      place={trigger === undefined ? '' : startOf(trigger)}
      side="bottom"
      className={styles.popup}
    >
      {open && (
        <>
          <ul id={listId} role="listbox" aria-label={TITLES[trigger.kind]} className={styles.list}>
            {options.map((option, index) => (
              <li
                key={option.id}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === active}
                className={styles.option}
                // A press must not take the caret out of the text.
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => setChosen({ at: index, of: scope })}
                onClick={() => choose(option)}
              >
                <option.icon size={16} aria-hidden />
                <span className={styles.label} title={option.label}>
                  {option.label}
                </span>
                {option.detail !== undefined && (
                  <span className={styles.detail}>{option.detail}</span>
                )}
              </li>
            ))}
          </ul>
          {options.length === 0 && (
            <p className={styles.empty}>
              {trigger.query === ''
                ? 'There is nothing to offer yet: add a source first.'
                : `No source matches “${trigger.query}”.`}
            </p>
          )}
          <p role="status" className="visually-hidden">
            {countText(options.length, 'suggestion')}
          </p>
        </>
      )}
    </Floating>
  );
}
