/** What citeproc's own test suite expects, through the front door of our citations. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createCitations } from '../../core/citations/citations.ts';
import { htmlToRuns } from '../../core/citations/html-runs.ts';
import type { Csl } from '../../shared/csl.ts';
import type { Citation, Run } from '../../shared/document.ts';
import { isLocatorKind } from '../../shared/locators.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/csl-test-suite/', import.meta.url));
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

/** The parts of the suite (by the beginnings of its files' names) that are not here, and why. */
const LEFT_OUT = {
  abbrevs: 'lists of abbreviations are not offered',
  bibheader: 'our bibliographies carry their layout as data, not as an HTML head',
  bibsection: 'bibliographies in sections are not offered',
  bugreports: 'whole styles with the bugs of old processors; the styles that we bring have tests',
  condition: 'needs variables that only its tests have',
  decorations: 'small capitals have no mark in our texts',
  discretionary: 'cites of an author alone are not offered',
  display: 'columns within an entry are no part of our texts, but for the number in the margin',
  flipflop: 'nested quotation marks: processor internals',
  form: 'short forms of terms: processor internals',
  fullstyles: 'whole styles; the styles that we bring have tests',
  group: 'processor internals',
  integration: 'citations changed one by one; ours are set as a whole',
  locale: 'locales that the program does not bring',
  magic: 'processor internals',
  nameattr: 'each attribute of names in each place; a selection of them is in name_',
  parallel: 'legal citations in CSL-M are not offered',
  punctuation: 'covered by what is here',
  quotes: 'covered by what is here',
  sort: 'sorting that the styles we bring do; the rest is processor internals',
  textcase: 'processor internals',
} as const;

function section(text: string, name: string): string | undefined {
  return new RegExp(`>>=+ ${name} =+>>\\n([\\s\\S]*?)\\n?<<=+ ${name} =+<<`).exec(text)?.[1];
}

/** Runs as words and marks, those alike joined. */
function shape(runs: readonly Run[]): Array<[text: string, marks: string]> {
  const shaped: Array<[string, string]> = [];
  for (const { text, marks = [] } of runs) {
    const last = shaped.at(-1);
    if (last !== undefined && last[1] === marks.join()) last[0] += text;
    else shaped.push([text, marks.join()]);
  }
  return shaped;
}

/** A cite as the suite writes it. */
interface SuiteCite {
  id: string | number;
  locator?: string | number;
  label?: string;
  prefix?: string;
  suffix?: string;
  'suppress-author'?: boolean | number;
}

function citationOf({ id, locator, label = 'page', prefix, suffix, ...rest }: SuiteCite): Citation {
  if (!isLocatorKind(label)) throw new Error(`The suite uses a locator of the kind "${label}".`);
  return {
    sourceId: String(id),
    ...(locator === undefined ? {} : { locator: { kind: label, value: String(locator) } }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(suffix === undefined ? {} : { suffix }),
    ...(rest['suppress-author'] ? { suppressAuthor: true } : {}),
  };
}

const folder = fileURLToPath(new URL('../../resources/citations', import.meta.url));
const json = (text: string): unknown => JSON.parse(text);

test('enough of the suite is here', () => {
  expect(FILES.length).toBeGreaterThanOrEqual(150);
  for (const name of FILES) expect(LEFT_OUT).not.toHaveProperty(name.split('_')[0] ?? '');
});

test.each(FILES)('%s', async (name) => {
  const text = readFileSync(`${FOLDER}${name}`, 'utf8');
  const part = (of: string) => section(text, of) ?? '';
  const citations = createCitations(folder, () => ({ title: name, xml: part('CSL') }));
  const citer = await citations.open(name, 'en-US');
  const items = json(part('INPUT')) as Array<Csl & { id: string | number }>;
  const sources = new Map(items.map((item) => [String(item.id), item as Csl]));
  const result = part('RESULT');

  if (part('MODE').trim() === 'bibliography') {
    const { entries } = citer.set({ sources, clusters: [] }).bibliography;
    const wanted = result.split('<div class="csl-entry">').slice(1);
    expect(
      entries.map(({ label, runs }) => shape(label ? [...label, { text: ' ' }, ...runs] : runs)),
    ).toEqual(wanted.map((html) => shape(htmlToRuns(html.replace(/<\/div>\s*$/, '')))));
    return;
  }
  if (part('CITATIONS') !== '') {
    const given = json(part('CITATIONS')) as Array<
      [{ citationItems: SuiteCite[]; properties: { noteIndex?: number } }, unknown, unknown]
    >;
    const clusters = given.map(([{ citationItems, properties }]) => ({
      cites: citationItems.map(citationOf),
      note: properties.noteIndex ?? 0,
    }));
    const cited = new Set(clusters.flatMap(({ cites }) => cites.map(({ sourceId }) => sourceId)));
    const used = new Map([...sources].filter(([id]) => cited.has(id)));
    const set = citer.set({ sources: used, clusters }).clusters;
    const wanted = [...result.matchAll(/^(?:>>|\.\.)\[(\d+)\] (.*)$/gm)];
    expect(wanted.length).toBeGreaterThan(0);
    for (const [, index, html = ''] of wanted) {
      const pieces = set[Number(index)] ?? [];
      expect(shape(pieces.flatMap(({ runs }) => runs))).toEqual(shape(htmlToRuns(html)));
    }
    return;
  }
  const lists = json(part('CITATION-ITEMS') || JSON.stringify([items.map(({ id }) => ({ id }))]));
  const set = (lists as SuiteCite[][]).map((list) => {
    const cluster = { cites: list.map(citationOf), note: citer.style.notes ? 1 : 0 };
    const { clusters } = citer.set({ sources, clusters: [cluster], bibliography: false });
    return shape((clusters[0] ?? []).flatMap(({ runs }) => runs));
  });
  expect(set).toEqual(result.split('\n').map((html) => shape(htmlToRuns(html))));
});
