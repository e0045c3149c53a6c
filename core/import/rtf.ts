/** Rich Text Format (.rtf), as Word, LibreOffice, TextEdit, WordPad and others write it. */
import type { Block } from '../../shared/document.ts';
import { latin1 } from './file-kind.ts';
import { readMislabelled } from './mislabelled.ts';
import { officeFacts, withoutTitle } from './office-facts.ts';
import { looksLikeRtf, RTF_MEDIA_TYPE } from './office-looks.ts';
import { collectNotes } from './office-notes.ts';
import { collectPictures } from './pictures.ts';
import { finishSource, type Reader } from './reader.ts';
import { readRtfDocument, type RtfDocument } from './rtf-document.ts';

/** A date of the properties, which is told word by word; undefined when it is not there. */
function dateIn({ info }: RtfDocument, name: string): string | undefined {
  const part = (word: string): number => Number(info.get(`${name}.${word}`) ?? 0);
  const two = (number: number): string => String(number).padStart(2, '0');
  if (part('yr') === 0 || part('mo') === 0 || part('dy') === 0) return undefined;
  const day = [String(part('yr')).padStart(4, '0'), two(part('mo')), two(part('dy'))].join('-');
  return `${day}T${two(part('hr'))}:${two(part('min'))}:00Z`;
}

function warningsOf({ seen, cutOff }: RtfDocument): string[] {
  const count = (number: number, one: string, several: string): string[] =>
    number === 0 ? [] : [number === 1 ? one : several.replace('#', String(number))];
  return [
    ...(cutOff ? ['The file is cut off; what is there was read.'] : []),
    ...(seen.changes > 0
      ? ['It holds tracked changes: what was added was kept, what was deleted was left out.']
      : []),
    ...count(seen.comments, 'A comment was left out.', '# comments were left out.'),
    ...count(
      seen.drawings,
      'A picture that is not PNG or JPEG was left out.',
      '# pictures that are not PNG or JPEG were left out.',
    ),
  ];
}

/** Reads a document of Rich Text Format. Throws a `Refusal` for what is something else. */
export const readRtf: Reader = (request, options = {}) => {
  const { name, bytes } = request;
  if (!looksLikeRtf(bytes)) return readMislabelled(request, options, 'document in RTF');
  const pictures = collectPictures();
  const notes = collectNotes({ roman: true });
  const document = readRtfDocument(latin1(bytes), pictures, notes);
  const { info, title, language } = document;
  const facts = officeFacts(
    name,
    {
      title: info.get('title'),
      creators: [info.get('author')],
      keywords: [info.get('keywords')],
      language,
      created: dateIn(document, 'creatim'),
      modified: dateIn(document, 'revtim'),
    },
    options.title === 'none' ? undefined : title,
  );
  const blocks: Block[] = [...document.blocks, ...notes.blocks()];
  return finishSource(request, {
    blocks: options.title === 'none' ? blocks : withoutTitle(blocks, facts.csl.title),
    ...facts,
    mediaType: RTF_MEDIA_TYPE,
    warnings: [...warningsOf(document), ...pictures.warnings()],
    ...(pictures.files.length === 0 ? {} : { files: pictures.files }),
  });
};
