import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citeBlocks } from '../../core/citations/cite-blocks.ts';
import { createCitations } from '../../core/citations/citations.ts';
import { assembleCase } from '../../core/export/case-document.ts';
import type { Segment } from '../../core/export/segments.ts';
import type { BundledStyle } from '../../shared/citations.ts';
import type { Csl } from '../../shared/csl.ts';
import type { Block, Citation, Run } from '../../shared/document.ts';
import { caseParts, CONTEXT, highlight, note, options, source } from '../fixtures/export/parts.ts';

const citations = createCitations(
  fileURLToPath(new URL('../../resources/citations', import.meta.url)),
);

function work(family: string, title: string, year = 2024): Csl {
  return {
    type: 'book',
    title,
    author: [{ family, given: 'Ada' }],
    publisher: 'Press',
    issued: { 'date-parts': [[year]] },
  };
}

const SOURCES = new Map<string, Csl>([
  ['kim', work('Kim', 'Reed')],
  ['lee', work('Lee', 'Sedge')],
  ['kim-too', work('Kim', 'Moss')],
]);

const cite = (sourceId: string, more: Partial<Citation> = {}): Run => ({
  text: `(${sourceId})`,
  cite: { sourceId, ...more },
});
const page = (value: string): Partial<Citation> => ({ locator: { kind: 'page', value } });
const paragraph = (...runs: Array<Run | string>): Block => ({
  type: 'paragraph',
  runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
});

/** The words of blocks; footnotes in square brackets with a caret. */
function words(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) => ('runs' in block ? block.runs : []))
    .map(({ text, footnote }) => (footnote === undefined ? text : `[^${words(footnote)}]`))
    .join('')
    .replaceAll('\u00a0', ' ');
}

async function setIn(style: BundledStyle, texts: Block[][], sources = SOURCES) {
  return citeBlocks(await citations.open(style, 'en-US'), texts, sources);
}

