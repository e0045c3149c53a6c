/** Safari's web archives: a page and its files in a property list. */
import { Refusal } from '../../shared/result.ts';
import { openBinaryPlist, type PlistValue } from './binary-plist.ts';
import { decodeHtml, foundEncoding } from './decode.ts';
import { readPage } from './html.ts';
import type { ResourceOf } from './html-pictures.ts';
import { webAddress } from './names.ts';
import { nameInSentence, type SyncReader } from './reader.ts';
import { openXmlPlist } from './xml-plist.ts';

/** Most files of an archive that are looked at. */
const MAX_FILES = 5000;

/** The files of an archive by their addresses, those of its frames included. */
function filesOf(top: PlistValue): Map<string, PlistValue> {
  const files = new Map<string, PlistValue>();
  const archives = [top];
  for (let at = 0; at < archives.length && at < 100; at += 1) {
    const archive = archives[at];
    const main = at === 0 ? undefined : archive?.entry('WebMainResource');
    const others = archive?.entry('WebSubresources')?.items() ?? [];
    for (const file of main === undefined ? others : [main, ...others]) {
      const address = file.entry('WebResourceURL')?.text();
      if (address !== undefined && files.size < MAX_FILES) files.set(address, file);
    }
    archives.push(...(archive?.entry('WebSubframeArchives')?.items().slice(0, 100) ?? []));
  }
  return files;
}

/** Reads a page saved by Safari, with the pictures in it. Throws `unsupported-format` and `empty`. */
export const readWebarchive: SyncReader = (request, options = {}) => {
  const top = openBinaryPlist(request.bytes) ?? openXmlPlist(request);
  const main = top?.entry('WebMainResource');
  const bytes = main?.entry('WebResourceData')?.data();
  const type = main?.entry('WebResourceMIMEType')?.text() ?? 'text/html';
  if (top === undefined || bytes === undefined || !/^(?:text\/|application\/xhtml)/.test(type)) {
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(request.name)} is no web archive with a page in it, or is damaged. Open the page again and save it as a web archive or as HTML.`,
    );
  }
  const url = webAddress(main?.entry('WebResourceURL')?.text());
  const files = filesOf(top);
  const resource: ResourceOf = (address) => {
    const absolute = URL.canParse(address, url) ? new URL(address, url).href : address;
    const file = files.get(absolute) ?? files.get(address.trim());
    return file?.entry('WebResourceData')?.data();
  };
  const label = main?.entry('WebResourceTextEncodingName')?.text();
  const page = { name: request.name, bytes };
  const decoded = decodeHtml(page, label === undefined ? {} : encodingOption(label));
  const { text, warnings } = decoded;
  const source = readPage(
    request,
    { text, warnings, mediaType: 'application/x-webarchive', url, resource },
    options,
  );
  return { ...source, encoding: foundEncoding(decoded) };
};

function encodingOption(label: string): { encoding?: string } {
  try {
    return { encoding: new TextDecoder(label).encoding };
  } catch {
    return {}; // A name that nobody knows; the bytes decide.
  }
}
