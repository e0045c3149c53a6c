import type { z } from 'zod';
import type { Result } from '../shared/result.ts';

/** Checks the arguments of a call where it is answered, and fills in the defaults. */
export function checkArgs<T>(name: string, schema: z.ZodType<T>, args: unknown): Result<T> {
  const checked = schema.safeParse(args ?? {});
  if (checked.success) return { ok: true, value: checked.data };
  // The first that does not fit: which one, and what is wrong with it.
  const issue = checked.error.issues[0];
  const where = issue?.path.length ? ` (${issue.path.join('.')})` : '';
  const message = `${name} was called with arguments that do not fit${where}: ${issue?.message ?? ''}`;
  return { ok: false, error: { code: 'bad-arguments', message } };
}
