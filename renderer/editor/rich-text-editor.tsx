import { ContentEditable } from '@lexical/react/LexicalContentEditable';
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { LexicalExtensionEditorComposer } from '@lexical/react/LexicalExtensionEditorComposer';
import { ReactExtension } from '@lexical/react/ReactExtension';
import { ReactProviderExtension } from '@lexical/react/ReactProviderExtension';
import { buildEditorFromExtensions } from '@lexical/extension';
import {
  $getSelection,
  $isRangeSelection,
  configExtension,
  type LexicalEditorWithDispose,
} from 'lexical';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { PassageReference, RichText } from '../../shared/rich-text.ts';
import { countWords } from '../../shared/words.ts';
import { notify } from '../ui/toast.tsx';
import { editorExtension } from './extension.ts';
import { BlockHandle } from './features/block-handle/block-handle.tsx';
import { CitationPopover } from './features/citation/citation-popover.tsx';
import { CodeLanguage } from './features/code/code-language.tsx';
import { FindBar } from './features/find/find-bar.tsx';
import { FootnoteList } from './features/footnote/footnote-list.tsx';
import { FootnotePopover } from './features/footnote/footnote-popover.tsx';
import { FormulaPopover } from './features/formula/formula-popover.tsx';
import { LinkPopover } from './features/link/link-popover.tsx';
import { INSERT_PASSAGE_COMMAND } from './features/passage/passage-extension.ts';
import { PassageOpener } from './features/passage/passage-opener.tsx';
import { PictureAdder } from './features/picture/picture-adder.tsx';
import { PicturePopover } from './features/picture/picture-popover.tsx';
import { PasteNotice } from './features/paste/paste-notice.tsx';
import { SelectionToolbar } from './features/selection-toolbar/selection-toolbar.tsx';
import { TableChooserPopover } from './features/table/table-chooser-popover.tsx';
import { TableMenu } from './features/table/table-menu.tsx';
import { CitationWatcher } from './features/citation/citation-watcher.tsx';
import { TargetWatcher } from './features/targets/target-watcher.tsx';
import { Typeahead } from './features/typeahead/typeahead.tsx';
import prose from './prose.module.css';
import { REPLACED_TAG, replaceText } from './replace-text.ts';
import { RichTextView } from './rich-text-view.tsx';
import styles from './rich-text-editor.module.css';
import { theme } from './theme.ts';
import { EditorToolbar } from './toolbar/toolbar.tsx';

export interface RichTextEditorHandle {
  /** Puts a passage block at the caret, or at the end. */
  insertPassage(reference: PassageReference): void;
  /** Shows a text saved elsewhere; false when this editor can't, and must be mounted anew. */
  replace(body: RichText): boolean;
  focus(): void;
}

interface RichTextEditorProps {
  /** Read once, when the editor is mounted. */
  initial: RichText;
  /** Hears every change of the text, and nothing else. */
  onChange: (body: RichText) => void;
  /** Hears how many words are selected, when that changes; 0 when none are. */
  onSelectedWords?: (words: number) => void;
  /** Keeps the text before many words in it are replaced; they are not when it can't (false). */
  beforeReplacing?: () => Promise<boolean>;
  variant: 'note' | 'annotation';
  /** The note that is edited, where it is one. */
  noteId?: string;
  /** The accessible name. */
  label: string;
  placeholder?: string;
  autoFocus?: boolean;
  ref?: Ref<RichTextEditorHandle>;
}

function reportError(error: Error): void {
  notify({
    kind: 'error',
    text: `The editor could not do that: ${error.message} The text is as it was before.`,
  });
}

