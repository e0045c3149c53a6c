import type { CliCommand } from './command.ts';

const GLOBAL = `  --library DIR  the library's folder; CASEBOOK_LIBRARY, or Casebook among your documents, when left out
  --json         print one JSON value, and nothing else, on standard output
  --help         print help, on one command when it comes after the command
  --version      print the version
`;

function invocation({ name, synopsis }: CliCommand): string {
  return synopsis === '' ? name : `${name} ${synopsis}`;
}

function listOf(commands: readonly CliCommand[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n');
}

/** The help for the whole command line. */
export function usage(commands: readonly CliCommand[]): string {
  return `Casebook on the command line. It works beside a Casebook window that is open.

Usage: npm run -s casebook -- COMMAND [--library DIR] [--json]

${listOf(commands)}

${GLOBAL}
A SOURCE, NOTE or CASE is named by its title, its id, or the first six or more characters of its id.
Exit codes: 0 done, 1 could not, 2 wrong usage.
`;
}

/** The help for the commands that begin with a word, as those on notes do. */
export function usageOfNoun(noun: string, commands: readonly CliCommand[]): string {
  const own = commands.filter(({ name }) => name.startsWith(`${noun} `));
  return `Usage: npm run -s casebook -- COMMAND [--library DIR] [--json]

${listOf(own)}

${GLOBAL}`;
}

/** The help for one command. */
export function usageOf(command: CliCommand): string {
  const details = command.details === undefined ? '' : `\n${command.details}\n`;
  return `${command.summary}

Usage: npm run -s casebook -- ${invocation(command)}
${details}
${GLOBAL}`;
}

/** The command as it should have been written, for the end of an error. */
export function hint(command: CliCommand): string {
  return `Usage: casebook ${invocation(command)}`;
}
