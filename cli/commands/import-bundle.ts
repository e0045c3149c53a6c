/** Bundles on the command line: what `casebook import` does with files that end in .casebook. */
import { basename, resolve } from 'node:path';
import {
  bundleChoiceSchema,
  type BundleItemView,
  type BundlePreview,
  type BundleReport,
} from '../../shared/bundle/preview.ts';
import { UsageError, type CommandInput, type CommandOutput } from '../command.ts';
import { count, table } from '../format.ts';
import { blobOf } from '../read-file.ts';

const ENDING = /\.casebook$/i;

/** Whether what is to be imported is bundles; refused when only some of it is. */
export function areBundles(paths: readonly string[]): boolean {
  const bundles = paths.filter((path) => ENDING.test(path));
  if (bundles.length === 0) return false;
  if (bundles.length === paths.length) return true;
  throw new UsageError(
    'Bundles are merged, other files become sources: import them by two commands.',
  );
}

const STATUS: Readonly<Record<BundleItemView['status'], string>> = {
  new: 'new',
  identical: 'identical',
  here: 'changed here',
  there: 'changed there',
  both: 'changed in both',
};

function remarkOf({ deleted, duplicate, changes, by }: BundleItemView): string {
  const parts = [
    ...(deleted === undefined ? [] : [`deleted ${deleted}`]),
    ...(duplicate === undefined ? [] : [`looks like “${duplicate.title}” by its ${duplicate.by}`]),
    ...changes.map(({ name, changed, takes }) =>
      changed === 'both' ? `${name} in both, newer ${takes}` : `${name} ${changed}`,
    ),
    ...(by === undefined ? [] : [`by ${by}`]),
  ];
  return parts.join('; ');
}

function describePreview({ title, from, items, nothingNew, problems }: BundlePreview): string {
  const head = `“${title}”${from === '' ? '' : ` from ${from}`}`;
  const differing = items.filter(({ status }) => status !== 'identical');
  const rows = differing.map((item) => [
    STATUS[item.status],
    item.kind,
    item.title,
    remarkOf(item),
  ]);
  const body = rows.length === 0 ? [] : [table(['STATUS', 'KIND', 'TITLE', 'WHAT'], rows)];
  return [head, ...body, ...(nothingNew ? ['Nothing new.'] : []), ...problems].join('\n');
}

function overruledText(overruled: number): string {
  return overruled === 1
    ? 'In 1 thing a change made there gave way to what is here'
    : `In ${overruled} things changes made there gave way to what is here`;
}

function describeReport(report: BundleReport): string {
  const { title, nothingNew, added, changed, kept, overruled, review, problems } = report;
  if (nothingNew) return [`“${title}”: Nothing new.`, ...problems].join('\n');
  const lines = [
    added + changed === 0
      ? `“${title}”: nothing added, nothing changed.`
      : `“${title}”: ${count(added, 'thing')} added, ${changed} changed.`,
    ...(kept > 0 ? [`${count(kept, 'other text')} kept as versions.`] : []),
    ...(overruled > 0 ? [`${overruledText(overruled)}.`] : []),
    ...(review > 0 ? [`${count(review, 'passage')} to review.`] : []),
    ...problems,
  ];
  return lines.join('\n');
}

/**
 * Imports bundles one after the other, or says what that would do. All are looked through first, so
 * that one that can't be read is refused before any other is imported.
 */
export async function importBundles({
  client,
  positionals,
  options,
  flags,
  directory,
}: CommandInput): Promise<CommandOutput> {
  const asked = options['prefer'] ?? 'merge';
  const prefer = bundleChoiceSchema.options.find((one) => one === asked);
  if (prefer === undefined) {
    throw new UsageError(`--prefer takes here, there or both, and not "${asked}".`);
  }
  const values: unknown[] = [];
  const texts: string[] = [];
  const isDry = flags.has('dry-run');
  const uploads: string[] = [];
  for (const file of positionals) {
    const upload = await client.upload(basename(file), await blobOf(resolve(directory, file)));
    uploads.push(upload);
    if (!isDry && positionals.length === 1) continue;
    const preview = await client.call('bundles.preview', { upload });
    if (!isDry) continue;
    values.push(preview);
    texts.push(describePreview(preview));
  }
  for (const upload of isDry ? [] : uploads) {
    const report = await client.call('bundles.import', { upload, prefer });
    values.push(report);
    texts.push(describeReport(report));
  }
  return { value: values.length === 1 ? values[0] : values, text: texts.join('\n') };
}
