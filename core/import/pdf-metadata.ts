/** What a PDF says about itself: its information dictionary, XMP, and the first page's DOI. */
import type { Csl, CslDate, CslName } from '../../shared/csl.ts';
import { doiFrom, languageFrom, nameFrom } from './names.ts';
import { baseName } from './reader.ts';

/** What pdf.js gives for a document. */
export interface PdfMetadata {
  info: Readonly<Record<string, unknown>>;
  /** A value of the XMP packet, by its name with its usual prefix. */
  xmp: (name: string) => unknown;
}

function textIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textIn).filter(Boolean).join('; ');
  return typeof value === 'string'
    ? value
        .replace(/[\0-\x1f\x7f]+/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
    : '';
}

const JUNK =
  /^(?:microsoft (?:word|powerpoint|excel|office)\b.*|(?:untitled|document|dokument|presentation|powerpoint presentation|slide|title|titel|unnamed|no title|none|test|book|layout|print|printing|cover|article|paper)[\s\d._-]*|.*\.(?:docx?|dotx?|rtf|odt|pages|tex|dvi|ps|eps|indd?|qxd|pm\d|fm|wpd|pptx?|key|xlsx?|csv|txt|html?|xml|pdf|md|typ|jpe?g|png|tiff?)|(?:https?|file|about):.*|[\d\s._-]*|[a-z]:\\.*|\/.*\/.*|.*\(anonymous\).*)$/i;

/** Says whether a title is one that a program made up. */
export function isJunkTitle(title: string, fileName: string): boolean {
  const stem = baseName(fileName).replace(/\.[A-Za-z0-9]{1,8}$/, '');
  if (title.length < 3 || title.length > 400 || !/\p{L}/u.test(title)) return true;
  if (JUNK.test(title)) return true;
  // A name without a space that is the file's own says no more than the file does.
  if (!/\s/.test(title) && title.toLowerCase() === stem.toLowerCase()) return true;
  return /\uFFFD/.test(title) || /^[\w.-]*[_\d][\w.-]*$/.test(title);
}

/** Programs and roles that stand where an author should. */
const NOBODY =
  /^(?:unknown|anonymous|\(anonymous\)|author|admin(?:istrator)?|user|owner|root|guest|default|none|n\/a|microsoft.*|adobe.*|acrobat.*|latex.*|tex|pdf.*|openoffice.*|libreoffice.*|windows.*|hp|dell|lenovo|pc|\W*|\d*)$/i;

/** The names that an author's field holds: parted by semicolons, "and", or commas of whole names. */
export function authorsIn(field: string): CslName[] {
  const text = textIn(field);
  if (text === '') return [];
  let names = text.split(/\s*[;|•]\s*|\s+(?:and|und|et|&)\s+|\s*\\and\s*/i);
  const [only = ''] = names;
  if (!/[;|•]/.test(text) && /,/.test(text)) {
    // "Ada Brenner, Tomas Lind" are two; "Brenner, Ada" is one.
    const parts = names.flatMap((part) => part.split(/\s*,\s*/)).filter(Boolean);
    const whole = parts.every((part) => /\S\s+\S/.test(part));
    if (whole || (names.length === 1 && only.split(',').length > 2 && !parts.every(isOneWord))) {
      names = parts;
    }
  }
  return names
    .map((name) => name.replace(/[\s,]+$/, '').trim())
    .filter((name) => !NOBODY.test(name) && !/@|https?:/.test(name) && name.length < 120)
    .slice(0, 100)
    .flatMap((name) => nameFrom(name) ?? []);
}

function isOneWord(text: string): boolean {
  return !/\s/.test(text);
}

/** The day in "D:20240131…" (ISO 32000-2, 7.9.4) or an ISO date; undefined when it can't be meant. */
export function pdfDate(value: unknown): CslDate | undefined {
  const text = textIn(value);
  const parts = /^(?:D:)?\s*(\d{4})(\d{2})?(\d{2})?/.exec(text) ?? /^(\d{4})/.exec(text);
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(text);
  const [year = NaN, month, day] = (iso ?? parts ?? [])
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part))) as [number?, number?, number?];
  // The format is of 1993; clocks that were never set say 1970, 1980 or 1904.
  if (!(year >= 1990 && year <= 2100)) return undefined;
  if (month === undefined || month < 1 || month > 12) return { 'date-parts': [[year]] };
  if (day === undefined || day < 1 || day > 31) return { 'date-parts': [[year, month]] };
  return { 'date-parts': [[year, month, day]] };
}

/** The first DOI of a text, without the punctuation that follows it. */
export function doiIn(text: string): string | undefined {
  const found = /(?:doi(?:\.org\/|:\s*|\s+)|\b)(10\.\d{4,9}\/[-._;()/:\w<>]+)/i.exec(text)?.[1];
  if (found === undefined) return undefined;
  let doi = found.replace(/[.,;:]+$/, '');
  if (doi.endsWith(')') && !doi.includes('(')) doi = doi.slice(0, -1);
  return doiFrom(doi);
}

/** The metadata of a PDF in the names of CSL, without what is missing or made up. */
export function pdfCsl(
  { info, xmp }: PdfMetadata,
  {
    fileName,
    firstPage,
    heading,
  }: { fileName: string; firstPage: string; heading: string | undefined },
): { csl: Csl; language?: string } {
  const titles = [info['Title'], xmp('dc:title')].map(textIn);
  const title = titles.find((each) => !isJunkTitle(each, fileName)) ?? heading;
  const creators = xmp('dc:creator');
  const listed = Array.isArray(creators) ? creators.flatMap((name) => authorsIn(textIn(name))) : [];
  const written = authorsIn(textIn(info['Author']));
  const author = listed.length > written.length ? listed : written;
  // When the file was made (CreationDate) is not when its text came out.
  const issued =
    pdfDate(xmp('prism:publicationdate') ?? xmp('prism:coverdate')) ?? pdfDate(xmp('dc:date'));
  const doi =
    doiFrom(textIn(xmp('prism:doi')) || textIn(xmp('dc:identifier'))) ??
    doiIn(textIn(info['Subject'])) ??
    doiIn(firstPage.slice(0, 8000));
  const journal = textIn(xmp('prism:publicationname'));
  const publisher = textIn(xmp('dc:publisher'));
  const language = languageFrom(textIn(info['Language']) || textIn(xmp('dc:language')));
  return {
    csl: {
      type: doi === undefined && journal === '' ? 'document' : 'article-journal',
      ...(title === undefined || title === '' ? {} : { title }),
      ...(author.length === 0 ? {} : { author }),
      ...(issued === undefined ? {} : { issued }),
      ...(doi === undefined ? {} : { DOI: doi }),
      ...(journal === '' ? {} : { 'container-title': journal }),
      ...(publisher === '' ? {} : { publisher }),
    },
    ...(language === undefined ? {} : { language }),
  };
}
