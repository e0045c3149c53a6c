/** Notes out of the library as Markdown, and Markdown into it as notes. */
import { stringify } from 'yaml';
import type { CallArgs, CallReply } from '../shared/contract.ts';
import type { Block } from '../shared/document.ts';
import type { Note } from '../shared/domain.ts';
import { Refusal } from '../shared/result.ts';
import { blocksToRichText, richTextSchema, richTextToBlocks } from '../shared/rich-text.ts';
import { fileNameOf } from './export/file-name.ts';
import { blocksToMarkdown } from './export/markdown.ts';
import type { Notebook } from './notebook.ts';
import { inTransaction } from './store/connection.ts';
import { recordInto } from './store/history.ts';
import { getNote, insertNote } from './store/notes.ts';
import { addToOutline } from './store/outline.ts';
import { setTags } from './store/tags.ts';

function headingOf(title: string): Block {
  return { type: 'heading', level: 1, runs: [{ text: title }] };
}

/** A note as a Markdown file: its tags as front matter, its title as the first heading, its text. */
export function exportNote({ title, tags, body }: Note): CallReply<'notes.markdown'> {
  const name = title.trim();
  const text = richTextToBlocks(body);
  const markdown = blocksToMarkdown(name === '' ? text : [headingOf(name), ...text]);
  const matter = tags.length === 0 ? '' : `---\n${stringify({ tags })}---\n\n`;
  return { markdown: matter + markdown, name: fileNameOf(name === '' ? 'Note' : name, 'md') };
}

/** The text below a title; a note that is a title only has none. */
function textBelow(title: string, blocks: Block[]): Block[] {
  const [only, ...others] = blocks;
  const repeats = only?.type === 'heading' && only.runs.map((run) => run.text).join('') === title;
  return repeats && others.length === 0 ? [] : blocks;
}

/** Makes a note of Markdown, in the case file when one is named: one step of the history. */
export async function importNote(
  { db, deps, readers, step }: Notebook,
  { text, name, caseId }: CallArgs<'notes.importMarkdown'>,
): Promise<Note> {
  const bytes = new TextEncoder().encode(text);
  const read = await readers.read({ name, bytes }, { mediaType: 'text/markdown', writing: true });
  const title = read.csl.title ?? '';
  const body = blocksToRichText(textBelow(title, read.document.blocks));
  const checked = richTextSchema.safeParse(body);
  if (!checked.success) {
    throw new Refusal(
      'unsupported-format',
      `The Markdown can't be kept as a note: ${checked.error.issues[0]?.message ?? 'it does not fit.'}`,
    );
  }
  const write = () => {
    const id = insertNote(db, deps, { title, body });
    if (read.tags !== undefined && read.tags.length > 0) setTags(db, 'note', id, read.tags);
    if (caseId !== undefined) addToOutline(db, deps, { caseId, kind: 'note', id });
    return getNote(db, id);
  };
  return step === undefined ? inTransaction(db, write) : recordInto(db, step, write);
}