describe('citations are set as of one text', () => {
  it('works of one author and year are told apart by letters, uncited ones counted', async () => {
    const { texts, bibliography } = await setIn('apa', [[paragraph('As in ', cite('kim'), '.')]]);
    expect(words(texts[0] ?? [])).toBe('As in (Kim, 2024b).');
    expect(
      bibliography.entries.map(({ sourceId, cited }) => `${sourceId} ${String(cited)}`),
    ).toEqual(['kim-too false', 'kim true', 'lee false']);
    expect(bibliography).toMatchObject({ hanging: true, labelWidth: 0 });
  });

  it('numbers go by the first citation, through all texts, and stand in the margin', async () => {
    const { texts, bibliography } = await setIn('ieee', [
      [paragraph('One ', cite('lee', page('4')), ' two ', cite('kim'))],
      [paragraph('Again ', cite('lee'), ' and ', cite('kim-too'))],
    ]);
    expect(texts.map(words)).toEqual(['One [1, p. 4] two [2]', 'Again [1] and [3]']);
    expect(bibliography.entries.map(({ sourceId, label }) => [sourceId, label])).toEqual([
      ['lee', [{ text: '[1]' }]],
      ['kim', [{ text: '[2]' }]],
      ['kim-too', [{ text: '[3]' }]],
    ]);
    expect(bibliography.labelWidth).toBeGreaterThan(0);
  });

  it('styles with notes make footnotes, short after the first, and set them in footnotes', async () => {
    const inNote: Run = { text: '', footnote: [paragraph('So also ', cite('lee', page('2')))] };
    const { texts } = await setIn('chicago-fullnote-bibliography', [
      [paragraph('First ', cite('kim', page('3')), '. Then', inNote, '.')],
      [paragraph('Later ', cite('kim', page('9')), '.')],
    ]);
    expect(texts.map(words)).toEqual([
      'First[^Ada Kim, Reed (Press, 2024), 3.]. Then[^So also Ada Lee, Sedge (Press, 2024), 2.].',
      'Later[^Kim, Reed, 9.].',
    ]);
  });

  it('in a footnote that goes on, a citation has no full stop of its own', async () => {
    const inNote = (...after: string[]): Run => ({
      text: '',
      footnote: after.map((text) => paragraph('See ', cite('lee', page('2')), text)),
    });
    const { texts } = await setIn('chicago-fullnote-bibliography', [
      [paragraph('So', inNote('.', ', who says so.', ''), '.')],
    ]);
    expect(words(texts[0] ?? [])).toBe(
      'So[^See Ada Lee, Sedge (Press, 2024), 2.See Lee, 2, who says so.See Lee, 2.].',
    );
  });

  it('neighbours are one citation, of which every part keeps its own source', async () => {
    const { texts } = await setIn('apa', [
      [paragraph(cite('lee'), ' ', cite('kim', { prefix: 'see', suffix: 'and elsewhere' }))],
    ]);
    expect(words(texts[0] ?? [])).toBe('(see Kim, 2024b, and elsewhere; Lee, 2024)');
    const [block] = texts[0] ?? [];
    const runs = block !== undefined && 'runs' in block ? block.runs : [];
    expect(runs.map((run) => [run.text, run.cite?.sourceId])).toEqual([
      ['(see Kim, 2024b, and elsewhere;', 'kim'],
      [' ', undefined],
      ['Lee, 2024)', 'lee'],
    ]);
  });

  it('numbers in a row are drawn together', async () => {
    const all = [cite('kim'), cite('lee'), cite('kim-too')];
    const { texts } = await setIn('vancouver', [[paragraph('See ', ...all, '.')]]);
    expect(words(texts[0] ?? [])).toBe('See (1–3).');
  });

  it('raised numbers stand close to the word', async () => {
    const { texts } = await setIn('american-medical-association', [
      [paragraph('A word ', cite('kim'), '.')],
    ]);
    expect(words(texts[0] ?? [])).toBe('A word1.');
  });

  it('an author who is named in the text is left out, and other kinds of place are named', async () => {
    const { texts } = await setIn('apa', [
      [
        paragraph(
          'Lee ',
          cite('lee', { suppressAuthor: true, locator: { kind: 'paragraph', value: '4-5' } }),
          ' and ',
          cite('lee', { locator: { kind: 'chapter', value: '2' } }),
        ),
      ],
    ]);
    expect(words(texts[0] ?? [])).toBe('Lee (2024, paras. 4–5) and (Lee, 2024, Chapter 2)');
  });

  it('what is not known keeps its words, and headings are no place for notes', async () => {
    const { texts } = await setIn('chicago-fullnote-bibliography', [
      [
        { type: 'heading', level: 2, runs: [{ text: 'On ' }, cite('kim')] },
        paragraph(cite('gone'), ' ', cite('lee')),
      ],
    ]);
    expect(words(texts[0] ?? [])).toBe('On (kim)(gone)[^Ada Lee, Sedge (Press, 2024).]');
  });

  it('all at once is the same as one after another', async () => {
    const ids = [...SOURCES.keys()];
    const place = fc.option(fc.constantFrom('1', '2'), { nil: undefined });
    const one = fc.record({ id: fc.constantFrom(...ids), place });
    const styles: BundledStyle[] = ['chicago-fullnote-bibliography', 'apa', 'ieee'];
    const citers = await Promise.all(styles.map((style) => citations.open(style, 'en-US')));
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 8 }), (cites) => {
        for (const citer of citers) {
          const clusters = cites.map((given, index) => ({
            cites: [
              {
                sourceId: given.id,
                ...(given.place === undefined
                  ? {}
                  : { locator: { kind: 'page' as const, value: given.place } }),
              },
            ],
            note: citer.style.notes ? index + 1 : 0,
          }));
          const whole = citer.set({ sources: SOURCES, clusters }).clusters;
          // What a citation reads does not depend on those after it, but for the letters, which
          // are the same since all sources are listed in any case.
          clusters.forEach((_, index) => {
            const head = citer.set({ sources: SOURCES, clusters: clusters.slice(0, index + 1) });
            expect(head.clusters[index]).toEqual(whole[index]);
          });
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('a case file', () => {
  const river = source(1, 'The crossing', ['Twenty had come.'], { csl: work('Kim', 'Crossing') });
  const ledger = source(2, 'The ledger', ['Forty coins.'], { csl: work('Lee', 'Ledger') });
  const node = (sourceId: string): Block => paragraph(cite(sourceId));

  it('numbers its notes before its comments, and lists what it holds', async () => {
    const parts = caseParts({
      notes: [note(1, 'First', [node(ledger.id)])],
      sources: [river, ledger],
      highlights: [highlight(1, river, 'red', 'Twenty', [node(river.id)])],
    });
    const elsewhere = { id: '00000000-0000-7000-8009-000000000001', csl: work('Fox', 'Heath') };
    const citer = await citations.open('ieee', 'en-US');
    const document = assembleCase({ ...parts, citedElsewhere: [elsewhere] }, options(), {
      ...CONTEXT,
      citer,
    });
    const text = (segments: readonly Segment[] = []) => segments.map((one) => one.text).join('');
    const { entries } = document.bibliography ?? { entries: [] };
    expect(entries.map(({ label, place, cited }) => [text(label), place, cited])).toEqual([
      ['[1]', `source-${ledger.id}`, true],
      ['[2]', `source-${river.id}`, true],
      ['[3]', undefined, false],
    ]);
    expect(document.sources.map(({ citation }) => text(citation))).toEqual([
      'A. Kim, The crossing. Press, 2024.',
      'A. Lee, The ledger. Press, 2024.',
    ]);
    expect(JSON.stringify(document.notes)).toContain('"text":"[1]"');
    expect(JSON.stringify(document.sources[0]?.blocks)).toContain('"text":"[2]"');
  });
});
