import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { COMMANDS, platformOf, type CommandId } from '../../shared/commands.ts';
import type { HitKind, SearchReply } from '../../shared/domain.ts';
import { messageOf } from '../api/client.ts';
import { canRun, runCommand } from '../commands/registry.ts';
import { countText } from '../ui/counts.ts';
import { createStore } from '../ui/store.ts';
import { notify } from '../ui/toast.tsx';
import { commandQuery, findCommands } from './command-query.ts';
import { Filters } from './filters.tsx';
import { correctionSentences, problemSentences } from './groups.ts';
import { addressOf, type Target } from './open-target.ts';
import { commandGroups, hitGroups, recentGroups, type OptionGroup } from './options.tsx';
import styles from './palette.module.css';
import { PaletteFooter } from './palette-footer.tsx';
import { PaletteMessage } from './palette-message.tsx';
import { forgetOpened, recentlyOpened, recentSearches, rememberSearch } from './recents.ts';
import { useChoice } from './use-choice.ts';
import { useSearch } from './use-search.ts';

interface PaletteBodyProps {
  caseId: string | undefined;
  /** Enter opens beside the screen, as Enter with Ctrl or Cmd always does. */
  beside: boolean;
  onGo: (address: string, beside: boolean) => void;
  onRun: (action: () => void) => void;
}

function announcement(reply: SearchReply): string {
  return [countText(reply.total, 'result'), ...correctionSentences(reply)].join('. ');
}

function runOrSay(id: CommandId): void {
  if (runCommand(id)) return;
  notify({ kind: 'info', text: `“${COMMANDS[id].label}” has nothing to work on here.` });
}

/** What Enter does to the option of a value. */
function enterDoes(value: string): string {
  if (value.startsWith('command:')) return 'run the command';
  if (value.startsWith('search:')) return 'search';
  return /^(source|highlight):/.test(value) ? 'open at the passage' : 'open';
}

/** Says whether what a value stands for can be opened beside the screen. */
function opensBeside(value: string): boolean {
  return /^(source|highlight|note):/.test(value);
}

