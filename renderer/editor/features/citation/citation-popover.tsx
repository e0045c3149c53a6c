import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { COMMAND_PRIORITY_EDITOR, SKIP_DOM_SELECTION_TAG, type NodeKey } from 'lexical';
import { BookOpen, Trash2 } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useMemo, useState } from 'react';
import { layoutDocument } from '../../../../shared/document.ts';
import { invoke } from '../../../api/client.ts';
import { useCall } from '../../../api/use-call.ts';
import { paths } from '../../../shell/paths.ts';
import { useHalfNavigate } from '../../../shell/split/use-half-navigate.ts';
import { usePlace } from '../../../shell/use-place.ts';
import { Button } from '../../../ui/button.tsx';
import { notify } from '../../../ui/toast.tsx';
import { $citationOf, EDIT_CITATION_COMMAND } from '../targets/target-extension.ts';
import { goneText } from '../targets/gone-text.ts';
import { isLocatorKind, LOCATOR_KINDS, type LocatorKindId } from '../../../../shared/locators.ts';
import type { CitedSource } from './citation-node.ts';
import styles from './citation-popover.module.css';

/** Where a citation points, while it is written; the place may be empty. */
interface Locator {
  kind: LocatorKindId;
  value: string;
}

const NOWHERE: Locator = { kind: 'paragraph', value: '' };

/** Where a ¶ of a source stands in its text; undefined when there is no such ¶. */
async function positionOf(sourceId: string, paragraph: number) {
  const source = await invoke('sources.get', { id: sourceId });
  if (!source.ok) return undefined;
  const { number } = source.value.revision;
  const revision = await invoke('sources.revision', { id: sourceId, number });
  if (!revision.ok) return undefined;
  const leaf = layoutDocument(revision.value.document).leaves.find(
    (one) => one.paragraph === paragraph,
  );
  return leaf && { start: leaf.start, end: leaf.end };
}

interface FormProps {
  cited: CitedSource;
  onApply: (cited: CitedSource) => void;
  onOpen: (locator: Locator) => void;
  onRemove: () => void;
}

