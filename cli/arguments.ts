/** Reading a command line against the table of commands. */
import { parseArgs } from 'node:util';
import { UsageError, type CliCommand } from './command.ts';
import { nearest } from './nearest.ts';
import { hint } from './usage.ts';

const GLOBAL_OPTIONS = {
  library: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;

export interface Invocation {
  /** Undefined when only help or the version was asked for. */
  command: CliCommand | undefined;
  /** What the commands have to do with that help was asked for, as "note"; absent for all, or one. */
  noun?: string | undefined;
  positionals: readonly string[];
  options: Readonly<Record<string, string | undefined>>;
  lists: Readonly<Record<string, readonly string[]>>;
  flags: ReadonlySet<string>;
  library: string | undefined;
  json: boolean;
  help: boolean;
  version: boolean;
}

/** Says whether --json was asked for, also in a command line that can't be read. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? undefined : end).includes('--json');
}

/** Where in argv the first word that is no option stands; -1 when there is none. */
function firstWord(argv: readonly string[]): number {
  return argv.findIndex((word, at) => !word.startsWith('-') && argv[at - 1] !== '--library');
}

function unknownCommand(words: readonly string[], commands: readonly CliCommand[]): UsageError {
  const [first = '', second = ''] = words;
  const sameNoun = commands.filter(({ name }) => name.split(' ')[0] === first);
  if (sameNoun.length > 0) {
    const names = sameNoun.map(({ name }) => `"${name}"`).join(', ');
    const said =
      second === '' ? `"${first}" needs a second word` : `There is no command "${first} ${second}"`;
    return new UsageError(`${said}. There is ${names}.`);
  }
  const names = commands.map(({ name }) => name);
  const meant = nearest(`${first} ${second}`.trim(), names) ?? nearest(first, names);
  const advice = meant === undefined ? '"casebook --help" lists them.' : `Did you mean "${meant}"?`;
  return new UsageError(`There is no command "${first}". ${advice}`);
}

/** The first word of several commands that stands alone, but for a call for help. */
function nounOf(
  argv: readonly string[],
  [first = '', second]: readonly string[],
  commands: readonly CliCommand[],
): string | undefined {
  const isAlone = second === undefined || second.startsWith('-');
  const asksHelp = argv.includes('--help') || argv.includes('-h');
  const isCommand = commands.some(({ name }) => name === first);
  const begins = commands.some(({ name }) => name.startsWith(`${first} `));
  return isAlone && asksHelp && begins && !isCommand ? first : undefined;
}

function findCommand(words: readonly string[], commands: readonly CliCommand[]): CliCommand {
  const found = commands.find(({ name }) => {
    const own = name.split(' ');
    return own.every((word, at) => words[at] === word);
  });
  if (found === undefined) throw unknownCommand(words, commands);
  return found;
}

/** What is wrong with an option, said as a sentence, from what parseArgs throws. */
function optionError(error: unknown, command: CliCommand | undefined): UsageError {
  const message = error instanceof Error ? error.message : String(error);
  const option = /--?[\w-]+/.exec(message)?.[0] ?? '';
  const end = command === undefined ? '"casebook --help" tells more.' : hint(command);
  if (message.startsWith('Unknown option')) {
    const known = [...Object.keys(command?.options ?? {}), ...Object.keys(GLOBAL_OPTIONS)];
    const meant = nearest(option.replace(/^-+/, ''), known);
    const advice = meant === undefined ? '' : ` Did you mean "--${meant}"?`;
    return new UsageError(`There is no option "${option}" here.${advice} ${end}`);
  }
  if (message.includes('argument missing') || message.includes('ambiguous')) {
    return new UsageError(`The option "${option}" needs a value after it. ${end}`);
  }
  return new UsageError(`${message.split('\n')[0] ?? message}. ${end}`);
}

function checkCount(command: CliCommand, positionals: readonly string[]): void {
  const { least, most } = command.takes;
  if (positionals.length < least) {
    throw new UsageError(`"${command.name}" needs more to go on. ${hint(command)}`);
  }
  if (positionals.length > most) {
    const extra = positionals[most] ?? '';
    const advice = most === 0 ? '' : ' Put a title with spaces in quotation marks.';
    throw new UsageError(`"${command.name}" can't use "${extra}".${advice} ${hint(command)}`);
  }
}

type Given = Readonly<
  Record<string, string | boolean | ReadonlyArray<string | boolean> | undefined>
>;

/** The options that were given, by what they hold. */
function sorted(given: Given): Pick<Invocation, 'options' | 'lists' | 'flags'> {
  const options: Record<string, string> = {};
  const lists: Record<string, readonly string[]> = {};
  const flags = new Set<string>();
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'string') options[name] = value;
    else if (value === true) flags.add(name);
    else if (Array.isArray(value)) lists[name] = value.map(String);
  }
  return { options, lists, flags };
}

/** Reads the command line; throws a `UsageError` when it is wrong. */
export function readInvocation(
  argv: readonly string[],
  commands: readonly CliCommand[],
): Invocation {
  const at = firstWord(argv);
  const words = at === -1 ? [] : argv.slice(at, at + 2);
  if (words[0] === 'help') {
    return readInvocation([...argv.slice(0, at), ...argv.slice(at + 1), '--help'], commands);
  }
  const noun = nounOf(argv, words, commands);
  const command = at === -1 || noun !== undefined ? undefined : findCommand(words, commands);
  const length = (command?.name ?? noun ?? '').split(' ').length;
  const rest = at === -1 ? argv : [...argv.slice(0, at), ...argv.slice(at + length)];
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      strict: true,
      allowPositionals: true,
      options: { ...GLOBAL_OPTIONS, ...command?.options },
    });
    const { library, json = false, help = false, version = false, ...given } = values;
    if (library === '') throw new UsageError('--library needs the path of a folder.');
    if (command !== undefined && !help && !version) checkCount(command, positionals);
    return {
      command,
      noun,
      positionals,
      ...sorted(given),
      library,
      json,
      help,
      version,
    };
  } catch (error) {
    throw error instanceof UsageError ? error : optionError(error, command);
  }
}
