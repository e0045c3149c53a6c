import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { languageOf } from '../../core/import/language-guess.ts';

/** The Universal Declaration of Human Rights by language; the models were made of other texts. */
const TEXTS = JSON.parse(
  readFileSync(new URL('../fixtures/import/encodings/declaration.json', import.meta.url), 'utf8'),
) as Record<string, string>;

function piecesOf(text: string, length: number): string[] {
  const count = Math.floor(Math.min(text.length, 6000) / length);
  return Array.from({ length: count }, (_, at) => text.slice(at * length, (at + 1) * length));
}

test('the language of a text is told, or nothing is said', () => {
  for (const length of [400, 1000]) {
    const pieces = Object.entries(TEXTS).flatMap(([name, text]) =>
      piecesOf(text, length).map((piece) => ({ language: name.replace(/_.*/, ''), piece })),
    );
    const told = pieces.map(({ language, piece }) => ({ language, guess: languageOf(piece) }));
    const right = told.filter(({ language, guess }) => guess === language).length;
    const wrong = told.filter(({ language, guess }) => guess !== undefined && guess !== language);
    console.log(`${length} characters: ${right} of ${told.length} right, ${wrong.length} wrong`);
    expect(wrong).toEqual([]);
    expect(right / told.length).toBeGreaterThan(0.8);
  }
});

test.each([
  [
    'Indonesian',
    'Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama. Mereka dikaruniai akal dan hati nurani dan hendaknya bergaul satu sama lain dalam semangat persaudaraan. Setiap orang berhak atas semua hak dan kebebasan yang tercantum di dalam pernyataan ini tanpa pengecualian apapun.',
  ],
  [
    'Latin',
    'Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, tertiam qui ipsorum lingua Celtae, nostra Galli appellantur. Hi omnes lingua, institutis, legibus inter se differunt. Gallos ab Aquitanis Garumna flumen, a Belgis Matrona et Sequana dividit.',
  ],
  [
    'Kazakh',
    'Барлық адамдар тумысынан азат және қадір-қасиеті мен құқықтары тең болып дүниеге келеді. Адамдарға ақыл-парасат, ар-ождан берілген, сондықтан олар бір-бірімен туыстық, бауырмалдық қарым-қатынас жасаулары тиіс. Әрбір адам осы Декларацияда жарияланған барлық құқықтарға.',
  ],
  ['a few words', 'The quay was old.'],
  ['figures', '1 2 3 4 5 6 7 8 9 10 '.repeat(50)],
  ['a program', 'const x = y.map((z) => z * 2); if (x > 3) return fn(x); '.repeat(20)],
])('nothing is said of %s', (_, text) => {
  expect(languageOf(text)).toBeUndefined();
});
