/** What is said under a field while it is filled in: what was understood, or what looks wrong. */
import { parseDate } from '../../shared/csl.ts';
import { edtfWords } from '../../shared/date-words.ts';
import { cslToEdtf } from '../../shared/edtf.ts';
import { isAllowedHref } from '../../shared/links.ts';
import type { LineVariable } from './csl-labels.ts';

export interface Hint {
  /** `wrong` can't be saved; `doubt` can. */
  kind: 'told' | 'doubt' | 'wrong';
  text: string;
}

const told = (text: string): Hint => ({ kind: 'told', text });
const doubt = (text: string): Hint => ({ kind: 'doubt', text });

/** The check digit of ISO 2108 and ISO 3297: digits weighted by their place. */
function weighted(digits: string, weights: (index: number) => number): number {
  return Array.from(digits).reduce(
    (sum, digit, index) => sum + (digit === 'X' ? 10 : Number(digit)) * weights(index),
    0,
  );
}

function isbnHint(text: string): Hint | undefined {
  for (const written of text.split(/[\s,;]+/).filter((part) => part !== '')) {
    const bare = written.toUpperCase().replace(/[\u2010-\u2015-]/g, '');
    if (!/^(?:\d{9}[\dX]|\d{13})$/.test(bare)) {
      return doubt(
        `An ISBN has 10 or 13 digits; “${written}” has ${bare.replace(/\D/g, '').length}.`,
      );
    }
    const right =
      bare.length === 10
        ? weighted(bare, (index) => 10 - index) % 11 === 0
        : weighted(bare, (index) => (index % 2 === 0 ? 1 : 3)) % 10 === 0;
    if (!right)
      return doubt(`The check digit of “${written}” doesn’t fit: one of its digits is wrong.`);
  }
  return undefined;
}

function issnHint(text: string): Hint | undefined {
  for (const written of text.split(/[\s,;]+/).filter((part) => part !== '')) {
    const bare = written.toUpperCase().replace(/[\u2010-\u2015-]/g, '');
    if (!/^\d{7}[\dX]$/.test(bare)) return doubt('An ISSN has eight digits, as 1234-5679.');
    if (weighted(bare, (index) => 8 - index) % 11 !== 0) {
      return doubt(`The check digit of “${written}” doesn’t fit: one of its digits is wrong.`);
    }
  }
  return undefined;
}

function languageHint(text: string): Hint {
  try {
    const [tag] = Intl.getCanonicalLocales(text.replaceAll('_', '-'));
    const name = tag && new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(tag);
    if (name) return told(name);
  } catch {
    // Not shaped like a tag.
  }
  return doubt('A language is written as a short tag: en, de, pt-BR.');
}

/** What to say of a line; undefined when there is nothing to say. */
export function lineHint(field: LineVariable, written: string): Hint | undefined {
  const text = written.trim();
  if (text === '') return undefined;
  switch (field) {
    case 'DOI':
      return /^10\.\d{4,9}\/\S+$/.test(text)
        ? undefined
        : doubt('A DOI begins with 10 and has a slash, as 10.1000/182.');
    case 'ISBN':
      return isbnHint(text);
    case 'ISSN':
      return issnHint(text);
    case 'PMID':
      return /^\d{1,8}$/.test(text)
        ? undefined
        : doubt('A PMID has up to eight digits and nothing else.');
    case 'PMCID':
      return /^PMC\d+$/i.test(text)
        ? undefined
        : doubt('A PMCID is PMC and a number, as PMC7610000.');
    case 'URL':
      return isAllowedHref(text)
        ? undefined
        : { kind: 'wrong', text: 'A web address begins with https:// or http://.' };
    case 'language':
      return languageHint(text);
    default:
      return undefined;
  }
}

/** An identifier as it is kept: a DOI without its resolver, a PMID without its name. */
export function tidyLine(field: LineVariable, written: string): string {
  const text = written.trim();
  if (field === 'DOI') return text.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '');
  if (field === 'ISBN') return text.replace(/^ISBN(?:-1[03])?:?\s*/i, '');
  if (field === 'PMID') return text.replace(/^PMID:?\s*/i, '');
  if (field === 'URL' && /^www\./i.test(text)) return `https://${text}`;
  return written;
}

/** What was understood of a date, in words. */
export function dateHint(written: string): Hint | undefined {
  const date = parseDate(written);
  if (date === undefined) return undefined;
  const edtf = cslToEdtf(date);
  if (edtf === '') {
    return doubt(
      'Not understood as a date; it is kept as it is written. 2024-12, c. 1920 and 1914/1918 are.',
    );
  }
  return told(edtf === written.trim() ? edtfWords(edtf) : `${edtfWords(edtf)}: ${edtf}`);
}
