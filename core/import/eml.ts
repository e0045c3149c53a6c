/** Mails (RFC 5322) as their programs export them, one to a file. */
import { layoutDocument, type Block } from '../../shared/document.ts';
import type { Csl, CslDate, CslName } from '../../shared/csl.ts';
import { Refusal } from '../../shared/result.ts';
import { personName } from './bylines.ts';
import { htmlToBlocks } from './html-blocks.ts';
import { namedPictures } from './html.ts';
import { picturesOf, type PagePictures } from './html-pictures.ts';
import { mailTextToBlocks } from './mail-text.ts';
import { htmlOf, resourcesOf } from './mhtml.ts';
import { decodeNamed, decodeWords, headerText, parseStructured } from './mime-headers.ts';
import { leafParts, parseMime, type MimePart } from './mime.ts';
import { dateFrom, languageFrom } from './names.ts';
import {
  finishSource,
  nameInSentence,
  type Reader,
  type ReadRequest,
  type ReadSource,
} from './reader.ts';

/** Mails inside a mail that become sources of their own, and how deep they are looked for. */
const MAX_INNER = 200;
const MAX_INNER_DEPTH = 4;

function header(part: MimePart, name: string): string {
  return decodeWords(headerText(part.headers, name));
}

/** A name out of a phrase: quoted pieces without their quotes. */
function phraseText(phrase: string): string {
  return phrase
    .replace(/"((?:[^"\\]|\\[^])*)"/g, (_, inner: string) => inner.replace(/\\([^])/g, '$1'))
    .replace(/\s+/g, ' ')
    .trim();
}

/** The people in an address header: by their names, else by their addresses. */
export function mailboxes(text: string): CslName[] {
  const names: CslName[] = [];
  // Quoted names may hold commas; comments in brackets are names in old mails.
  const pattern =
    /((?:"(?:[^"\\]|\\[^]){0,500}"|[^<>",;()]){0,500})(?:<([^<>\s]{1,500})>)?\s*(?:\(([^()]{0,500})\))?\s*(?:[,;]|$)/y;
  for (let at = 0; at < text.length && names.length < 500;) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null || match[0] === '') {
      at += 1;
      continue;
    }
    at += match[0].length;
    const [, phrase = '', address, comment = ''] = match;
    const shown = phraseText(phrase).replace(/^[^:]{1,60}:(?=.*$)/, (group) =>
      /@/.test(group) ? group : '',
    );
    const isAddress = /^\S+@\S+$/.test(shown);
    const called = isAddress || shown === '' ? comment.trim() : shown;
    const literal = address ?? shown;
    const name = called === '' ? (literal === '' ? undefined : { literal }) : personName(called);
    if (name !== undefined) names.push(name);
  }
  return names;
}

