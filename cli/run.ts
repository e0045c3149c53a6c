/** Runs one command line, from its words to its exit code. */
import { resolve } from 'node:path';
import { Refusal } from '../shared/result.ts';
import { readInvocation, wantsJson, type Invocation } from './arguments.ts';
import { createClient } from './client.ts';
import { UsageError, type CliCommand, type CommandOutput } from './command.ts';
import { annotationsImport } from './commands/annotations.ts';
import { caseList } from './commands/case.ts';
import { caseBibliography, cite } from './commands/cite.ts';
import { exportCase } from './commands/export.ts';
import { highlight, highlightList } from './commands/highlight.ts';
import { history, redo, undo } from './commands/history.ts';
import { importFiles } from './commands/import.ts';
import { backup, check, move, restore } from './commands/library.ts';
import { noteExport, noteImport, noteList } from './commands/note.ts';
import { search } from './commands/search.ts';
import { sourceList, sourceRevise, sourceShow, sourceText } from './commands/source.ts';
import { usage, usageOf, usageOfNoun } from './usage.ts';

export const COMMANDS: readonly CliCommand[] = [
  caseList,
  caseBibliography,
  sourceList,
  sourceShow,
  sourceText,
  sourceRevise,
  cite,
  importFiles,
  // The longer name first: the other takes whatever follows for a source.
  highlightList,
  highlight,
  noteList,
  noteExport,
  noteImport,
  search,
  exportCase,
  annotationsImport,
  history,
  undo,
  redo,
  backup,
  restore,
  move,
  check,
];

export const EXIT = { done: 0, couldNot: 1, wrongUsage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The notebook of one library folder, for as long as a command takes. */
export interface OpenNotebook {
  app: (request: Request) => Promise<Response>;
  close(): Promise<void>;
}

/** What the command line needs from around it. */
export interface Surroundings {
  version: string;
  /** What relative paths start from; absolute. */
  directory: string;
  /** The library's folder when --library does not name one; absolute. */
  defaultLibrary: string;
  open(folder: string): Promise<OpenNotebook>;
  /** Standard output. */
  write(output: string | Uint8Array): Promise<void>;
  /** Standard error, one line. */
  say(sentence: string): void;
  /** Standard input, to its end. */
  readStdin: () => Promise<Uint8Array>;
  /** Shows how far the work is, where somebody is watching. */
  progress: (text: string) => void;
  strong: (text: string) => string;
}

async function runCommand(
  {
    command,
    positionals,
    options,
    lists,
    flags,
    library,
    json,
  }: Invocation & { command: CliCommand },
  around: Surroundings,
): Promise<ExitCode> {
  const { directory, defaultLibrary, progress, readStdin, strong } = around;
  const toStandardOutput = command.name === 'export' && options['out'] === '-';
  if (json && toStandardOutput) {
    throw new UsageError('Standard output can take the file or the JSON, not both.');
  }
  const folder = library === undefined ? defaultLibrary : resolve(directory, library);
  const notebook = await around.open(folder);
  let output: CommandOutput;
  try {
    const client = createClient(notebook.app);
    output = await command.run({
      positionals,
      options,
      lists,
      flags,
      client,
      directory,
      progress,
      readStdin,
      strong,
    });
  } finally {
    await notebook.close();
  }
  if (json) await around.write(`${JSON.stringify(output.value, null, 2)}\n`);
  else if (typeof output.text === 'string') await around.write(`${output.text}\n`);
  else await around.write(output.text);
  if (output.problem === undefined) return EXIT.done;
  around.say(output.problem);
  return EXIT.couldNot;
}

async function dispatch(argv: readonly string[], around: Surroundings): Promise<ExitCode> {
  const invocation = readInvocation(argv, COMMANDS);
  const { command, noun, help, version } = invocation;
  if (version) {
    await around.write(`${around.version}\n`);
    return EXIT.done;
  }
  if (help) {
    const all = () => (noun === undefined ? usage(COMMANDS) : usageOfNoun(noun, COMMANDS));
    await around.write(command === undefined ? all() : usageOf(command));
    return EXIT.done;
  }
  if (command === undefined) {
    throw new UsageError('Say what to do. "casebook --help" lists the commands.');
  }
  return runCommand({ ...invocation, command }, around);
}

function failureOf(error: unknown): { code: string; message: string; exit: ExitCode } {
  if (error instanceof UsageError) {
    return { code: 'usage', message: error.message, exit: EXIT.wrongUsage };
  }
  if (error instanceof Refusal) {
    const exit = error.code === 'bad-arguments' ? EXIT.wrongUsage : EXIT.couldNot;
    return { code: error.code, message: error.message, exit };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message, exit: EXIT.couldNot };
}

/** Runs a command line and prints what it says; never throws. */
export async function runCli(argv: readonly string[], around: Surroundings): Promise<ExitCode> {
  try {
    return await dispatch(argv, around);
  } catch (error) {
    const { code, message, exit } = failureOf(error);
    if (wantsJson(argv)) {
      await around.write(`${JSON.stringify({ error: { code, message } }, null, 2)}\n`);
    }
    around.say(message);
    return exit;
  }
}
