/** What crosses the boundary instead of an exception: a value, or a code and a sentence. */

export const ERROR_CODES = [
  'bad-arguments',
  'unknown-call',
  'not-found',
  'conflict',
  'quote-not-found',
  'quote-not-unique',
  'not-text',
  'empty',
  'unsupported-format',
  'too-large',
  'reader-failed',
  'cancelled',
  'not-writable',
  'not-a-library',
  'newer-library',
  'library-in-use',
  'disk',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export interface Failure {
  code: ErrorCode;
  /** A sentence a person can act on: what, where, what to do. */
  message: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

/** Thrown inside the notebook to refuse a request; turned into a `Result` at the boundary. */
export class Refusal extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** The value of a result; throws its failure as a `Refusal`. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refusal(result.error.code, result.error.message);
}