/** Encoded words, and quoted strings that may hold some, as quoted names: commas in them part nothing. */
function quoteWords(value: string): string {
  const pattern = /"((?:[^"\\]|\\[^])*)"|(?:=\?[^?\s]+\?[bq]\?[^?]*\?=\s*)+/gi;
  return value.replace(pattern, (words, inner?: string) => {
    const decoded = decodeWords(inner ?? words).replace(/["\\]/g, '');
    return inner === undefined && /[<@]/.test(decoded) ? ` ${decoded} ` : `"${decoded}" `;
  });
}

function addresses(part: MimePart, name: string): CslName[] {
  return (part.headers.get(name) ?? [])
    .slice(0, 20)
    .flatMap((value) => mailboxes(quoteWords(value)));
}

/** Says whether a part is for reading in the mail, not a file that came with it. */
function isInline(part: MimePart): boolean {
  const { value, params } = parseStructured(headerText(part.headers, 'content-disposition'));
  if (value === 'attachment') return false;
  if (part.mediaType === 'text/html') return !params.has('filename') || value === 'inline';
  return (
    part.mediaType === 'text/plain' &&
    (value === 'inline' || (!params.has('filename') && !part.params.has('name')))
  );
}

/** What a mail is made of, sorted by what becomes of it. */
interface Contents {
  shown: MimePart[];
  attached: MimePart[];
  mails: MimePart[];
}

/** The one of several alternatives that is read: the richest of those with text. */
function richest(parts: readonly MimePart[]): MimePart | undefined {
  const holds = (type: string) => (part: MimePart) =>
    leafParts(part).some((leaf) => leaf.mediaType === type);
  return parts.findLast(holds('text/html')) ?? parts.findLast(holds('text/plain'));
}

function sort(part: MimePart, contents: Contents): void {
  if (part.mediaType === 'multipart/alternative') {
    const chosen = richest(part.parts);
    if (chosen !== undefined) sort(chosen, contents);
    return;
  }
  if (part.parts.length > 0) return part.parts.forEach((inner) => sort(inner, contents));
  if (part.mediaType === 'message/rfc822') contents.mails.push(part);
  else if (isInline(part)) contents.shown.push(part);
  else if (!part.mediaType.startsWith('multipart/')) contents.attached.push(part);
}

function blocksOf(part: MimePart, request: ReadRequest, pictures: PagePictures): Block[] {
  if (part.mediaType === 'text/html') {
    return htmlToBlocks(htmlOf(part, request).text, { pictures });
  }
  const text = decodeNamed(part.content(), part.params.get('charset'));
  return mailTextToBlocks(text, {
    flowed: part.params.get('format')?.toLowerCase() === 'flowed',
    delsp: part.params.get('delsp')?.toLowerCase() === 'yes',
  });
}

function fileNameOf(part: MimePart): string {
  const disposition = parseStructured(headerText(part.headers, 'content-disposition'));
  return disposition.params.get('filename') ?? part.params.get('name') ?? part.mediaType;
}

/** A sentence that lists the files that came with a mail; none when there are none. */
function attachmentWarning(parts: readonly MimePart[]): string[] {
  // Pictures that the text shows, and signatures that only machines read, are no attachments.
  const files = parts.filter(
    (part) =>
      headerText(part.headers, 'content-id') === '' &&
      !/^application\/(?:pgp-signature|(?:x-)?pkcs7-signature|pgp-keys)$|^text\/rfc822-headers$|^message\/(?:delivery|disposition)-/.test(
        part.mediaType,
      ),
  );
  if (files.length === 0) return [];
  const named = files.slice(0, 5).map((part) => `“${fileNameOf(part).slice(0, 100)}”`);
  const more = files.length > 5 ? ` and ${files.length - 5} more` : '';
  return [
    files.length === 1
      ? `The mail has an attachment that was not read: ${named.join('')}. Save it from the mail, and add it as a source of its own.`
      : `The mail has ${files.length} attachments that were not read: ${named.join(', ')}${more}. Save them from the mail, and add them as sources of their own.`,
  ];
}

/** The date of a mail, as it was where it was written. */
function issuedOf(part: MimePart): CslDate | undefined {
  const text = header(part, 'date').replace(/\([^()]*\)/g, '');
  const date = dateFrom(
    text.replace(
      /(\s)(\d\d)(\s+\d{1,2}:)/,
      (_, space: string, year: string, rest: string) =>
        `${space}${Number(year) < 50 ? '20' : '19'}${year}${rest}`,
    ),
  );
  return date?.['date-parts'] === undefined ? undefined : date;
}

function writtenAt(part: MimePart): string | undefined {
  const time = Date.parse(header(part, 'date').replace(/\([^()]*\)/g, ''));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function cslOf(part: MimePart): Csl {
  const author = addresses(part, 'from');
  const recipient = [...addresses(part, 'to'), ...addresses(part, 'cc')];
  const issued = issuedOf(part);
  const title = header(part, 'subject');
  return {
    type: 'personal_communication',
    genre: 'E-mail',
    ...(title === '' ? {} : { title }),
    ...(author.length === 0 ? {} : { author }),
    ...(recipient.length === 0 ? {} : { recipient }),
    ...(issued === undefined ? {} : { issued }),
  };
}

function isEncrypted(message: MimePart): boolean {
  return (
    message.mediaType === 'multipart/encrypted' ||
    (/^application\/(?:x-)?pkcs7-mime$/.test(message.mediaType) &&
      message.params.get('smime-type') !== 'signed-data')
  );
}

/** One mail as a source, and the mails that it carries. */
function readMail(
  request: ReadRequest,
  message: MimePart,
): { source: ReadSource | undefined; inner: MimePart[]; warnings: string[] } {
  const contents: Contents = { shown: [], attached: [], mails: [] };
  sort(message, contents);
  const pictures = picturesOf(resourcesOf(contents.attached, undefined));
  const blocks = contents.shown.flatMap((part) => blocksOf(part, request, pictures));
  const warnings = [...pictures.warnings(), ...attachmentWarning(contents.attached)];
  if (layoutDocument({ blocks }).text.trim() === '') {
    return { source: undefined, inner: contents.mails, warnings };
  }
  const files = namedPictures(blocks, pictures.files);
  const language = languageFrom(header(message, 'content-language').split(',')[0]);
  const createdAt = writtenAt(message);
  const source = finishSource(request, {
    blocks,
    csl: cslOf(message),
    ...(language === undefined ? {} : { language }),
    ...(createdAt === undefined ? {} : { createdAt }),
    mediaType: 'message/rfc822',
    warnings,
    ...(files.length === 0 ? {} : { files }),
  });
  return { source, inner: contents.mails, warnings };
}

/**
 * Reads a mail: its text, or the richest of its alternatives, what it quotes as quotations, and the
 * mails in it as sources of their own. Throws `unsupported-format`, `encrypted` and `empty`.
 */
export const readEml: Reader = (request) => {
  const message = parseMime(request.bytes);
  const isMail = ['from', 'date', 'subject', 'received', 'message-id', 'to', 'mime-version'].some(
    (name) => message.headers.has(name),
  );
  if (!isMail) {
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(request.name)} is no mail: it has no sender, date or subject. Export the mail again from your mail program, or add it as plain text.`,
    );
  }
  if (isEncrypted(message)) {
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(request.name)} is an encrypted mail. Open it in your mail program, save its text, and add that.`,
    );
  }
  const sources: ReadSource[] = [];
  const notes: string[] = [];
  const queue = [{ part: message, depth: 0 }];
  for (let at = 0; at < queue.length && at <= MAX_INNER; at += 1) {
    const { part, depth } = queue[at] ?? { part: message, depth: 0 };
    // A mail in the mail is not what the file is called.
    const named = depth === 0 ? request : { ...request, name: '' };
    const { source, inner, warnings } = readMail(named, part);
    if (source !== undefined) sources.push(source);
    else notes.push(...warnings);
    if (depth >= MAX_INNER_DEPTH) continue;
    for (const mail of inner) queue.push({ part: parseMime(mail.content()), depth: depth + 1 });
  }
  if (sources.length === 0) {
    throw new Refusal(
      'empty',
      `${nameInSentence(request.name)} is a mail without text. ${notes[0] ?? 'Choose another file.'}`,
    );
  }
  return sources;
};
