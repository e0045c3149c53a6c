/** Leaving what was read in files: texts in one, pictures by their SHA-256 beside it. */
import { closeSync, existsSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { layoutDocument, sourceDocumentSchema, type Block } from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';
import { sketchOf } from '../duplicates/sketch.ts';
import { allRuns } from '../../shared/runs-in.ts';
import { languageOf } from './language-guess.ts';
import type { SpooledPicture, SpooledSource, SpoolTask } from './read-job.ts';
import { nameInSentence, type ReadSource } from './reader.ts';
import { revisionText } from './revision-text.ts';
import { NAME_PREFIX } from './source-names.ts';

const EXCERPT_LENGTH = 400;

function linksIn(blocks: readonly Block[]): string[] {
  const names = allRuns(blocks).flatMap(({ to }) =>
    to?.kind === 'source' && to.id.startsWith(NAME_PREFIX) ? [to.id.slice(NAME_PREFIX.length)] : [],
  );
  return [...new Set(names)];
}

/** The beginning of a text on one line. */
export function excerptOf(text: string): string {
  const line = text
    .slice(0, EXCERPT_LENGTH * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= EXCERPT_LENGTH ? line : `${line.slice(0, EXCERPT_LENGTH).toWellFormed()}…`;
}

function keepPictures(folder: string, source: ReadSource): SpooledPicture[] {
  return (source.files ?? []).map(({ sha256, bytes, mediaType, name }) => {
    const path = join(folder, sha256);
    if (!existsSync(path)) writeFileSync(path, bytes);
    return { sha256, bytes: bytes.byteLength, mediaType, name };
  });
}

/**
 * Writes sources that were read to the spool folder and gives what is left to know of them. Refuses
 * a document that is not one, so that no reader's mistake gets into the library.
 */
export function spoolSources(
  { name, folder, stem }: Pick<SpoolTask, 'name' | 'folder' | 'stem'>,
  sources: readonly ReadSource[],
): SpooledSource[] {
  const handle = openSync(join(folder, stem), 'w');
  let at = 0;
  const write = (text: string): number => {
    const bytes = Buffer.from(text);
    let written = 0;
    while (written < bytes.length) written += writeSync(handle, bytes, written);
    at += bytes.length;
    return bytes.length;
  };
  try {
    return sources.map((source) => {
      const checked = sourceDocumentSchema.safeParse(source.document);
      if (!checked.success) {
        const issue = checked.error.issues[0];
        throw new Refusal(
          'reader-failed',
          `${nameInSentence(name)} was read into a text that can't be kept (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}). Save it as plain text and add that.`,
        );
      }
      const { document: _, files: __, ...rest } = source;
      const language = source.language ?? languageOf(layoutDocument(checked.data).text);
      const text = revisionText(checked.data, language);
      const place = { at, document: write(JSON.stringify(text.document)), text: write(text.text) };
      const sketch = sketchOf(text.text);
      return {
        ...rest,
        ...(language === undefined ? {} : { language }),
        place,
        textSha256: text.textSha256,
        words: text.words,
        paragraphs: text.paragraphs,
        excerpt: excerptOf(text.text),
        ...(sketch === undefined ? {} : { sketch }),
        links: linksIn(checked.data.blocks),
        pictures: keepPictures(folder, source),
      };
    });
  } finally {
    closeSync(handle);
  }
}
