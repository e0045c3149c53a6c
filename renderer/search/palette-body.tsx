import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { COMMANDS, platformOf, type CommandId } from '../../shared/commands.ts';
import type { HitKind, SearchReply } from '../../shared/domain.ts';
import { withFilter } from '../../shared/query.ts';
import { messageOf } from '../api/client.ts';
import { useCall } from '../api/use-call.ts';
import { canRun, runCommand } from '../commands/registry.ts';
import { paths } from '../shell/paths.ts';
import { countText, numberText } from '../ui/counts.ts';
import { createStore } from '../ui/store.ts';
import { notify } from '../ui/toast.tsx';
import { commandQuery, findCommands } from './command-query.ts';
import { Filters } from './filters.tsx';
import { CompletionStrip } from './completion-strip.tsx';
import { correctionSentences } from './groups.ts';
import { addressOf, type Target } from './open-target.ts';
import {
  ALL_RESULTS,
  allResultsGroup,
  commandGroups,
  hitGroups,
  recentGroups,
  savedGroup,
  type OptionGroup,
} from './options.tsx';
import styles from './palette.module.css';
import { PaletteFooter } from './palette-footer.tsx';
import { PaletteNotice } from './palette-notice.tsx';
import { problemsOf } from './problems-of.ts';
import { QueryMarks } from './query-marks.tsx';
import { remember } from './recents.ts';
import { saveSearch } from './saved-searches.ts';
import { useChoice } from './use-choice.ts';
import { useCompletion } from './use-completion.ts';
import { useSearch, type Scope } from './use-search.ts';
import { useTotals } from './use-totals.ts';

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

/** What else a query may hold: the language of shared/query.ts. */
const LANGUAGE = 'tag: case: type: by: after: "phrase" -word';
const OPENED_SHOWN = 8;
const SEARCHES_SHOWN = 5;

/** A query with what the chips add to it, for where there are no chips. */
function withScope(query: string, { caseId, kinds }: Scope, caseTitle: string | undefined): string {
  let text = query.trim();
  if (caseId !== undefined && caseTitle !== undefined) text = withFilter(text, 'case', caseTitle);
  const [only, ...others] = kinds;
  if (only === undefined) return text;
  if (others.length === 0) return withFilter(text, 'type', only);
  return `${text} (${kinds.map((kind) => `type:${kind}`).join(' OR ')})`.trim();
}

/** What Enter does to the option of a value. */
function enterDoes(value: string): string {
  if (value.startsWith('command:')) return 'run the command';
  if (value.startsWith('search:')) return 'search';
  if (value.startsWith('saved:') || value === ALL_RESULTS) return 'show all results';
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
  const recents = useCall('recents.get', {}).data;
  const saved = useCall('searches.list', {}).data ?? [];
  const totals = useTotals(saved);

  const commandWords = commandQuery(query);
  const searching = commandWords === undefined && query.trim() !== '';
  const scope = { caseId: onlyThisCase ? caseId : undefined, kinds };
  const { answered, reply, counts, pending, failure } = useSearch(searching ? query : '', scope);
  const waiting = searching && pending;
  const input = useRef<HTMLInputElement>(null);
  const completion = useCompletion(commandWords === undefined ? query : '', setQuery, input);
  const problems = searching ? problemsOf(query, true) : [];
  const caseTitle = useCall('cases.list', {}).data?.find(({ id }) => id === caseId)?.title;

  // Not a ref: the options that are drawn close over it, and ask only when one is chosen.
  const [modified] = useState(() => createStore(false));
  const open = async (target: Target) => {
    const asBeside = beside || modified.get();
    modified.set(false);
    try {
      const address = await addressOf(target, caseId);
      if (searching) remember({ query });
      onGo(address, asBeside);
    } catch (error) {
      notify({ kind: 'error', text: messageOf(error) });
    }
  };

  const showAll = () => {
    if (query.trim() !== '') remember({ query });
    onGo(paths.search({ query: withScope(query, scope, caseTitle) }), false);
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
    groups = hitGroups(reply.hits, reply.counts, (hit) => void open(hit));
    if (reply.total > 0) groups.push(allResultsGroup(reply.total, showAll));
  } else {
    view = '';
    const last = {
      opened: recents?.opened.slice(0, OPENED_SHOWN) ?? [],
      searches: recents?.searches.slice(0, SEARCHES_SHOWN) ?? [],
    };
    groups = [
      ...recentGroups(last, (item) => void open(item), setQuery),
      savedGroup(saved, totals, (search) => onGo(paths.search(search), false)),
    ].filter((group) => group.options.length > 0);
  }
  const shown = searching && failure === undefined ? reply : undefined;
  const options = groups.flatMap((group) => group.options);
  const list = useRef<HTMLDivElement>(null);
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
    const mod = event.ctrlKey || event.metaKey;
    if (mod && event.key.toLowerCase() === 's' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (commandWords === undefined) void saveSearch(withScope(query, scope, caseTitle));
      return;
    }
    if (event.key === 'Enter' && event.shiftKey && commandWords === undefined) {
      event.preventDefault();
      showAll();
      return;
    }
    modified.set(event.key === 'Enter' && mod);
    if (event.key === 'Enter' && waiting && !event.nativeEvent.isComposing) {
      // The results on screen answer fewer letters; the right ones are on their way.
      event.preventDefault();
      enterPressedFor.current = query;
    }
  };

  const searchEverything = () => {
    setKinds([]);
    setOnlyThisCase(false);
    input.current?.focus();
  };
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
        <div className={styles.entry}>
          <QueryMarks query={query} problems={problems} input={input} />
          <Command.Input
            ref={input}
            value={query}
            onValueChange={setQuery}
            onKeyDown={completion.onKeyDown}
            onSelect={completion.onSelect}
            placeholder="Search the library, or type > for commands"
            className={styles.input}
          />
        </div>
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
        >
          <CompletionStrip items={completion.items} onAccept={completion.accept} hint={LANGUAGE} />
        </Filters>
      )}
      <Command.List ref={list} label="Results" className={styles.list} data-stale={waiting}>
        {groups.map((group) => (
          <Command.Group
            key={group.heading}
            heading={
              group.heading === '' ? undefined : (
                <>
                  {group.heading}
                  {group.count !== undefined && (
                    <span className={styles.count}> {numberText(group.count)}</span>
                  )}
                </>
              )
            }
          >
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
      <PaletteNotice
        commands={commandWords !== undefined}
        searching={searching}
        failure={failure}
        reply={shown}
        answered={answered}
        query={query}
        empty={options.length === 0}
        widen={kinds.length > 0 || onlyThisCase ? searchEverything : undefined}
        onQuery={(next) => {
          setQuery(next);
          input.current?.focus();
        }}
      />
      <p className="visually-hidden" aria-live="polite">
        {shown && !waiting && announcement(shown)}
      </p>
      <PaletteFooter
        enter={beside && opensBeside(choice.value) ? 'open beside' : enterDoes(choice.value)}
        beside={!beside && opensBeside(choice.value)}
        saves={searching}
        remarks={[
          ...problems.map(
            ({ start, end, message }) => `${query.slice(start, end).trim()}: ${message}`,
          ),
          ...(shown ? correctionSentences(shown) : []),
        ]}
      />
    </Command>
  );
}
