/** What a caller is told of what went wrong. */
import { Refusal, type Failure } from '../shared/result.ts';
import { codeOf } from './error-code.ts';

const DISK_SENTENCES: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'The disk is full. Make room on it; what you wrote is still in this window.',
  ENOSPC: 'The disk is full. Make room on it; what you wrote is still in this window.',
  SQLITE_BUSY:
    'Another program is writing to the library just now. Try again in a moment; nothing was lost.',
  SQLITE_READONLY: 'The library may not be written any more. Check the rights of its folder.',
  SQLITE_IOERR: 'The disk did not take the change. Check that it is still connected and sound.',
  SQLITE_CORRUPT: 'The library file is damaged. Run "casebook check", then restore a backup.',
};

/** What a caller is told of anything thrown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { code: error.code, message: error.message };
  const code = codeOf(error);
  const disk =
    code === undefined
      ? undefined
      : (DISK_SENTENCES[code] ?? DISK_SENTENCES[code.split('_').slice(0, 2).join('_')]);
  if (disk !== undefined) return { code: 'disk', message: disk };
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `Casebook met an error of its own (${detail}). Nothing was changed; try again.`,
  };
}

/** A sentence on a call that the contract does not have. */
export function unknownCall(name: string): Failure {
  return { code: 'unknown-call', message: `There is no call named "${name}".` };
}
