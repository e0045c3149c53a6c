/** The formats of web pages and mails. */
import type { Format } from './formats.ts';

/** Says by its beginning whether a file is a web page. */
function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 1024));
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*(?:<!doctype\s+html|<(?:html|head|body|meta|title)\b)/i.test(
    head,
  );
}

/** Says by its headers whether a file is a page saved as MHTML. */
function looksLikeMhtml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  if (!/^(?:[\w-]+:|\s)/.test(head) || !/^mime-version:/im.test(head)) return false;
  const type = /^content-type:((?:[^\r\n]|\r?\n[ \t])*)/im.exec(head)?.[1] ?? '';
  if (!/^\s*(?:multipart\/related|text\/html)\s*(?:;|$)/i.test(type)) return false;
  if (/;\s*type\s*=\s*"?(?!text\/html)[a-z]/i.test(type)) return false;
  return /^snapshot-content-location:|^from:\s*<?saved by|^x-mimeole:|^content-location:/im.test(
    head,
  );
}

/** Says by its bytes whether a file is a web archive. */
function looksLikeWebarchive(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = file.subarray(0, 400).toString('latin1');
  const isList = head.startsWith('bplist') || /^\s*<\?xml[^]*<!DOCTYPE plist/.test(head);
  return isList && file.includes('WebMainResource');
}

/** Says by its headers whether a file is a mail. */
function looksLikeEml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 8192)).toString('latin1');
  if (!/^(?:>?From [^\n]*\n)?(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}/.test(head))
    return false;
  const [headers = ''] = head.split(/\r?\n\r?\n/);
  const has = (name: string): boolean => new RegExp(`^${name}:`, 'im').test(headers);
  return (
    has('from') &&
    (has('date') || has('message-id') || has('received')) &&
    (has('subject') || has('to'))
  );
}

/** Rows of the table of formats. */
export const WEB_FORMATS: readonly Format[] = [
  {
    mediaType: 'text/html',
    name: 'Web page',
    endings: ['html', 'htm', 'xhtml'],
    looksLike: looksLikeHtml,
    load: async () => (await import('./html.ts')).readHtml,
  },
  {
    mediaType: 'multipart/related',
    name: 'Web page (MHTML)',
    endings: ['mhtml', 'mht'],
    looksLike: looksLikeMhtml,
    load: async () => (await import('./mhtml.ts')).readMhtml,
  },
  {
    mediaType: 'application/x-webarchive',
    name: 'Web page (Safari web archive)',
    endings: ['webarchive'],
    looksLike: looksLikeWebarchive,
    certain: true,
    load: async () => (await import('./webarchive.ts')).readWebarchive,
  },
  {
    mediaType: 'message/rfc822',
    name: 'Mail',
    endings: ['eml'],
    looksLike: looksLikeEml,
    load: async () => (await import('./eml.ts')).readEml,
  },
];
