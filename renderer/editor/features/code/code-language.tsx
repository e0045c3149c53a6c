import { $isCodeNode } from '@lexical/code';
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  SKIP_DOM_SELECTION_TAG,
  type NodeKey,
} from 'lexical';
import { useEffect, useId, useRef, useState } from 'react';
import { $codeBlockOf } from './code-extension.ts';
import styles from './code-language.module.css';

/** Offered; any other name can be written too. */
const LANGUAGES = [
  'bash',
  'c',
  'cpp',
  'css',
  'go',
  'html',
  'java',
  'javascript',
  'json',
  'latex',
  'python',
  'r',
  'rust',
  'sql',
  'stata',
  'typescript',
  'xml',
  'yaml',
];

interface Place {
  key: NodeKey;
  language: string;
  top: number;
}

/** The language of the code block that the caret is in, at the block's upper right corner. */
export function CodeLanguage() {
  const [editor] = useLexicalComposerContext();
  const [place, setPlace] = useState<Place | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();

  useEffect(
    () =>
      editor.registerUpdateListener(({ editorState }) => {
        const found = editorState.read(() => {
          const selection = $getSelection();
          if (!$isRangeSelection(selection)) return undefined;
          const block = $codeBlockOf(selection.anchor.getNode());
          return block && { key: block.getKey(), language: block.getLanguage() ?? '' };
        });
        if (found === undefined) {
          // The caret is out of the text while the language is being written.
          if (document.activeElement !== field.current) setPlace(undefined);
          return;
        }
        const top = editor.getElementByKey(found.key)?.offsetTop ?? 0;
        setPlace((current) =>
          current?.key === found.key && current.language === found.language && current.top === top
            ? current
            : { ...found, top },
        );
      }),
    [editor],
  );

  if (place === undefined) return null;
  return (
    <div className={styles.place} style={{ top: place.top }}>
      <input
        ref={field}
        className={styles.field}
        aria-label="Language of the code"
        placeholder="language"
        list={listId}
        spellCheck={false}
        value={place.language}
        onChange={(event) => {
          const language = event.target.value.trim().slice(0, 40);
          setPlace({ ...place, language });
          editor.update(
            () => {
              const block = $getNodeByKey(place.key);
              if ($isCodeNode(block)) block.setLanguage(language);
            },
            // The caret stays in this field while it is written in.
            { tag: SKIP_DOM_SELECTION_TAG },
          );
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          editor.focus();
        }}
      />
      <datalist id={listId}>
        {LANGUAGES.map((language) => (
          <option key={language} value={language} />
        ))}
      </datalist>
    </div>
  );
}
