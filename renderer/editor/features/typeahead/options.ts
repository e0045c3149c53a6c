import { FilePlus2, FileText, NotebookPen, type LucideIcon } from 'lucide-react';
import { $createTextNode, $getNodeByKey, $isTextNode, type LexicalEditor } from 'lexical';
import type { Reference } from '../../../../shared/document.ts';
import type { Hit, LinkTarget } from '../../../../shared/domain.ts';
import { useCall } from '../../../api/use-call.ts';
import { write } from '../../../commands/write.ts';
import { useSearch } from '../../../search/use-search.ts';
import { actionOf } from '../../toolbar/actions.ts';
import { $readFormatState } from '../../toolbar/format-state.ts';
import { insertsFor } from '../../toolbar/inserts.ts';
import { keysText } from '../../toolbar/run-action.ts';
import { citationLabel } from '../../../../shared/citation-label.ts';
import { $createReferenceNode } from '../reference/reference-node.ts';
import {
  $insertInline,
  INSERT_CITATION_COMMAND,
  INSERT_REFERENCE_COMMAND,
} from '../targets/target-extension.ts';
import { $takeTrigger, type PlacedTrigger } from './trigger-place.ts';

/** As many as are offered at once; typing on narrows better than scrolling. */
const SHOWN = 8;

export interface Option {
  id: string;
  label: string;
  detail?: string | undefined;
  icon: LucideIcon;
  choose: (editor: LexicalEditor, trigger: PlacedTrigger) => void;
}

interface Named extends Reference {
  title: string;
}

/** Whether every word that was typed is in the title of a hit, and not only in its text. */
function isNamedSo({ title, titleMarks }: Hit, query: string): boolean {
  if (title.toLowerCase().includes(query.toLowerCase())) return true;
  // A last word that has only been begun is not looked for yet.
  const words = query.replace(/\s\S{1,2}$/, '').split(/\s+/);
  return titleMarks.length >= words.length;
}

/** Takes what was typed away, then does the rest, in one step. */
function inPlace(editor: LexicalEditor, trigger: PlacedTrigger, then: () => void): void {
  editor.update(
    () => {
      $takeTrigger(trigger);
      then();
    },
    { discrete: true },
  );
}

/** The entries of the slash menu. */
export function slashOptions(query: string): Option[] {
  return insertsFor(query).map(({ id, icon, typed }) => ({
    id,
    label: actionOf(id).label,
    detail: typed ?? keysText(id),
    icon,
    choose: (editor, trigger) => {
      inPlace(editor, trigger, () => undefined);
      actionOf(id).run(editor, editor.getEditorState().read($readFormatState));
    },
  }));
}

function citationOption({ id, title }: Named, looked: LinkTarget | undefined): Option {
  const label = citationLabel(title, looked?.csl);
  return {
    id: `source:${id}`,
    label: title,
    detail: label === title ? undefined : label,
    icon: FileText,
    choose: (editor, trigger) =>
      inPlace(editor, trigger, () => {
        editor.dispatchCommand(INSERT_CITATION_COMMAND, { sourceId: id, label });
      }),
  };
}

function referenceOption({ kind, id, title }: Named): Option {
  return {
    id: `${kind}:${id}`,
    label: title === '' ? `Untitled ${kind}` : title,
    detail: kind === 'note' ? 'Note' : 'Source',
    icon: kind === 'note' ? NotebookPen : FileText,
    choose: (editor, trigger) =>
      inPlace(editor, trigger, () => {
        editor.dispatchCommand(INSERT_REFERENCE_COMMAND, { kind, id, title });
      }),
  };
}

function newNoteOption(title: string, caseId: string | undefined): Option {
  return {
    id: 'new-note',
    label: `New note “${title}”`,
    icon: FilePlus2,
    choose: (editor, trigger) => {
      // The words stand there until the note is made; one goes on writing meanwhile.
      let key = '';
      inPlace(editor, trigger, () => {
        const node = $createTextNode(title).setMode('token');
        $insertInline(node);
        key = node.getKey();
      });
      const place = caseId === undefined ? {} : { caseId };
      void write('notes.create', { title, ...place }).then((note) => {
        editor.update(() => {
          const node = $getNodeByKey(key);
          if (!$isTextNode(node)) return;
          if (note === undefined) node.setMode('normal');
          else node.replace($createReferenceNode({ kind: 'note', id: note.id, title }));
        });
      });
    },
  };
}

/** The sources, and notes, that are offered before anything is typed: those at hand. */
function useRecent(kinds: readonly Reference['kind'][], caseId: string | undefined, on: boolean) {
  const scope = caseId === undefined ? {} : { caseId };
  const sources = useCall('sources.list', scope, { enabled: on && kinds.includes('source') });
  const notes = useCall('notes.list', scope, { enabled: on && kinds.includes('note') });
  const all: Array<Named & { updatedAt: string }> = [];
  if (kinds.includes('note')) {
    (notes.data ?? []).forEach((note) => all.push({ ...note, kind: 'note' }));
  }
  if (kinds.includes('source')) {
    (sources.data ?? []).forEach((source) => all.push({ ...source, kind: 'source' }));
  }
  return all.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
}

/**
 * What is offered for a trigger. `ownId` is the note being written, which is no place to link to;
 * undefined while the first answer is under way.
 */
export function useOptions(
  trigger: PlacedTrigger | undefined,
  caseId: string | undefined,
  ownId: string | undefined,
): Option[] | undefined {
  const query = trigger?.query.trim() ?? '';
  const names = trigger !== undefined && trigger.kind !== 'slash';
  const kinds =
    trigger?.kind === 'reference' ? (['note', 'source'] as const) : (['source'] as const);
  const recent = useRecent(kinds, caseId, names && query === '');
  const search = useSearch(names ? query : '', { kinds: [...kinds] });

  const all = search.reply?.hits ?? [];
  const named = new Set(all.filter((hit) => isNamedSo(hit, query)).map(({ id }) => id));
  const hits = all.flatMap((hit): Named[] =>
    hit.kind === 'note' || hit.kind === 'source' ? [{ ...hit, kind: hit.kind }] : [],
  );
  const found = (query === '' ? recent : hits)
    .filter(({ kind, id }) => kind !== 'note' || id !== ownId)
    .slice(0, SHOWN)
    .map(({ kind, id, title }) => ({ kind, id, title }));
  const cites = trigger?.kind === 'citation' && found.length > 0;
  const looked = useCall(
    'notes.targets',
    { targets: found.map(({ kind, id }) => ({ kind, id })) },
    { enabled: cites, keepPrevious: true },
  ).data;

  if (trigger === undefined) return [];
  if (trigger.kind === 'slash') return slashOptions(query);
  if (query !== '' && search.reply === undefined && search.failure === undefined) return undefined;
  if (trigger.kind === 'citation') {
    return found.map((one) =>
      citationOption(
        one,
        looked?.find(({ id }) => id === one.id),
      ),
    );
  }
  const exists = found.some(({ title }) => title.toLowerCase() === query.toLowerCase());
  const create = query === '' || exists ? [] : [newNoteOption(query, caseId)];
  const isFirst = ({ id }: Named) => query === '' || named.has(id);
  // Who types a title that nothing has is naming a new note, also where the words occur in a text.
  return [
    ...found.filter(isFirst).map(referenceOption),
    ...create,
    ...found.filter((one) => !isFirst(one)).map(referenceOption),
  ];
}
