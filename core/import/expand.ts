/** Opening an archive of a drop: its files go into a folder under names of our own. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../shared/result.ts';
import { openArchive } from './archive.ts';
import type { Expanded, ExpandedFile, ExpandTask } from './read-job.ts';
import { nameInSentence } from './reader.ts';

/**
 * Writes the files of an archive to the task's folder. An entry that is damaged is left out with a
 * warning; past what may come out of all archives of the drop, the rest is left out with one.
 *
 * @throws Refusal when it is no archive, locked, or made to do harm
 */
export function expandArchive(
  { name, folder, stem, left }: ExpandTask,
  bytes: Uint8Array,
): Expanded {
  const archive = openArchive(bytes, name);
  const files: ExpandedFile[] = [];
  const warnings = [...archive.warnings];
  let room = left.bytes;
  for (const [number, { path }] of archive.entries.entries()) {
    if (files.length >= left.entries || room <= 0) {
      warnings.push(
        `${nameInSentence(name)} holds more than is opened at a time: ${archive.entries.length - number} of its files were left out. Unpack it and add them as a folder.`,
      );
      break;
    }
    try {
      const content = archive.read(path);
      if (content === undefined) continue;
      room -= content.byteLength;
      const disk = join(folder, `${stem}-${number}`);
      writeFileSync(disk, content);
      files.push({ path, disk, bytes: content.byteLength });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'too-large') throw error;
      warnings.push(error.message);
    }
  }
  return { files, warnings };
}
