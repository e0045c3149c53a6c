/** Edits of short texts, and what must become of a highlight in them. */

export interface Case {
  name: string;
  /** The old text with the quote between ⟦ and ⟧. */
  old: string;
  /** The new text; what must be found stands between ⟦ and ⟧, unless it is for review. */
  now: string;
  status: 'exact' | 'moved' | 'changed' | 'review';
  /** Also without the old text, where the answer may be more careful; as `status` when not given. */
  alone?: 'exact' | 'moved' | 'changed' | 'review';
}

const LEAD = 'The commission met in the spring of 1921, in a hall that has since burnt down. ';
const NEXT = ' Nobody present could remember who had called for the vote, or why it was so late.';
const TWIN = 'The motion was carried without a single dissenting voice.';
const A = 'On the first evening the delegates from the coast spoke for two hours about grain. ';
const B = ' After supper a telegram arrived from the capital, and the chairman read it twice. ';
const C = ' Snow fell on the third day, and the trains to the north were cancelled until Monday. ';
const D = ' What remained of the treasury was divided among the four provinces by weight. ';
const MANY = Array.from(
  { length: 260 },
  (_, at) =>
    `In year ${1700 + at} the river rose by ${(at * 37) % 91} inches and took ${at % 7} mills.`,
);
const PAGES = MANY.join(' ');
const PAGES_EDITED = MANY.map((one, at) =>
  at % 9 === 4 ? one.replace('rose by', 'had risen by') : at % 31 === 7 ? '' : one,
).join(' ');

