import { dateText, nameText, type Csl } from '../../../shared/csl.ts';

/** Who wrote a source, in what, and when: only what is recorded. */
export function recordedFacts(csl: Csl): string[] {
  const authors = (csl.author ?? []).map(nameText).filter((name) => name !== '');
  const [first, second] = authors;
  const by =
    authors.length > 2 ? `${first} and others` : [first, second].filter(Boolean).join(' and ');
  return [by, csl['container-title'] ?? csl.publisher ?? '', dateText(csl.issued)].filter(
    (fact) => fact !== '',
  );
}
