/**
 * Office files that can't be read: what each is, and what can be done.
 *
 * The old container (OLE compound file, [MS-CFB]) is told apart by the names of the streams in it.
 * Nothing in it is opened, macros least of all.
 */
import { Refusal } from '../../shared/result.ts';
import { isArchive, openArchive, type Archive } from './archive.ts';
import { looksLikeDocx, looksLikeOdt } from './office-looks.ts';
import { nameInSentence, type Reader } from './reader.ts';

const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Says by their beginning whether bytes are an OLE compound file. */
export function isOle(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, at) => bytes[at] === byte);
}

/** The kinds of file by the stream that only they have, and what to do with each. */
const KINDS: ReadonlyArray<readonly [stream: string, kind: string, remedy: string]> = [
  [
    'EncryptedPackage',
    'is protected with a password',
    'Open it with the password, save it without, and add that.',
  ],
  [
    'WordDocument',
    'is a Word document of the kind before 2007',
    'Open it in Word or LibreOffice, save it as .docx, and add that.',
  ],
  [
    'Workbook',
    'is an Excel workbook of the kind before 2007',
    'Save the sheets you need as .csv, or print them as a PDF, and add that.',
  ],
  [
    'PowerPoint Document',
    'is a PowerPoint presentation of the kind before 2007',
    'Save it as a PDF and add that.',
  ],
  ['__properties_version1.0', 'is a message of Outlook', 'Save it as .eml or .html and add that.'],
];

function holds(bytes: Buffer, stream: string): boolean {
  return bytes.includes(Buffer.from(`${stream}\0`, 'utf16le'));
}

/** Refuses a file of the old kind, naming what it is and what can be done. */
export function refuseOle(bytes: Uint8Array, name: string): never {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [, kind, remedy] = KINDS.find(([stream]) => holds(buffer, stream)) ?? [
    '',
    'is an office file of the kind before 2007',
    'Open it in its program, save it as .docx or PDF, and add that.',
  ];
  throw new Refusal('unsupported-format', `${nameInSentence(name)} ${kind}. ${remedy}`);
}

/** The kinds of archive by what is in them, when it is not a text. */
const PACKAGES: ReadonlyArray<readonly [mark: RegExp, kind: string, remedy: string]> = [
  [
    /^xl\/|opendocument\.spreadsheet/,
    'a spreadsheet',
    'Save the sheets you need as .csv, or print them as a PDF',
  ],
  [/^ppt\/|opendocument\.presentation/, 'a presentation', 'Save it as a PDF'],
  [/^visio\/|opendocument\.graphics/, 'a drawing', 'Save it as a PDF or a PNG picture'],
  [/opendocument\./, 'an office document without a text', 'Save it as a PDF'],
];

/** Refuses an archive that holds no text of a word processor, naming what it is. */
export function refusePackage(archive: Archive, name: string): never {
  const type = archive.read('mimetype');
  const marks = [
    type === undefined ? '' : new TextDecoder().decode(type.subarray(0, 200)),
    ...archive.entries.map(({ path }) => path),
  ];
  const [, kind, remedy] = PACKAGES.find(([mark]) => marks.some((text) => mark.test(text))) ?? [
    /^/,
    'a zip archive without a document in it',
    'Give it the ending .zip',
  ];
  throw new Refusal(
    'unsupported-format',
    `${nameInSentence(name)} is ${kind}, not a document of text. ${remedy} and add that.`,
  );
}

/** Says whether a file is of an office program, and none of those whose text can be read. */
export function looksLikeOtherOffice(bytes: Uint8Array): boolean {
  if (isOle(bytes)) return true;
  if (!isArchive(bytes) || looksLikeDocx(bytes) || looksLikeOdt(bytes)) return false;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (
    (buffer.includes('[Content_Types].xml') && buffer.includes('_rels/.rels')) ||
    buffer.subarray(0, 200).includes('mimetypeapplication/vnd.oasis.opendocument.')
  );
}

/** Refuses files of office programs whose text can't be read. */
export const refuseOffice: Reader = ({ name, bytes }) =>
  isOle(bytes) ? refuseOle(bytes, name) : refusePackage(openArchive(bytes, name), name);
