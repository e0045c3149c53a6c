// @ts-check
/** Speaking to the person in front of the terminal, and ending with a sentence. */
import { fileURLToPath } from 'node:url';

/** Absolute path of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What can't be had or done, said as a sentence; ends a script without a stack trace. */
export class Problem extends Error {
  /**
   * @param {string} sentence What is missing, and what to do.
   * @param {number} [code] The exit code.
   */
  constructor(sentence, code = 1) {
    super(sentence);
    this.name = 'Problem';
    this.code = code;
  }
}

/**
 * Says something on standard error: standard output belongs to the program that is started.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs a script to its exit code. A `Problem` is said as its sentence; anything else is a defect
 * of the scripts and shows where it happened.
 * @param {() => Promise<number>} script
 */
export async function runScript(script) {
  try {
    process.exitCode = await script();
  } catch (error) {
    if (error instanceof Problem) {
      say(error.message);
      process.exitCode = error.code;
    } else throw error;
  }
}

/**
 * The last lines of a program's output, for a person to read.
 * @param {string} output
 * @param {number} [lines]
 */
export function tail(output, lines = 30) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}
