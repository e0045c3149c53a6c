/** `casebook export --all FOLDER`: every case file as a file of its own. */
import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CallInput } from '../../shared/contract.ts';
import type { Job } from '../../shared/domain.ts';
import { Refusal } from '../../shared/result.ts';
import type { Client } from '../client.ts';
import type { CommandInput, CommandOutput } from '../command.ts';
import { count, leftOutText, size } from '../format.ts';
import { saveFile } from '../save-file.ts';

/** Names that are not taken yet: two case files may have one title. */
function freeName(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf('.');
  for (let at = 1; ; at += 1) {
    const tried = at === 1 ? name : `${name.slice(0, dot)} ${at}${name.slice(dot)}`;
    if (taken.has(tried.toLowerCase())) continue;
    taken.add(tried.toLowerCase());
    return tried;
  }
}

/** Makes a folder, with those above it; says what stands in the way. */
async function makeFolder(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory() === false) {
    throw new Refusal('not-writable', `${path} is a file. Name a folder with --all.`);
  }
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'not-writable',
      `The folder ${path} can't be made: ${reason}. Name another with --all.`,
    );
  });
}

interface Made {
  id: string;
  title: string;
  file: string;
  bytes: number;
  leftOut: string[];
}

/** Exports every case file into a folder, which is made when it is not there. */
export async function exportAll(
  { client, directory, progress }: CommandInput,
  folder: string,
  asked: Pick<CallInput<'exports.create'>, 'format' | 'options'>,
  finish: (client: Client, job: Job, progress: (text: string) => void) => Promise<Job>,
): Promise<CommandOutput> {
  const path = resolve(directory, folder);
  await makeFolder(path);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const taken = new Set<string>();
  const made: Made[] = [];
  const failed: Array<{ id: string; title: string; message: string }> = [];
  for (const { id, title } of await client.call('cases.list', {})) {
    try {
      const started = await client.call('exports.create', { caseId: id, ...asked, timeZone });
      const { result } = await finish(client, started, progress);
      if (result === undefined) throw new Error('The export ended without a file.');
      const bytes = await client.fetchResult(result.path);
      const file = join(path, freeName(result.name, taken));
      await saveFile(file, bytes);
      made.push({ id, title, file, bytes: bytes.length, leftOut: result.leftOut ?? [] });
    } catch (error) {
      // The others are exported all the same; the end says which were not.
      failed.push({ id, title, message: error instanceof Error ? error.message : String(error) });
    }
  }
  const lines = [
    ...made.map(
      ({ title, file, bytes, leftOut }) =>
        `"${title}" is in ${file} (${size(bytes)}).${leftOutText(leftOut)}`,
    ),
    ...failed.map(({ title, message }) => `"${title}" was not exported. ${message}`),
  ];
  const problem =
    failed.length === 0 ? undefined : `${count(failed.length, 'case file')} could not be exported.`;
  return { value: { made, failed }, text: lines.join('\n'), problem };
}
