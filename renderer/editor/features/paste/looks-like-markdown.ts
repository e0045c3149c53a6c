/** What Markdown writes at the beginning of a line, and what it never means by chance. */
const LINE_SIGNS: readonly RegExp[] = [
  /^#{1,6}\s+\S/,
  /^\s*[-*+]\s+\S/,
  /^\s*\d{1,3}[.)]\s+\S/,
  /^\s*[-*+]\s+\[[ xX]\]\s/,
  /^\s*>\s?\S/,
  /^\s*(```|~~~)/,
  /^\s*\|.*\|\s*$/,
  /^(-{3,}|\*{3,}|_{3,})\s*$/,
];

const INLINE_SIGNS: readonly RegExp[] = [
  /(?<![\w*])\*\*[^\s*][^*\n]*\*\*(?!\w)/,
  /(?<!\w)__[^\s_][^_\n]*__(?!\w)/,
  /(?<!\w)~~[^\s~][^~\n]*~~(?!\w)/,
  /(?<!!)\[[^\]\n]+\]\((https?:|mailto:)[^)\s]+\)/,
  /(?<![\w`])`[^`\n]+`(?!\w)/,
];

/** Lines that are one alone only by chance: a dialogue's dash, a numbered paragraph, a mail's ">". */
const DOUBTFUL = /^\s*([-*+]|\d{1,3}[.)]|>)/;

/**
 * Says whether plain text was written as Markdown: it has several of its signs, or one that means
 * nothing else (a heading, a fence, a table's row with its line).
 */
export function looksLikeMarkdown(text: string): boolean {
  const lines = text.split(/\r?\n/).slice(0, 2000);
  const signs = lines.filter((line) => LINE_SIGNS.some((sign) => sign.test(line)));
  const sure = signs.filter((line) => !DOUBTFUL.test(line));
  const inline = INLINE_SIGNS.filter((sign) => sign.test(text)).length;
  const isHeading = lines.some((line) => /^#{1,6}\s+\S/.test(line)) && lines.length > 1;
  const isFenced = lines.filter((line) => /^\s*(```|~~~)/.test(line)).length >= 2;
  const isTable = lines.some((line) => /^\s*\|?(\s*:?-{3,}:?\s*\|)+(\s*:?-{3,}:?\s*)?$/.test(line));
  if (isHeading || isFenced || isTable) return true;
  return signs.length + inline >= 2 && (sure.length + inline > 0 || signs.length >= 2);
}
