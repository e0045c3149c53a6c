import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import {
  $getNodeByKey,
  COMMAND_PRIORITY_EDITOR,
  mergeRegister,
  type LexicalNode,
  type NodeKey,
} from 'lexical';
import { useEffect, useMemo, useRef, useState } from 'react';
import { citationLabel, citationText } from '../../../../shared/citation-label.ts';
import type { Reference } from '../../../../shared/document.ts';
import type { LinkTarget } from '../../../../shared/domain.ts';
import { useCall } from '../../../api/use-call.ts';
import { write } from '../../../commands/write.ts';
import { paths } from '../../../shell/paths.ts';
import { useHalfNavigate } from '../../../shell/split/use-half-navigate.ts';
import { usePlace } from '../../../shell/use-place.ts';
import { notify } from '../../../ui/toast.tsx';
import { $isCitationNode, CitationNode } from '../citation/citation-node.ts';
import { $isPassageNode, PassageNode } from '../passage/passage-node.ts';
import { $isReferenceNode, ReferenceNode } from '../reference/reference-node.ts';
import { goneText } from './gone-text.ts';
import { OPEN_TARGET_COMMAND } from './target-extension.ts';
import { $isTargetNode } from './target-node.ts';

/** As many as the notebook is asked about at once; beyond it, links are not looked after. */
const MOST = 2000;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Watched {
  target: Reference;
  /** How a link or a citation reads by what it leads to; a passage keeps its words. */
  words?: (target: LinkTarget) => string;
}

/** How a node reads when what it leads to is called so now. */
function wordsOf(node: LexicalNode): Watched['words'] {
  if ($isReferenceNode(node)) return ({ title }) => title;
  if (!$isCitationNode(node)) return undefined;
  const cited = node.getCited();
  return ({ title, csl }) => citationText(citationLabel(title, csl), cited);
}

function nameOf({ kind, id }: Reference): string {
  return `${kind}:${id}`;
}

/** Shows on a link whether what it leads to is still there, and how it is called now. */
function show(element: HTMLElement, watched: Watched, target: LinkTarget | undefined): void {
  const broken = target !== undefined && target.state !== 'there';
  if (broken) element.dataset['broken'] = target.state === 'trash' ? 'in the trash' : 'gone';
  else delete element.dataset['broken'];
  if (target === undefined) return;
  element.title = broken ? goneText(target) : target.title;
  const words = target.title === '' ? undefined : watched.words?.(target);
  // What a style has set is shown by the watcher of citations.
  if (element.dataset['cited'] !== undefined || words === undefined) return;
  if (element.textContent !== words) element.textContent = words;
}

/** Marks links, citations and passages whose targets are gone, and opens those that are there. */
export function TargetWatcher() {
  const [editor] = useLexicalComposerContext();
  const navigate = useHalfNavigate();
  const { caseId } = usePlace();
  const watched = useRef(new Map<NodeKey, Watched>());
  const [wanted, setWanted] = useState<readonly Reference[]>([]);
  const looked = useCall(
    'notes.targets',
    { targets: [...wanted] },
    { enabled: wanted.length > 0, keepPrevious: true },
  ).data;
  const states = useMemo(
    () => new Map((looked ?? []).map((target) => [nameOf(target), target])),
    [looked],
  );
  const latest = useRef(states);

  useEffect(() => {
    latest.current = states;
    for (const [key, one] of watched.current) {
      const element = editor.getElementByKey(key);
      if (element !== null) show(element, one, states.get(nameOf(one.target)));
    }
  }, [editor, states]);

  useEffect(() => {
    const map = watched.current;
    const follow = (mutations: Map<NodeKey, 'created' | 'updated' | 'destroyed'>) => {
      editor.getEditorState().read(() => {
        for (const [key, mutation] of mutations) {
          const node = mutation === 'destroyed' ? null : $getNodeByKey(key);
          const target = $isTargetNode(node)
            ? node.getTarget()
            : $isPassageNode(node)
              ? ({ kind: 'source', id: node.getReference().sourceId } as const)
              : undefined;
          if (target === undefined || !UUID.test(target.id)) {
            map.delete(key);
            continue;
          }
          const words = node === null ? undefined : wordsOf(node);
          const one: Watched = words === undefined ? { target } : { target, words };
          map.set(key, one);
          const element = editor.getElementByKey(key);
          if (element !== null) show(element, one, latest.current.get(nameOf(target)));
        }
      });
      const names = [...new Set([...map.values()].map(({ target }) => nameOf(target)))].sort();
      setWanted((now) => {
        const same =
          now.length === names.length && now.every((one, at) => nameOf(one) === names[at]);
        if (same) return now;
        return names.slice(0, MOST).map((name): Reference => {
          const [kind, id = ''] = name.split(':');
          return { kind: kind === 'note' ? 'note' : 'source', id };
        });
      });
    };
    return mergeRegister(
      editor.registerMutationListener(ReferenceNode, follow),
      editor.registerMutationListener(CitationNode, follow),
      editor.registerMutationListener(PassageNode, follow),
    );
  }, [editor]);

  useEffect(
    () =>
      editor.registerCommand(
        OPEN_TARGET_COMMAND,
        (reference) => {
          const { kind, id } = reference;
          const target = latest.current.get(nameOf(reference));
          if (target !== undefined && target.state !== 'there') {
            const restore = () => void write('trash.restore', { kind, id });
            notify({
              kind: 'info',
              text: goneText(target),
              ...(target.state === 'trash' ? { action: { label: 'Restore', run: restore } } : {}),
            });
            return true;
          }
          const to = kind === 'note' ? paths.note(id, { caseId }) : paths.source(id, { caseId });
          // After the click is done with, so that the editor does not pull the focus back.
          queueMicrotask(() => void navigate(to));
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
    [editor, navigate, caseId],
  );
  return null;
}
