import { basename, resolve } from 'node:path';
import type { Note } from '../../shared/domain.ts';
import { Refusal } from '../../shared/result.ts';
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
  synopsis: 'NOTE [--out FILE]',
  summary: 'Print a note as Markdown, or save it.',
  details: 'Pictures are named by where they lie in the library; their files stay there.',
  options: { out: { type: 'string' } },
  takes: { least: 1, most: 1 },
  async run({ client, positionals, options, directory }) {
    const { out } = options;
    const path = out === undefined || out === '-' ? undefined : resolve(directory, out);
    if (path !== undefined) await refuseUnwritable(path);
    const { id, title } = await findNote(client, positionals[0] ?? '');
    const { markdown } = await client.call('notes.markdown', { id });
    const bytes = new TextEncoder().encode(markdown);
    if (path === undefined) return { value: { id, title, markdown }, text: bytes };
    await saveFile(path, bytes);
    return {
      value: { id, title, file: path, bytes: bytes.length },
      text: `"${title || 'Untitled note'}" is in ${path} (${size(bytes.length)}).`,
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

export const noteImport: CliCommand = {
  name: 'note import',
  synopsis: 'FILE... [--case CASE]',
  summary: 'Make notes of Markdown files.',
  details:
    'The title is that of the front matter, else the first heading, else the name of the file.',
  options: { case: { type: 'string' } },
  takes: { least: 1, most: Infinity },
  async run({ client, positionals, options, directory }) {
    const within = options['case'];
    const caseId = within === undefined ? undefined : (await findCase(client, within)).id;
    const imported: Array<{ file: string; note: Note }> = [];
    const failed: Array<{ file: string; code: string; message: string }> = [];
    for (const file of positionals) {
      try {
        const text = await textOf(resolve(directory, file));
        const name = basename(file);
        const note = await client.call('notes.importMarkdown', { text, name, caseId });
        imported.push({ file, note });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        failed.push({ file, code: error.code, message: error.message });
      }
    }
    const lines = [
      ...imported.map(
        ({ file, note: { id, title, words } }) =>
          `${file}: imported as "${title}" (${count(words, 'word')}), ${id}`,
      ),
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