/** What stands in the palette while it is open; it begins afresh each time. */
export function PaletteBody({ caseId, beside, onGo, onRun }: PaletteBodyProps) {
  const [query, setQuery] = useState('');
  const [kinds, setKinds] = useState<readonly HitKind[]>([]);
  const [onlyThisCase, setOnlyThisCase] = useState(false);
  const [opened, setOpened] = useState(recentlyOpened);
  const [searches] = useState(recentSearches);

  const commandWords = commandQuery(query);
  const searching = commandWords === undefined && query.trim() !== '';
  const scope = { caseId: onlyThisCase ? caseId : undefined, kinds };
  const { answered, reply, counts, pending, failure } = useSearch(searching ? query : '', scope);
  const waiting = searching && pending;

  // Not a ref: the options that are drawn close over it, and ask only when one is chosen.
  const [modified] = useState(() => createStore(false));
  const open = async (target: Target) => {
    const asBeside = beside || modified.get();
    modified.set(false);
    try {
      const address = await addressOf(target, caseId);
      if (searching) rememberSearch(query);
      onGo(address, asBeside);
    } catch (error) {
      forgetOpened(target.id);
      setOpened(recentlyOpened());
      notify({ kind: 'error', text: messageOf(error) });
    }
  };

  let groups: OptionGroup[];
  let view: string;
  if (commandWords !== undefined) {
    view = `> ${commandWords}`;
    groups = commandGroups(
      findCommands(commandWords, canRun),
      commandWords === '',
      platformOf(navigator.platform),
      (id) => onRun(() => runOrSay(id)),
    );
  } else if (searching && failure !== undefined) {
    view = 'failure';
    groups = [];
  } else if (searching && reply !== undefined) {
    view = JSON.stringify([answered, scope]);
    groups = hitGroups(reply.hits, (hit) => void open(hit));
  } else {
    view = '';
    groups = recentGroups(opened, searches, (item) => void open(item), setQuery);
  }
  const shown = searching && failure === undefined ? reply : undefined;
  const options = groups.flatMap((group) => group.options);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const values = options.map(({ value }) => value);
  const choice = useChoice(view, values, { list, input });

  const enterPressedFor = useRef<string>(undefined);
  useEffect(() => {
    if (waiting || enterPressedFor.current === undefined) return;
    const meant = enterPressedFor.current === query;
    enterPressedFor.current = undefined;
    if (meant) options[0]?.run();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    choice.onPageKey(event);
    modified.set(event.key === 'Enter' && (event.ctrlKey || event.metaKey));
    if (event.key === 'Enter' && waiting && !event.nativeEvent.isComposing) {
      // The results on screen answer fewer letters; the right ones are on their way.
      event.preventDefault();
      enterPressedFor.current = query;
    }
  };

  const narrowed = kinds.length > 0 || onlyThisCase;
  const searchEverything = () => {
    setKinds([]);
    setOnlyThisCase(false);
    input.current?.focus();
  };
  let message: ReactNode = null;
  if (searching && failure !== undefined) {
    message = <PaletteMessage alert>{failure}</PaletteMessage>;
  } else if (commandWords !== undefined && options.length === 0) {
    message = <PaletteMessage>No command that can be used here has this name.</PaletteMessage>;
  } else if (shown && shown.hits.length === 0) {
    message = (
      <PaletteMessage
        action={narrowed ? { label: 'Search everything', run: searchEverything } : undefined}
      >
        Nothing {narrowed ? 'here ' : ''}matches “{answered.trim()}”. Try fewer words, or another
        form of one.
      </PaletteMessage>
    );
  } else if (shown && shown.total > shown.hits.length) {
    message = (
      <PaletteMessage>
        The best {shown.hits.length} of {countText(shown.total, 'result')}. Another word narrows
        them down.
      </PaletteMessage>
    );
  } else if (!searching && options.length === 0) {
    message = (
      <PaletteMessage>
        Finds titles, texts, highlights, comments, notes, case files and tags as you type. What you
        open is listed here the next time.
      </PaletteMessage>
    );
  }

  return (
    <Command
      label="Search and commands"
      shouldFilter={false}
      vimBindings={false}
      value={choice.value}
      onValueChange={choice.choose}
      onKeyDown={onKeyDown}
      className={styles.body}
    >
      <div className={styles.inputRow}>
        <Search size={17} aria-hidden />
        <Command.Input
          ref={input}
          value={query}
          onValueChange={setQuery}
          placeholder="Search the library, or type > for commands"
          className={styles.input}
        />
        {shown && (
          <span className={styles.figures}>
            {countText(shown.total, 'result')} · {Math.max(1, Math.round(shown.ms))} ms
          </span>
        )}
      </div>
      {commandWords === undefined && (
        <Filters
          counts={shown ? counts : {}}
          kinds={kinds}
          onKinds={setKinds}
          thisCase={
            caseId === undefined ? undefined : { pressed: onlyThisCase, onPressed: setOnlyThisCase }
          }
        />
      )}
      <Command.List ref={list} label="Results" className={styles.list} data-stale={waiting}>
        {groups.map((group) => (
          <Command.Group key={group.heading} heading={group.heading}>
            {group.options.map((option) => (
              <Command.Item
                key={option.value}
                value={option.value}
                onSelect={option.run}
                className={styles.option}
              >
                {option.content}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
      {message}
      <p className="visually-hidden" aria-live="polite">
        {shown && !waiting && announcement(shown)}
      </p>
      <PaletteFooter
        enter={beside && opensBeside(choice.value) ? 'open beside' : enterDoes(choice.value)}
        beside={!beside && opensBeside(choice.value)}
        remarks={shown ? [...problemSentences(query), ...correctionSentences(shown)] : []}
      />
    </Command>
  );
}
