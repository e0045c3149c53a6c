import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { $getRoot, $isElementNode, type LexicalNode, type NodeKey } from 'lexical';
import { useEffect, useState } from 'react';
import type { RichText } from '../../../../shared/rich-text.ts';
import prose from '../../prose.module.css';
import { RichTextView } from '../../rich-text-view.tsx';
import { EDIT_FOOTNOTE_COMMAND } from './footnote-extension.ts';
import styles from './footnote-list.module.css';
import { $isFootnoteNode, NUMBERED_EVENT } from './footnote-node.ts';

interface Entry {
  key: NodeKey;
  content: RichText;
}

function $footnotes(node: LexicalNode): Entry[] {
  if ($isFootnoteNode(node)) return [{ key: node.getKey(), content: node.getContent() }];
  return $isElementNode(node) ? node.getChildren().flatMap($footnotes) : [];
}

/** The footnotes at the foot of the text that is being written; each can be opened from here. */
export function FootnoteList() {
  const [editor] = useLexicalComposerContext();
  const [entries, setEntries] = useState<readonly Entry[]>([]);

  useEffect(() => {
    const read = () => {
      const next = editor.getEditorState().read(() => $footnotes($getRoot()));
      setEntries((current) => {
        const same =
          current.length === next.length &&
          next.every(({ key, content }, index) => {
            const old = current[index];
            return old?.key === key && old.content === content;
          });
        return same ? current : next;
      });
    };
    read();
    return editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      if (dirtyElements.size > 0 || dirtyLeaves.size > 0) read();
    });
  }, [editor]);

  const [, renumber] = useState(0);
  useEffect(() => {
    const again = () => renumber((count) => count + 1);
    return editor.registerRootListener((root, before) => {
      before?.removeEventListener(NUMBERED_EVENT, again);
      root?.addEventListener(NUMBERED_EVENT, again);
    });
  }, [editor]);
  /** The number at the mark: citations that are notes are counted with them. */
  const numberOf = (key: NodeKey, index: number) =>
    editor.getElementByKey(key)?.textContent || String(index + 1);

  if (entries.length === 0) return null;
  return (
    <section className={`${prose.footnotes} ${styles.list}`} aria-label="Footnotes">
      <ol>
        {entries.map(({ key, content }, index) => (
          <li key={key}>
            <button
              type="button"
              aria-label={`Change footnote ${numberOf(key, index)}`}
              onClick={() => editor.dispatchCommand(EDIT_FOOTNOTE_COMMAND, key)}
            >
              {numberOf(key, index)}
            </button>
            <RichTextView body={content} />
          </li>
        ))}
      </ol>
    </section>
  );
}
