import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { $getNodeByKey, $getRoot, $isTextNode, type LexicalNode, type NodeKey } from 'lexical';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CitedText } from '../../../../shared/citations.ts';
import { plainOf } from '../../../../shared/rich-text.ts';
import { useCall } from '../../../api/use-call.ts';
import { usePlace } from '../../../shell/use-place.ts';
import { numberFootnotes } from '../footnote/footnote-node.ts';
import { $citedLines, type CitedLines } from './cited-lines.ts';
import { $isCitationNode, CitationNode } from './citation-node.ts';

const NOTHING: CitedLines = { lines: [], keys: [] };

/** How long the fingers rest before citations are set anew, in ms. */
const REST_MS = 250;

/** How one citation is shown, by the key of its node. */
interface Shown {
  text: string;
  note: boolean;
  joined: boolean;
}

/** Whether only spaces stand between a citation and another. */
function $isNextToOther(node: CitationNode): boolean {
  const isOther = (next: (from: LexicalNode) => LexicalNode | null): boolean => {
    let one = next(node);
    while ($isTextNode(one) && one.getTextContent().trim() === '') one = next(one);
    return $isCitationNode(one);
  };
  return isOther((from) => from.getNextSibling()) || isOther((from) => from.getPreviousSibling());
}

function shownBy(set: CitedText, keys: CitedLines['keys']): Map<NodeKey, Shown> {
  const shown = new Map<NodeKey, Shown>();
  set.cites.forEach((cite, at) => {
    const key = keys[at];
    if (key === undefined || cite.set !== true) return;
    const text = plainOf([{ type: 'paragraph', runs: cite.runs }]);
    shown.set(key, { text, note: cite.own === true, joined: text === '' });
  });
  return shown;
}

/** Shows the citations of a text as its style sets them, while it is written. */
export function CitationWatcher() {
  const [editor] = useLexicalComposerContext();
  const { caseId } = usePlace();
  const [wanted, setWanted] = useState(NOTHING);
  const set = useCall(
    'citations.text',
    { lines: wanted.lines, caseId },
    { enabled: wanted.keys.some((key) => key !== undefined), keepPrevious: true },
  );
  // An answer to what stood there before belongs to other nodes.
  const shown = useMemo(
    () =>
      set.data === undefined || set.isPlaceholderData ? undefined : shownBy(set.data, wanted.keys),
    [set.data, set.isPlaceholderData, wanted],
  );
  const latest = useRef(shown);

  useEffect(() => {
    const read = () => {
      const next = editor.getEditorState().read(() => $citedLines($getRoot()));
      setWanted((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next));
    };
    read();
    let rest: ReturnType<typeof setTimeout> | undefined;
    const stop = editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      if (dirtyElements.size === 0 && dirtyLeaves.size === 0) return;
      clearTimeout(rest);
      rest = setTimeout(read, REST_MS);
    });
    return () => {
      clearTimeout(rest);
      stop();
    };
  }, [editor]);

  useEffect(() => {
    const draw = (keys: Iterable<NodeKey>) =>
      editor.getEditorState().read(() => {
        for (const key of keys) {
          const node = $getNodeByKey(key);
          const element = editor.getElementByKey(key);
          const one = latest.current?.get(key);
          if (element === null || !$isCitationNode(node) || latest.current === undefined) continue;
          if (one === undefined) {
            if (element.dataset['cited'] !== undefined) element.textContent = node.getTextContent();
            for (const name of ['cited', 'cite-note', 'joined']) {
              element.removeAttribute(`data-${name}`);
            }
            continue;
          }
          // Several that the style draws together read as one, and have the line's direction.
          element.dir = $isNextToOther(node) ? '' : 'auto';
          const next = node.getNextSibling();
          const words = $isCitationNode(next) ? one.text : one.text.trimEnd();
          element.toggleAttribute('data-cite-note', one.note);
          element.toggleAttribute('data-joined', one.joined);
          element.dataset['cited'] = words;
          if (one.note) element.setAttribute('aria-label', `Note: ${words}`);
          else element.removeAttribute('aria-label');
          if (!one.note && element.textContent !== words) element.textContent = words;
        }
        const root = editor.getRootElement();
        if (root !== null) numberFootnotes(root);
      });
    latest.current = shown;
    draw(wanted.keys.filter((key) => key !== undefined));
    return editor.registerMutationListener(CitationNode, (mutations) => draw(mutations.keys()));
  }, [editor, shown, wanted]);
  return null;
}
