/** What a book says about itself, as CSL (Dublin Core in the package of EPUB 2 and 3). */
import type { Csl, CslName } from '../../shared/csl.ts';
import { dateFrom, doiFrom, languageFrom, nameFrom } from './names.ts';
import type { ReadSource } from './reader.ts';
import { childElements, xmlAttribute, xmlText, type XmlElement } from './xml.ts';

function oneLine(element: XmlElement): string {
  return xmlText(element).replace(/\s+/g, ' ').trim();
}

/** What EPUB 3 says about an element by its id: its role, its sorting, its kind. */
type Refined = (element: XmlElement, property: string) => string | undefined;

function refinements(metadata: XmlElement): Refined {
  const known = new Map<string, string>();
  for (const meta of childElements(metadata, 'meta')) {
    const about = xmlAttribute(meta, 'refines')?.replace(/^#/, '');
    const property = xmlAttribute(meta, 'property');
    if (about !== undefined && property !== undefined) {
      known.set(`${about} ${property}`, oneLine(meta));
    }
  }
  return (element, property) => {
    const id = xmlAttribute(element, 'id');
    return id === undefined ? undefined : known.get(`${id} ${property}`);
  };
}

/** A person by the form that they are sorted under, when that divides the name that is shown. */
function personOf(shown: string, sorted: string | undefined): CslName | undefined {
  const divided = sorted === undefined ? undefined : nameFrom(sorted);
  const { family, given } = divided ?? {};
  const same =
    family !== undefined && given !== undefined && shown.includes(family) && shown.includes(given);
  return same ? { family, given } : nameFrom(shown);
}

/** An ISBN in what may be an address of one; undefined when its check digit is wrong. */
export function isbnFrom(text: string): string | undefined {
  const found = /(?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dXx]/.exec(text.replace(/^urn:isbn:/i, ''))?.[0];
  const digits = found?.replace(/[-\s]/g, '').toUpperCase();
  if (digits === undefined) return undefined;
  const values = Array.from(digits, (char) => (char === 'X' ? 10 : Number(char)));
  const sum = values.reduce(
    (total, value, at) => total + value * (values.length === 13 ? (at % 2 === 0 ? 1 : 3) : 10 - at),
    0,
  );
  return sum % (values.length === 13 ? 10 : 11) === 0 ? digits : undefined;
}

/** The date of publication: the one that says so, else the first that is none of a file. */
function issuedOf(dates: readonly XmlElement[]): string | undefined {
  const event = (date: XmlElement) => xmlAttribute(date, 'event')?.toLowerCase();
  const chosen =
    dates.find((date) => /^(?:original-)?publication$/.test(event(date) ?? '')) ??
    dates.find((date) => event(date) === undefined);
  const text = chosen === undefined ? '' : oneLine(chosen);
  // Some programs write a date that stands for none.
  return text === '' || /^0?[01]?0[01]-0?1-0?1/.test(text) ? undefined : text;
}

/** The parts of a source that a book's metadata tell. */
export function bookFacts(
  metadata: XmlElement | undefined,
): Pick<ReadSource, 'csl' | 'language' | 'tags' | 'updatedAt'> {
  if (metadata === undefined) return { csl: { type: 'book' } };
  const refined = refinements(metadata);
  const all = (name: string) =>
    childElements(metadata, name).filter((element) => oneLine(element) !== '');
  const titles = all('title');
  const title = titles.find((each) => refined(each, 'title-type') === 'main') ?? titles[0];
  const subtitle = titles.find((each) => refined(each, 'title-type') === 'subtitle');
  const people = (elements: readonly XmlElement[], role: RegExp): CslName[] =>
    elements
      .filter((each) => role.test(refined(each, 'role') ?? xmlAttribute(each, 'role') ?? 'aut'))
      .flatMap((each) => {
        const sorted = refined(each, 'file-as') ?? xmlAttribute(each, 'file-as');
        const shown = oneLine(each).split(/\s*;\s*/);
        return shown.map((name) => personOf(name, shown.length === 1 ? sorted : undefined));
      })
      .filter((name) => name !== undefined);
  const creators = all('creator');
  const author = people(creators, /^aut$/);
  const others = [...creators, ...all('contributor')].filter(
    (each) => (refined(each, 'role') ?? xmlAttribute(each, 'role')) !== undefined,
  );
  const editor = people(others, /^edt$/);
  const translator = people(others, /^trl$/);
  const identifiers = all('identifier').map(oneLine);
  const isbn = identifiers.map(isbnFrom).find((each) => each !== undefined);
  const doi = identifiers.map(doiFrom).find((each) => each !== undefined);
  const issued = issuedOf(all('date'));
  const language = all('language')
    .map((each) => languageFrom(oneLine(each)))
    .find((tag) => tag !== undefined);
  const [publisher] = all('publisher').map(oneLine);
  const tags = all('subject')
    .map(oneLine)
    .filter((tag) => tag.length <= 100)
    .slice(0, 20);
  const shown = title === undefined ? undefined : oneLine(title);
  const full =
    subtitle === undefined || shown === undefined ? shown : `${shown}: ${oneLine(subtitle)}`;
  const date = issued === undefined ? undefined : dateFrom(issued);
  const csl: Csl = {
    type: 'book',
    ...(full === undefined ? {} : { title: full }),
    ...(author.length === 0 ? {} : { author }),
    ...(editor.length === 0 ? {} : { editor }),
    ...(translator.length === 0 ? {} : { translator }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(date === undefined ? {} : { issued: date }),
    ...(isbn === undefined ? {} : { ISBN: isbn }),
    ...(doi === undefined ? {} : { DOI: doi }),
    ...(language === undefined ? {} : { language }),
  };
  return {
    csl,
    ...(language === undefined ? {} : { language }),
    ...(tags.length === 0 ? {} : { tags: [...new Set(tags)] }),
  };
}