function buildEditor(initial: RichText): LexicalEditorWithDispose | Error {
  try {
    return buildEditorFromExtensions(
      ReactProviderExtension,
      configExtension(ReactExtension, { contentEditable: null }),
      editorExtension({ initial, theme, onError: reportError }),
    );
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Tells of changes to the text; not of moves of the caret, nor of the text being put in. */
function ChangeReporter({ onChange }: { onChange: (body: RichText) => void }) {
  const [editor] = useLexicalComposerContext();
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(
    () =>
      editor.registerUpdateListener(
        ({ editorState, prevEditorState, dirtyElements, dirtyLeaves, tags }) => {
          if (dirtyElements.size === 0 && dirtyLeaves.size === 0) return;
          if (prevEditorState.isEmpty() || tags.has(REPLACED_TAG)) return;
          latest.current(editorState.toJSON());
        },
      ),
    [editor],
  );
  return null;
}

/** Tells how many words are selected. */
function SelectionReporter({ onWords }: { onWords: (words: number) => void }) {
  const [editor] = useLexicalComposerContext();
  useEffect(
    () =>
      editor.registerUpdateListener(({ editorState }) => {
        const text = editorState.read(() => {
          const selection = $getSelection();
          return $isRangeSelection(selection) ? selection.getTextContent() : '';
        });
        onWords(text === '' ? 0 : countWords(text));
      }),
    [editor, onWords],
  );
  return null;
}

/**
 * The editor of notes and annotations. It keeps its own text once mounted: give it a `key` by what
 * it edits. `annotation` has the small toolbar, under the text.
 */
export function RichTextEditor(props: RichTextEditorProps) {
  const { initial, onChange, variant, label, placeholder, autoFocus = false, ref } = props;
  const [built] = useState(() => buildEditor(initial));
  const editor = built instanceof Error ? undefined : built;

  useImperativeHandle(
    ref,
    () => ({
      insertPassage: (reference) => {
        editor?.dispatchCommand(INSERT_PASSAGE_COMMAND, reference);
      },
      replace: (body) => editor !== undefined && replaceText(editor, body),
      focus: () => editor?.focus(),
    }),
    [editor],
  );

  const surface = useRef<HTMLDivElement>(null);
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
      // React's strict mode takes a view away and puts it back at once, with the same editor.
      queueMicrotask(() => {
        if (!shown.current) editor?.dispose();
      });
    };
  }, [editor]);

  useEffect(() => {
    if (autoFocus) editor?.focus(undefined, { defaultSelection: 'rootEnd' });
  }, [editor, autoFocus]);

  if (built instanceof Error || editor === undefined) {
    return (
      <div>
        <p role="alert" className={styles.unreadable}>
          This text holds something that this version of Casebook can’t edit, so it is shown as it
          is and stays unchanged. A newer version may be able to open it.
        </p>
        <RichTextView body={initial} variant={variant} />
      </div>
    );
  }
  const editable = {
    className: `${styles.content} ${prose.prose} ${prose[variant]}`,
    'aria-label': label,
    'aria-multiline': true,
  };
  const toolbar = <EditorToolbar variant={variant} />;
  return (
    <LexicalExtensionEditorComposer initialEditor={editor}>
      <div className={`${styles.editor} ${styles[variant]}`}>
        {variant === 'note' && (
          <div className={styles.bar}>
            {toolbar}
            <FindBar beforeReplacing={props.beforeReplacing} />
          </div>
        )}
        <div ref={surface} className={styles.surface}>
          {placeholder === undefined ? (
            <ContentEditable {...editable} />
          ) : (
            <ContentEditable
              {...editable}
              aria-placeholder={placeholder}
              placeholder={
                <p className={`${styles.placeholder} ${prose[variant]}`}>{placeholder}</p>
              }
            />
          )}
          <CodeLanguage />
          <TableMenu />
          <FootnoteList />
          {variant === 'note' && <BlockHandle surface={surface} />}
        </div>
        {variant === 'annotation' && (
          <div className={styles.bar}>
            <FindBar beforeReplacing={props.beforeReplacing} />
            {toolbar}
          </div>
        )}
      </div>
      <LinkPopover />
      <TableChooserPopover />
      <PictureAdder />
      <PicturePopover />
      <FormulaPopover />
      <FootnotePopover Editor={FootnoteText} />
      <PassageOpener />
      <PasteNotice />
      <Typeahead noteId={props.noteId} />
      <CitationPopover />
      <TargetWatcher />
      <CitationWatcher />
      {variant === 'note' && <SelectionToolbar />}
      <ChangeReporter onChange={onChange} />
      {props.onSelectedWords !== undefined && <SelectionReporter onWords={props.onSelectedWords} />}
    </LexicalExtensionEditorComposer>
  );
}

/** The small editor of a footnote's text. */
function FootnoteText(props: Pick<RichTextEditorProps, 'initial' | 'onChange'>) {
  return <RichTextEditor {...props} variant="annotation" label="Text of the footnote" autoFocus />;
}