export const CASES: readonly Case[] = [
  // Nothing, or only what stands around it
  {
    name: 'unchanged',
    old: `${LEAD}⟦${TWIN}⟧${NEXT}`,
    now: `${LEAD}⟦${TWIN}⟧${NEXT}`,
    status: 'exact',
  },
  {
    name: 'sentence after it rewritten',
    old: `${LEAD}⟦${TWIN}⟧${NEXT}`,
    now: `${LEAD}⟦${TWIN}⟧ It was noted in the book.`,
    status: 'exact',
  },
  {
    name: 'sentence before it rewritten, same length',
    old: `${LEAD}⟦${TWIN}⟧${NEXT}`,
    now: `${'They assembled again once the snow had gone from the hills.'.padEnd(LEAD.length, ' x')}⟦${TWIN}⟧${NEXT}`,
    status: 'exact',
  },
  {
    name: 'typing error on either side corrected',
    old: `The comission met in ⟦spring⟧ of that yaer, in a hall.`,
    now: `The commission met in ⟦spring⟧ of that year, in a hall.`,
    status: 'moved',
  },
  {
    name: 'text added at the end',
    old: `${LEAD}⟦${TWIN}⟧`,
    now: `${LEAD}⟦${TWIN}⟧${NEXT}`,
    status: 'exact',
  },
  {
    name: 'text added at the beginning',
    old: `⟦${TWIN}⟧${NEXT}`,
    now: `${LEAD}⟦${TWIN}⟧${NEXT}`,
    status: 'moved',
  },
  {
    name: 'whole text quoted, text added around',
    old: `⟦${TWIN}⟧`,
    now: `${LEAD}⟦${TWIN}⟧${NEXT}`,
    status: 'moved',
  },
  // Insertions
  {
    name: 'word inserted inside',
    old: `${LEAD}⟦${TWIN}⟧${NEXT}`,
    now: `${LEAD}⟦The motion was carried at once without a single dissenting voice.⟧${NEXT}`,
    status: 'changed',
  },
  {
    name: 'sentence inserted inside',
    old: `${LEAD}⟦${TWIN} ${A.trim()}⟧${NEXT}`,
    now: `${LEAD}⟦${TWIN} Two clerks wrote it down. ${A.trim()}⟧${NEXT}`,
    status: 'changed',
  },
  {
    name: 'words inserted right after it',
    old: `${LEAD}⟦The motion was carried⟧ without a single dissenting voice.${NEXT}`,
    now: `${LEAD}⟦The motion was carried⟧, said the clerk, without a single dissenting voice.${NEXT}`,
    status: 'exact',
  },
  {
    name: 'words inserted right before it',
    old: `${LEAD}⟦The motion⟧ was carried without a single dissenting voice.${NEXT}`,
    now: `${LEAD}To wide surprise ⟦The motion⟧ was carried without a single dissenting voice.${NEXT}`,
    status: 'moved',
  },
  {
    name: 'letter inserted in a word',
    old: `${LEAD}the ⟦comission⟧ voted${NEXT}`,
    now: `${LEAD}the ⟦commission⟧ voted${NEXT}`,
    status: 'changed',
  },
  // Deletions
  {
    name: 'word deleted inside',
    old: `${LEAD}⟦${TWIN}⟧${NEXT}`,
    now: `${LEAD}⟦The motion was carried without a dissenting voice.⟧${NEXT}`,
    status: 'changed',
  },
  {
    name: 'first word deleted',
    old: `${LEAD}⟦Yesterday the motion was carried without a single dissenting voice⟧.${NEXT}`,
    now: `${LEAD}⟦the motion was carried without a single dissenting voice⟧.${NEXT}`,
    status: 'changed',
  },
  {
    name: 'last words deleted',
    old: `${LEAD}⟦The motion was carried without a single dissenting voice at last⟧.${NEXT}`,
    now: `${LEAD}⟦The motion was carried without a single dissenting voice⟧.${NEXT}`,
    status: 'changed',
  },
  {
    name: 'a third of it deleted',
    old: `${LEAD}⟦The motion, which few had read, was carried without a single dissenting voice.⟧${NEXT}`,
    now: `${LEAD}⟦The motion was carried without a single dissenting voice.⟧${NEXT}`,
    status: 'changed',
  },
  // Substitutions, and edits at the very ends
  {
    name: 'word replaced inside',
    old: `${LEAD}⟦${TWIN}⟧${NEXT}`,
    now: `${LEAD}⟦The proposal was carried without a single dissenting voice.⟧${NEXT}`,
    status: 'changed',
  },
  {
    name: 'first word replaced',
    old: `${LEAD}⟦Every motion was carried without a single dissenting voice⟧.${NEXT}`,
    now: `${LEAD}⟦No motion was carried without a single dissenting voice⟧.${NEXT}`,
    status: 'changed',
  },
  {
    name: 'last word replaced',
    old: `${LEAD}⟦The motion was carried without a single dissenting voice⟧.${NEXT}`,
    now: `${LEAD}⟦The motion was carried without a single dissenting member⟧.${NEXT}`,
    status: 'changed',
  },
  {
    name: 'last word grown into a longer one, text before edited',
    old: `${LEAD}⟦they voted for the motion⟧ and left${NEXT}`,
    now: `${LEAD}⟦they then voted for the motions⟧ and left${NEXT}`,
    status: 'changed',
  },
  {
    name: 'last character replaced',
    old: `${LEAD}⟦${TWIN}⟧${NEXT}`,
    now: `${LEAD}⟦The motion was carried without a single dissenting voice!⟧${NEXT}`,
    status: 'changed',
  },
  {
    name: 'every third word replaced',
    old: `${A}⟦The motion was carried by the whole hall without a single dissenting voice in it.⟧${B}`,
    now: `${A}⟦The motion got carried by our whole hall without one single dissenting soul in it.⟧${B}`,
    status: 'changed',
  },
  // Moves
  {
    name: 'sentence and its neighbours moved to the end',
    old: `${LEAD}⟦${TWIN}⟧${NEXT}\n\n${A}\n\n${B}`,
    now: `${A}\n\n${B}\n\n${LEAD}⟦${TWIN}⟧${NEXT}`,
    status: 'moved',
  },
  {
    name: 'paragraph moved, quoted whole',
    old: `${A}\n\n⟦${TWIN}⟧\n\n${B}\n\n${C}`,
    now: `${A}\n\n${B}\n\n${C}\n\n⟦${TWIN}⟧`,
    status: 'moved',
    alone: 'review',
  },
  {
    name: 'paragraph moved and edited elsewhere in it',
    old: `${LEAD}⟦${TWIN}⟧${NEXT}\n\n${A}\n\n${B}`,
    now: `${A}\n\n${B}\n\n${LEAD.replace('1921', '1922')}⟦${TWIN}⟧${NEXT}`,
    status: 'moved',
  },
  {
    name: 'moved and changed',
    old: `${LEAD}⟦${TWIN}⟧${NEXT}\n\n${A}\n\n${B}`,
    now: `${A}\n\n${B}\n\n${LEAD}⟦The motion was passed without a single dissenting voice.⟧${NEXT}`,
    status: 'changed',
  },
  // Repeats
  {
    name: 'word that stands twice, told by context',
    old: `The grain was sold and the ⟦grain⟧ was stored until winter came.`,
    now: `In May the grain was sold and the ⟦grain⟧ was stored until winter came.`,
    status: 'moved',
  },
  {
    name: 'refrain, told by its verse',
    old: `${A}${TWIN}${B}⟦${TWIN}⟧${C}${TWIN}${D}`,
    now: `A note. ${A}${TWIN}${B}⟦${TWIN}⟧${C}${TWIN}${D}`,
    status: 'moved',
  },
  {
    name: 'refrain, its verse edited on one side',
    old: `${A}${TWIN}${B}⟦${TWIN}⟧${C}${TWIN}${D}`,
    now: `${A}${TWIN}${B}⟦${TWIN}⟧ Rain came, and all trains stood still.${C.slice(30)}${TWIN}${D}`,
    status: 'exact',
  },
  {
    name: 'first of two equal sentences deleted',
    old: `${A}⟦${TWIN}⟧${B}${TWIN}${C}`,
    now: `${A}${B.trim()} ${TWIN}${C}`,
    status: 'review',
  },
  {
    name: 'second of two equal sentences deleted',
    old: `${A}${TWIN}${B}⟦${TWIN}⟧${C}`,
    now: `${A}${TWIN}${B.trimEnd()}${C}`,
    status: 'review',
  },
  {
    name: 'the other of two equal sentences deleted',
    old: `${A}${TWIN}${B}⟦${TWIN}⟧${C}`,
    now: `${A}${B.trim()} ⟦${TWIN}⟧${C}`,
    status: 'moved',
  },
  {
    name: 'one of two equal neighbours deleted',
    old: `${A}⟦${TWIN}⟧ ${TWIN}${B}`,
    now: `${A}${TWIN}${B}`,
    status: 'review',
  },
  {
    name: 'two equal sentences, verses swapped',
    old: `${A}⟦${TWIN}⟧${B}\n\n${C}${TWIN}${D}`,
    now: `${C}${TWIN}${D}\n\n${A}⟦${TWIN}⟧${B}`,
    status: 'moved',
  },
  {
    name: 'two equal sentences, both their verses gone',
    old: `${A}⟦${TWIN}⟧${B}\n\n${C}${TWIN}${D}`,
    now: `Mills stood idle. ${TWIN} Then: peace.\n\nMany fled the coast. ${TWIN} Nothing else.`,
    status: 'review',
  },
  {
    name: 'nearly equal sentences, the quoted one edited',
    old: `${A}The price of rye rose by 5 marks.${B}⟦The price of rye rose by 7 marks.⟧${C}`,
    now: `${A}The price of rye rose by 5 marks.${B}⟦The price of rye fell by 7 marks.⟧${C}`,
    status: 'changed',
  },
  {
    name: 'nearly equal neighbour left, the quoted one deleted',
    old: `${A}⟦The price of rye rose by 7 marks.⟧ The price of oats rose by 7 marks.${B}`,
    now: `${A}The price of oats rose by 7 marks.${B}`,
    status: 'review',
  },
  // Orphans
  {
    name: 'quote deleted, context left',
    old: `${A}⟦${TWIN}⟧${B}`,
    now: `${A}${B.trim()}`,
    status: 'review',
  },
  {
    name: 'quote and context deleted',
    old: `${LEAD}⟦${TWIN}⟧${NEXT}\n\n${A}`,
    now: A,
    status: 'review',
  },
  {
    name: 'quote replaced by unrelated words',
    old: `${A}⟦${TWIN}⟧${B}`,
    now: `${A}Eleven ships lay in harbour, empty since June.${B}`,
    status: 'review',
  },
  { name: 'all text gone', old: `${LEAD}⟦${TWIN}⟧${NEXT}`, now: '', status: 'review' },
  {
    name: 'another text altogether',
    old: `${LEAD}⟦${TWIN}⟧${NEXT}`,
    now: `${C}${D}${C}${D}`,
    status: 'review',
  },
  // Writing of the same words
  {
    name: 'quotation marks and apostrophes made typographic',
    old: `${LEAD}⟦He said "it isn't over" and sat down.⟧${NEXT}`,
    now: `${LEAD}⟦He said “it isn’t over” and sat down.⟧${NEXT}`,
    status: 'changed',
  },
  {
    name: 'dashes',
    old: `${LEAD}⟦The vote - all of it - took a day.⟧${NEXT}`,
    now: `${LEAD}⟦The vote — all of it – took a day.⟧${NEXT}`,
    status: 'changed',
  },
  {
    name: 'case',
    old: `${LEAD}⟦The Motion Was Carried⟧ at noon.${NEXT}`,
    now: `${LEAD}⟦THE MOTION WAS CARRIED⟧ at noon.${NEXT}`,
    status: 'changed',
  },
  {
    name: 'white space and no-break spaces',
    old: `${LEAD}⟦The motion was  carried by 300 to 12.⟧${NEXT}`,
    now: `${LEAD}⟦The motion\twas carried by 300\u00a0to\u00a012.⟧${NEXT}`,
    status: 'changed',
  },
  {
    name: 'composed to decomposed',
    old: `${LEAD}⟦Le café où l’on décida était fermé.⟧${NEXT}`,
    now: `${LEAD}⟦${'Le café où l’on décida était fermé.'.normalize('NFD')}⟧${NEXT}`,
    status: 'changed',
  },
  {
    name: 'accents lost',
    old: `${LEAD}⟦Le café où l’on décida était fermé.⟧${NEXT}`,
    now: `${LEAD}⟦Le cafe ou l’on decida etait ferme.⟧${NEXT}`,
    status: 'changed',
  },
  {
    name: 'combining mark at the end stays with its letter',
    old: `${LEAD}⟦the old café⟧, once open.${NEXT}`,
    now: `${LEAD}⟦the old cafe\u0301⟧, once open.${NEXT}`,
    status: 'changed',
  },
  {
    name: 'ligatures and full-width forms',
    old: `${LEAD}⟦the ofﬁcial ﬂag of ＡＢＣ⟧ was raised.${NEXT}`,
    now: `${LEAD}⟦the official flag of ABC⟧ was raised.${NEXT}`,
    status: 'changed',
  },
  {
    name: 'sharp s, dotted I and final sigma',
    old: `${LEAD}⟦STRASSE, İZMİR, ΟΔΟΣ⟧ on the sign.${NEXT}`,
    now: `${LEAD}⟦straße, izmir, οδος⟧ on the sign.${NEXT}`,
    status: 'changed',
  },
  {
    name: 'soft hyphens and zero-width spaces',
    old: `${LEAD}⟦an uncon\u00adsti\u00adtu\u00adtional\u200b vote⟧ was held.${NEXT}`,
    now: `${LEAD}⟦an unconstitutional vote⟧ was held.${NEXT}`,
    status: 'changed',
  },
  // Paragraphs
  {
    name: 'paragraph split inside',
    old: `${LEAD}⟦${TWIN}${NEXT}⟧ ${A}`,
    now: `${LEAD}⟦${TWIN}\n\n${NEXT.trim()}⟧ ${A}`,
    status: 'changed',
  },
  {
    name: 'paragraphs merged',
    old: `${LEAD}⟦${TWIN}\n\n${NEXT.trim()}⟧ ${A}`,
    now: `${LEAD}⟦${TWIN}${NEXT}⟧ ${A}`,
    status: 'changed',
  },
  {
    name: 'paragraph split right before it',
    old: `${LEAD}⟦${TWIN}⟧${NEXT}`,
    now: `${LEAD.trim()}\n\n⟦${TWIN}⟧${NEXT}`,
    status: 'moved',
  },
  {
    name: 'over two paragraphs, the second edited',
    old: `${LEAD}⟦${TWIN}\n\nNobody present could remember⟧ who had called for the vote.`,
    now: `${LEAD}⟦${TWIN}\n\nNobody who was present could remember⟧ who had called for the vote.`,
    status: 'changed',
  },
  // Scripts
  {
    name: 'Arabic, word added',
    old: `اجتمع أعضاء المجلس في الربيع. ⟦تمت الموافقة على الاقتراح دون اعتراض.⟧ ثم غادروا القاعة في المساء.`,
    now: `اجتمع أعضاء المجلس في الربيع. ⟦تمت الموافقة على الاقتراح أخيرا دون اعتراض.⟧ ثم غادروا القاعة في المساء.`,
    status: 'changed',
  },
  {
    name: 'Arabic, vowels and tatweel',
    old: `اجتمع أعضاء المجلس في الربيع. ⟦تمّت المُوافقة على الاقتــراح⟧ ثم غادروا القاعة في المساء.`,
    now: `اجتمع أعضاء المجلس في الربيع. ⟦تمت الموافقة على الاقتراح⟧ ثم غادروا القاعة في المساء.`,
    status: 'changed',
  },
  {
    name: 'Hebrew, text before',
    old: `המועצה התכנסה באביב. ⟦ההצעה התקבלה פה אחד.⟧ אחר כך יצאו כולם אל הכיכר.`,
    now: `בשנה ההיא, כך נכתב, המועצה התכנסה באביב. ⟦ההצעה התקבלה פה אחד.⟧ אחר כך יצאו כולם אל הכיכר.`,
    status: 'moved',
  },
  {
    name: 'Hebrew, points lost',
    old: `המועצה התכנסה באביב. ⟦הַהַצָּעָה הִתְקַבְּלָה פֶּה אֶחָד.⟧ אחר כך יצאו כולם אל הכיכר.`,
    now: `המועצה התכנסה באביב. ⟦ההצעה התקבלה פה אחד.⟧ אחר כך יצאו כולם אל הכיכר.`,
    status: 'changed',
  },
  {
    name: 'Chinese, characters replaced',
    old: `委员会于一九二一年春天召开会议。⟦该动议在没有任何反对意见的情况下获得通过。⟧之后代表们离开了大厅。`,
    now: `委员会于一九二一年春天召开会议。⟦该提案在没有任何反对意见的情况下获得通过。⟧之后代表们离开了大厅。`,
    status: 'changed',
  },
  {
    name: 'Japanese, two characters, told by context',
    old: `春の会議で決議が出され、夏の会議で⟦決議⟧が可決された。`,
    now: `記録によれば、春の会議で決議が出され、夏の会議で⟦決議⟧が可決された。`,
    status: 'moved',
  },
  {
    name: 'Hangul, syllables to jamo',
    old: `위원회는 봄에 모였다. ⟦안건은 반대 없이 통과되었다.⟧ 그 뒤 모두 떠났다.`,
    now: `위원회는 봄에 모였다. ⟦${'안건은 반대 없이 통과되었다.'.normalize('NFD')}⟧ 그 뒤 모두 떠났다.`,
    status: 'changed',
  },
  {
    name: 'Hangul, particle changed',
    old: `위원회는 봄에 모였다. ⟦그 안건은 반대 없이 통과되었다.⟧ 그 뒤 모두 떠났다.`,
    now: `위원회는 봄에 모였다. ⟦그 안건이 반대 없이 통과되었다.⟧ 그 뒤 모두 떠났다.`,
    status: 'changed',
  },
  {
    name: 'Devanagari, word added',
    old: `समिति वसंत में मिली। ⟦प्रस्ताव बिना विरोध के पारित हुआ।⟧ फिर सब चले गए।`,
    now: `समिति वसंत में मिली। ⟦प्रस्ताव अंत में बिना विरोध के पारित हुआ।⟧ फिर सब चले गए।`,
    status: 'changed',
  },
  {
    name: 'emoji and joined emoji at the ends',
    old: `${LEAD}⟦👩🏽‍🚀 flew to the moon and back 👨‍👩‍👧‍👦⟧ they say.${NEXT}`,
    now: `${LEAD}⟦👩🏽‍🚀 flew to the red moon and back 👨‍👩‍👧‍👦⟧ they say.${NEXT}`,
    status: 'changed',
  },
  {
    name: 'emoji quoted alone, told by context',
    old: `Weather: 🌧️ at dawn, then ⟦🌧️⟧ at noon, and clear by night.`,
    now: `Weather seen: 🌧️ at dawn, then ⟦🌧️⟧ at noon, and clear by night.`,
    status: 'moved',
  },
  {
    name: 'skin tone of an emoji changed',
    old: `${LEAD}⟦everyone said 👍 to it⟧ at once.${NEXT}`,
    now: `${LEAD}⟦everyone said 👍🏿 to it⟧ at once.${NEXT}`,
    status: 'changed',
  },
  // Very short and very long
  {
    name: 'one letter, told by context',
    old: `Take point A, then point ⟦B⟧, and draw a line to point C.`,
    now: `First take point A, then point ⟦B⟧, and draw a line to point C.`,
    status: 'moved',
  },
  {
    name: 'one word deleted, the same word elsewhere',
    old: `${A}The ⟦grain⟧ price rose sharply in the month of June, said the clerk.${C}`,
    now: `${A}The price rose sharply in the month of June, said the clerk.${C}`,
    status: 'review',
  },
  {
    name: 'one word left only inside another',
    old: `${LEAD}they had a ⟦cat⟧ in the hall.${NEXT}\n\n${A}`,
    now: `${A}They concatenate.`,
    status: 'review',
  },
  {
    name: 'of 3,000 words, edited throughout',
    old: `${LEAD}⟦${PAGES}⟧${NEXT}`,
    now: `${LEAD}⟦${PAGES_EDITED}⟧${NEXT}`,
    status: 'changed',
  },
  {
    name: 'of 3,000 words, moved',
    old: `${LEAD}⟦${PAGES}⟧${NEXT}`,
    now: `${A}${B}${LEAD}⟦${PAGES}⟧${NEXT}`,
    status: 'moved',
  },
  {
    name: 'of 3,000 words, first and last pages deleted',
    old: `${LEAD}⟦${PAGES}⟧${NEXT}`,
    now: `${LEAD}⟦${MANY.slice(20, 240).join(' ')}⟧${NEXT}`,
    status: 'changed',
  },
];
