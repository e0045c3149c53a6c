import { COMMAND_LIST, type Command, type CommandId } from '../../shared/commands.ts';

/** What a query has to start with to look for commands. */
export const COMMAND_SIGN = '>';

/** The words a command is looked for by; undefined when the query looks for something else. */
export function commandQuery(query: string): string | undefined {
  const text = query.trimStart();
  return text.startsWith(COMMAND_SIGN) ? text.slice(COMMAND_SIGN.length).trim() : undefined;
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/**
 * The commands that can run now and in whose label or other words every word asked for begins one;
 * those found by their label come first, otherwise in the order of the table.
 */
export function findCommands(words: string, canRun: (id: CommandId) => boolean): Command[] {
  const wanted = wordsOf(words);
  const beginsIn = (text: string) => {
    const has = wordsOf(text);
    return wanted.every((word) => has.some((other) => other.startsWith(word)));
  };
  const runnable = COMMAND_LIST.filter(({ id }) => id !== 'search.open' && canRun(id));
  const byLabel = runnable.filter(({ label }) => beginsIn(label));
  const byOther = runnable.filter(
    (command) => !byLabel.includes(command) && beginsIn(`${command.label} ${command.also ?? ''}`),
  );
  return [...byLabel, ...byOther];
}