function CitationForm({ cited, onApply, onOpen, onRemove }: FormProps) {
  const [locator, setLocator] = useState(cited.locator ?? NOWHERE);
  const target = useCall('notes.targets', {
    targets: [{ kind: 'source', id: cited.sourceId }],
  }).data?.[0];
  const broken = target !== undefined && target.state !== 'there';
  const [words, setWords] = useState({ prefix: cited.prefix ?? '', suffix: cited.suffix ?? '' });
  const [suppressed, setSuppressed] = useState(cited.suppressAuthor === true);
  const say = (now: { locator: Locator; words: typeof words; suppressed: boolean }) => {
    const value = now.locator.value.trim();
    const prefix = now.words.prefix.trim();
    const suffix = now.words.suffix.trim();
    onApply({
      sourceId: cited.sourceId,
      label: cited.label,
      ...(value === '' ? {} : { locator: { kind: now.locator.kind, value } }),
      ...(prefix === '' ? {} : { prefix }),
      ...(suffix === '' ? {} : { suffix }),
      ...(now.suppressed ? { suppressAuthor: true } : {}),
    });
  };
  const change = (next: Locator) => {
    setLocator(next);
    say({ locator: next, words, suppressed });
  };
  const changeWords = (next: typeof words) => {
    setWords(next);
    say({ locator, words: next, suppressed });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        // The form stands in a portal of the editor; a form around the editor must not hear of it.
        event.stopPropagation();
      }}
    >
      <p className={styles.source} title={target?.title}>
        {target === undefined || target.title === '' ? cited.label : target.title}
      </p>
      {broken && (
        <p role="alert" className={styles.broken}>
          {goneText(target)} The citation keeps its words.
        </p>
      )}
      <div className={styles.row}>
        <select
          className={styles.kind}
          aria-label="Kind of place"
          value={locator.kind}
          onChange={(event) =>
            isLocatorKind(event.target.value) && change({ ...locator, kind: event.target.value })
          }
        >
          {Object.entries(LOCATOR_KINDS).map(([kind, { name }]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </select>
        <input
          className={styles.place}
          aria-label="Place in the source"
          placeholder={locator.kind === 'page' ? 'e.g. 12-14' : 'e.g. 4'}
          autoFocus
          maxLength={100}
          value={locator.value}
          onChange={(event) => change({ ...locator, value: event.target.value })}
        />
        <Button disabled={broken} onClick={() => onOpen(locator)}>
          <BookOpen size={15} aria-hidden /> Open
        </Button>
        <Button variant="icon" label="Remove the citation" onClick={onRemove}>
          <Trash2 size={15} />
        </Button>
      </div>
      <div className={styles.row}>
        {(['prefix', 'suffix'] as const).map((which) => (
          <input
            key={which}
            className={styles.place}
            aria-label={which === 'prefix' ? 'Words before' : 'Words after'}
            placeholder={which === 'prefix' ? 'Before, e.g. see' : 'After, e.g. my italics'}
            maxLength={300}
            value={words[which]}
            onChange={(event) => changeWords({ ...words, [which]: event.target.value })}
          />
        ))}
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={suppressed}
          onChange={(event) => {
            setSuppressed(event.target.checked);
            say({ locator, words, suppressed: event.target.checked });
          }}
        />
        Leave the author out, who is named in the text
      </label>
    </form>
  );
}

/** Says where in its source a citation points, opens the source there, or takes the citation away. */
export function CitationPopover() {
  const [editor] = useLexicalComposerContext();
  const navigate = useHalfNavigate();
  const { caseId } = usePlace();
  const [open, setOpen] = useState<{ key: NodeKey; cited: CitedSource }>();

  useEffect(
    () =>
      editor.registerCommand(
        EDIT_CITATION_COMMAND,
        (key) => {
          const node = $citationOf(key);
          if (node === undefined) return false;
          const cited = node.getCited();
          // After the click is done with, so that the editor does not pull the focus back.
          setTimeout(() => setOpen({ key, cited }));
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
    [editor],
  );

  const anchor = useMemo(
    () => ({
      current: {
        getBoundingClientRect: () =>
          (open && editor.getElementByKey(open.key)?.getBoundingClientRect()) ?? new DOMRect(),
        contextElement: editor.getRootElement() ?? undefined,
      },
    }),
    [editor, open],
  );

  const close = () => {
    setOpen(undefined);
    if (open === undefined) return;
    editor.update(
      () => {
        $citationOf(open.key)?.selectNext(0, 0);
      },
      { discrete: true },
    );
    editor.focus();
  };
  const remove = () => {
    if (open === undefined) return;
    editor.update(
      () => {
        const node = $citationOf(open.key);
        node?.selectPrevious();
        node?.remove();
      },
      { discrete: true },
    );
    setOpen(undefined);
    editor.focus();
  };
  const openSource = async ({ kind, value }: Locator) => {
    if (open === undefined) return;
    const { sourceId } = open.cited;
    const number = kind === 'paragraph' ? Number.parseInt(value, 10) : Number.NaN;
    const at = Number.isNaN(number) ? undefined : await positionOf(sourceId, number);
    if (!Number.isNaN(number) && at === undefined) {
      notify({ kind: 'info', text: `The source has no ¶ ${number} any more; here is its start.` });
    }
    setOpen(undefined);
    await navigate(paths.source(sourceId, { caseId, at }));
  };

  return (
    <Popover.Root
      open={open !== undefined}
      onOpenChange={(next) => {
        if (!next) close();
      }}
    >
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          aria-label="Citation"
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={12}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onEscapeKeyDown={(event) => event.stopPropagation()}
          onKeyDown={(event) => {
            const onField = event.target instanceof HTMLInputElement;
            if (event.key !== 'Enter' || !onField || event.nativeEvent.isComposing) return;
            event.preventDefault();
            close();
          }}
        >
          {open !== undefined && (
            <CitationForm
              key={open.key}
              cited={open.cited}
              onApply={(cited) =>
                editor.update(
                  () => {
                    $citationOf(open.key)?.setCited(cited);
                  },
                  // The caret stays in the field: in the text it would end the popover.
                  { tag: SKIP_DOM_SELECTION_TAG },
                )
              }
              onOpen={(locator) => void openSource(locator)}
              onRemove={remove}
            />
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
