/** The shape of a command of the command line, and what it is given to work with. */
import type { ParseArgsOptionDescriptor } from 'node:util';
import type { Client } from './client.ts';

export interface CommandInput {
  positionals: readonly string[];
  /** The command's own options that were given. */
  options: Readonly<Record<string, string | undefined>>;
  /** Those that may be given several times. */
  lists: Readonly<Record<string, readonly string[]>>;
  /** Those without a value. */
  flags: ReadonlySet<string>;
  client: Client;
  /** What relative paths start from. */
  directory: string;
  /** Tells how far long work is, to a person who is watching. */
  progress: (text: string) => void;
  /** All of standard input. */
  readStdin: () => Promise<Uint8Array>;
  /** Makes text stand out where that can be seen, and leaves it alone elsewhere. */
  strong: (text: string) => string;
}

export interface CommandOutput {
  /** What --json prints. */
  value: unknown;
  /** What is printed otherwise: as it is when bytes, else with a line end. */
  text: string | Uint8Array;
  /** Said on standard error: what could not be done. The exit code is then 1. */
  problem?: string | undefined;
}

export interface CliCommand {
  /** One or two words. */
  name: string;
  /** What comes after the name. */
  synopsis: string;
  summary: string;
  /** More on it, for `--help` after the command. */
  details?: string;
  options?: Readonly<Record<string, ParseArgsOptionDescriptor>>;
  /** How many words it takes beside its options. */
  takes: { least: number; most: number };
  run(input: CommandInput): Promise<CommandOutput>;
}

/** Thrown when the command line itself is wrong; the exit code is then 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
