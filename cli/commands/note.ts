import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Note } from '../../shared/domain.ts';
import { picturePathsIn } from '../../shared/markdown-pictures.ts';
import { Refusal } from '../../shared/result.ts';
import { ROUTES } from '../../shared/routes.ts';
import type { Client } from '../client.ts';
import type { CliCommand } from '../command.ts';
import { findCase, findNote } from '../find.ts';
import { count, size, table } from '../format.ts';
import { blobOf } from '../read-file.ts';
import { refuseUnwritable, saveFile } from '../save-file.ts';

export const noteList: CliCommand = {
  name: 'note list',
  synopsis: '[--case CASE]',
  summary: 'List the notes, or those of one case file.',
  options: { case: { type: 'string' } },
  takes: { least: 0, most: 0 },
  async run({ client, options }) {
    const within = options['case'];
    const caseId = within === undefined ? undefined : (await findCase(client, within)).id;
    const notes = await client.call('notes.list', { caseId });
    const rows = notes.map(({ id, words, title }) => [id, words, title || 'Untitled note']);
    const text =
      rows.length === 0
        ? 'There are no notes here. "casebook note import FILE" adds one.'
        : table(['ID', 'WORDS', 'TITLE'], rows);
    return { value: notes, text };
  },
};

export const noteExport: CliCommand = {
  name: 'note export',
  synopsis: 'NOTE [--out FILE] [--case CASE]',
  summary: 'Print a note as Markdown, or save it.',
  details:
    'Saved to a file, its pictures go into the folder "files" beside it, where the text names them. With --case, citations are in the style of that case file.',
  options: { out: { type: 'string' }, case: { type: 'string' } },
  takes: { least: 1, most: 1 },
  async run({ client, positionals, options, directory }) {
    const { out } = options;
    const path = out === undefined || out === '-' ? undefined : resolve(directory, out);
    if (path !== undefined) await refuseUnwritable(path);
    const { id, title } = await findNote(client, positionals[0] ?? '');
    const { markdown, pictures } = await client.call('notes.markdown', {
      id,
      caseId: options.case === undefined ? undefined : (await findCase(client, options.case)).id,
    });
    const bytes = new TextEncoder().encode(markdown);
    if (path === undefined) return { value: { id, title, markdown }, text: bytes };
    for (const picture of pictures) {
      const target = join(dirname(path), picture.path);
      await mkdir(dirname(target), { recursive: true });
      await saveFile(target, await client.fetchResult(ROUTES.file(picture.sha256)));
    }
    await saveFile(path, bytes);
    const beside =
      pictures.length === 0 ? '' : `, with ${count(pictures.length, 'picture')} beside it`;
    return {
      value: { id, title, file: path, bytes: bytes.length, pictures: pictures.length },
      text: `"${title || 'Untitled note'}" is in ${path} (${size(bytes.length)})${beside}.`,
    };
  },
};

async function textOf(path: string): Promise<string> {
  const bytes = await (await blobOf(path)).arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('not-text', `${path} is not text in UTF-8. Save it as that, and try again.`);
  }
}

/** Keeps the pictures that a Markdown file names and that lie in its own folder. */
async function keepPictures(client: Client, path: string, text: string) {
  const folder = await realpath(dirname(path));
  const kept: Record<string, string> = {};
  const problems: string[] = [];
  for (const named of picturePathsIn(text)) {
    const file = await realpath(join(folder, named)).catch(() => undefined);
    // A link in the folder may lead out of it.
    if (file?.startsWith(folder + sep) !== true) continue;
    try {
      const upload = await client.upload(basename(named), await blobOf(file));
      const { sha256 } = await client.call('files.keepPicture', { upload });
      kept[named] = sha256;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(error.message);
    }
  }
  return { kept, problems };
}

export const noteImport: CliCommand = {
  name: 'note import',
  synopsis: 'FILE... [--case CASE]',
  summary: 'Make notes of Markdown files.',
  details:
    'The title is that of the front matter, else the first heading, else the name of the file. ' +
    'Pictures that a file names come along when they lie in its folder.',
  options: { case: { type: 'string' } },
  takes: { least: 1, most: Infinity },
  async run({ client, positionals, options, directory }) {
    const within = options['case'];
    const caseId = within === undefined ? undefined : (await findCase(client, within)).id;
    const imported: Array<{ file: string; note: Note; problems: string[] }> = [];
    const failed: Array<{ file: string; code: string; message: string }> = [];
    for (const file of positionals) {
      try {
        const path = resolve(directory, file);
        const text = await textOf(path);
        const name = basename(file);
        const { kept: pictures, problems } = await keepPictures(client, path, text);
        const note = await client.call('notes.importMarkdown', { text, name, caseId, pictures });
        imported.push({ file, note, problems });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        failed.push({ file, code: error.code, message: error.message });
      }
    }
    const lines = [
      ...imported.flatMap(({ file, note: { id, title, words }, problems }) => [
        `${file}: imported as "${title}" (${count(words, 'word')}), ${id}`,
        ...problems.map((problem) => `  ${problem}`),
      ]),
      ...failed.map(({ file, message }) => `${file}: not imported. ${message}`),
    ];
    const problem =
      failed.length === 0
        ? undefined
        : `${count(failed.length, 'file')} of ${positionals.length} could not be imported.`;
    const notes = imported.map(({ file, note: { id, title, words } }) => ({
      file,
      id,
      title,
      words,
    }));
    return { value: { imported: notes, failed }, text: lines.join('\n'), problem };
  },
};
