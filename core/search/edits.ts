/** One-edit neighbours of a word, for mending typing errors against a vocabulary. */

/** The letters that may stand in place of others, for the scripts that are typed by letters. */
const ALPHABETS: ReadonlyArray<readonly [script: RegExp, letters: string]> = [
  [/\p{Script=Latin}/u, 'abcdefghijklmnopqrstuvwxyz'],
  [/\p{Script=Cyrillic}/u, 'абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџ'],
  [/\p{Script=Greek}/u, 'αβγδεζηθικλμνξοπρστυφχψω'],
  [/\p{Script=Arabic}/u, 'ابتثجحخدذرزسشصضطظعغفقكلمنهويةءپچژگ'],
  [/\p{Script=Hebrew}/u, 'אבגדהוזחטיכךלמםנןסעפףצץקרשת'],
  [/\p{Script=Armenian}/u, 'աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև'],
  [/\p{Script=Georgian}/u, 'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ'],
];

/** The letters that a word's own script has; none for scripts that are not in the table. */
function alphabetOf(word: string): string[] {
  const letters = ALPHABETS.find(([script]) => script.test(word))?.[1] ?? '';
  return [...letters];
}

/**
 * All that a folded word becomes by one typing error undone: a letter taken out, put in, replaced,
 * or two neighbours swapped (Damerau, 1964). Without the word itself.
 */
export function oneEdits(word: string): Set<string> {
  const letters = [...word];
  const alphabet = alphabetOf(word);
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

function sortedLetters(word: string): string {
  return [...word].sort().join('');
}

/**
 * How likely a known term is what was meant by a word, to be compared with other candidates for
 * the same word. Typing errors rarely hit the first letter, often swap two, and are more often
 * made in common words.
 */
export function likelihood(word: string, candidate: string, documents: number): number {
  const sameFirst = word.charAt(0) === candidate.charAt(0) ? 3 : 0;
  const swapped = sortedLetters(word) === sortedLetters(candidate) ? 2 : 0;
  return sameFirst + swapped + Math.log1p(documents);
}
