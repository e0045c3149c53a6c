/** Changes that a person makes to a source's metadata. */
import { cslSchema, type Csl } from '../shared/csl.ts';
import { isAllowedHref } from '../shared/links.ts';
import { Refusal } from '../shared/result.ts';

/** Metadata with changes made to it; a field set to null is taken out. Refuses what does not fit. */
export function changedCsl(csl: Csl, changes: Readonly<Record<string, unknown>>): Csl {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const merged = Object.entries({ ...csl, ...Object.fromEntries(given) });
  const checked = cslSchema.safeParse(
    Object.fromEntries(merged.filter(([, value]) => value !== null)),
  );
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw new Refusal(
      'bad-arguments',
      `The metadata can't be saved: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it does not fit'}.`,
    );
  }
  const { URL: url } = checked.data;
  if (url !== undefined && !isAllowedHref(url)) {
    throw new Refusal(
      'bad-arguments',
      `"${url}" is not a web address. It begins with https:// or http://.`,
    );
  }
  return checked.data;
}
