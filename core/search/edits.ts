/**
 * Typing errors: the one-edit neighbours of a word, and how likely each is what was meant. The model
 * is that of a noisy channel (Kernighan, Church and Gale, 1990, "A spelling correction program based
 * on a noisy channel model"): how common the word is, times how easily it becomes what was typed.
 */

/** The letters that may stand in place of others, by script, when no vocabulary tells them. */
const ALPHABETS: ReadonlyArray<readonly [script: RegExp, letters: string]> = [
  [/\p{Script=Latin}/u, 'abcdefghijklmnopqrstuvwxyz'],
  [/\p{Script=Cyrillic}/u, 'абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџ'],
  [/\p{Script=Greek}/u, 'αβγδεζηθικλμνξοπρστυφχψω'],
  [/\p{Script=Arabic}/u, 'ابتثجحخدذرزسشصضطظعغفقكلمنهويةءپچژگ'],
  [/\p{Script=Hebrew}/u, 'אבגדהוזחטיכךלמםנןסעפףצץקרשת'],
  [/\p{Script=Devanagari}/u, 'अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहािीुूेैोौं्ँः'],
  [/\p{Script=Armenian}/u, 'աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև'],
  [/\p{Script=Georgian}/u, 'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ'],
];

/** The letters of the script that a word begins with, out of the built-in alphabets. */
export function builtInAlphabet(word: string): readonly string[] {
  return [...(ALPHABETS.find(([script]) => script.test(word))?.[1] ?? '')];
}

/**
 * All that a folded word becomes by one typing error undone: a letter taken out, put in, replaced,
 * or two neighbours swapped (Damerau, 1964). Without the word itself.
 */
export function oneEdits(word: string, alphabet: readonly string[]): Set<string> {
  const letters = [...word];
  const edits = new Set<string>();
  for (let at = 0; at <= letters.length; at += 1) {
    const before = letters.slice(0, at).join('');
    const [here = '', next = ''] = letters.slice(at, at + 2);
    const after = letters.slice(at + 1).join('');
    for (const letter of alphabet) {
      edits.add(before + letter + here + after);
      if (here !== '') edits.add(before + letter + after);
    }
    if (here !== '') edits.add(before + after);
    if (next !== '') edits.add(before + next + here + letters.slice(at + 2).join(''));
  }
  edits.delete(word);
  return edits;
}

/** The rows of keyboards, letters that are neighbours beside each other. */
const KEYBOARDS = [
  ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'],
  ['ςερτυθιοπ', 'ασδφγηξκλ', 'ζχψωβνμ'],
  ['קראטוןםפ', 'שדגכעיחלךף', 'זסבהנמצתץ'],
] as const;

const NEIGHBOURS = new Map<string, Set<string>>();
for (const rows of KEYBOARDS) {
  rows.forEach((row, y) => {
    Array.from(row).forEach((letter, x) => {
      const near = new Set<string>();
      for (const [dy, dx] of [
        [0, -1],
        [0, 1],
        [-1, 0],
        [-1, 1],
        [1, -1],
        [1, 0],
      ] as const) {
        const other = Array.from(rows[y + dy] ?? '')[x + dx];
        if (other !== undefined) near.add(other);
      }
      NEIGHBOURS.set(letter, near);
    });
  });
}

function areNeighbours(one: string, other: string): boolean {
  return NEIGHBOURS.get(one)?.has(other) === true;
}

/** Letters that a finger may hit instead of one; for scripts whose keyboards are not known, too. */
const NEAR_KEYS = 5;
const ALL_KEYS = 26;
/** How much less likely an error is in the first letter than in another one. */
const FIRST_LETTER = Math.log(0.35);
/** A letter doubled, or one of two left out, beside other letters put in or left out. */
const DOUBLED = Math.log(2);

/** The logarithm of how likely `word`, one edit away, was typed for `meant`. */
function channel(word: readonly string[], meant: readonly string[]): number {
  let start = 0;
  while (start < word.length && start < meant.length && word[start] === meant[start]) start += 1;
  const first = start === 0 ? FIRST_LETTER : 0;
  const length = meant.length;
  if (word.length < meant.length) {
    const isDouble = meant[start] === meant[start - 1] || meant[start] === meant[start + 1];
    return first - Math.log(length) + (isDouble ? DOUBLED : 0);
  }
  if (word.length > meant.length) {
    const extra = word[start] ?? '';
    const before = word[start - 1] ?? '';
    const near =
      before === extra ||
      areNeighbours(before, extra) ||
      areNeighbours(word[start + 1] ?? '', extra);
    return first - Math.log(length + 1) + Math.log(0.5 / ALL_KEYS + (near ? 0.5 / NEAR_KEYS : 0));
  }
  if (word[start] === meant[start + 1] && word[start + 1] === meant[start]) {
    return first - Math.log(Math.max(1, length - 1));
  }
  const near = areNeighbours(word[start] ?? '', meant[start] ?? '');
  return first - Math.log(length) + Math.log(0.5 / ALL_KEYS + (near ? 0.5 / NEAR_KEYS : 0));
}

/** How likely a known term is what was meant by a word one edit away, as a logarithm. */
export function likelihood(word: string, candidate: string, times: number): number {
  return Math.log(times + 0.5) + channel([...word], [...candidate]);
}
