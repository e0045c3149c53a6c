/**
 * Formulas for the compiler: TeX turned into Typst's own notation, and tried, since one formula
 * that can't be set must not cost the whole export.
 */
import { tex2typst } from 'tex2typst';
import type { CaseDocument } from './case-document.ts';
import { whichWork } from './trial.ts';
import { walkDocument } from './walk.ts';

/** Longest TeX that is turned into a formula, in UTF-16 code units. */
const MAX_LENGTH = 5000;
/** Deepest nesting of braces that is. */
const MAX_DEPTH = 60;
const SHOWN_LENGTH = 80;

/** TeX that says how large or where something is set, which Typst decides by itself. */
const LAYOUT_ONLY =
  /\\(?:limits|nolimits|nonumber|notag|[bB]igg?[lrm]?)(?![A-Za-z])|\\(?:begin|end)\{equation\*?\}/g;

function depthOf(tex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of tex) {
    if (character === '{') deepest = Math.max(deepest, (depth += 1));
    if (character === '}') depth -= 1;
  }
  return deepest;
}

/**
 * Says whether converted code is a formula and nothing else. The converter writes no other, but
 * the code is evaluated: what could leave mathematics ("#", the standard library) is refused.
 */
function isPure(typst: string): boolean {
  const bare = typst.replace(/"(?:[^"\\]|\\.)*"/gs, '""');
  return !/#(?!(?:none|center|left|right)\b)|\bstd\b|"(?!")/.test(bare.replaceAll('""', ''));
}

type Conversion = { typst: string } | { why: string };

/** Converts TeX to Typst's notation, or says why it can't be. */
export function convertFormula(tex: string): Conversion {
  if (tex.length > MAX_LENGTH || depthOf(tex) > MAX_DEPTH) return { why: 'it is too long' };
  try {
    const source = tex
      .replace(LAYOUT_ONLY, ' ')
      .replaceAll('\\stackrel', '\\overset')
      // The converter leaves quotation marks as they are, within a string as well.
      .replace(/(?<!\\)"/g, '\\"');
    const typst = tex2typst(source, { nonStrict: false }).trim();
    if (typst === '') return { why: 'it is empty' };
    return isPure(typst) ? { typst } : { why: 'it is not a formula only' };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const command = /^Unknown token: (\\[A-Za-z]+)/.exec(message)?.[1];
    const why = command === undefined ? 'its TeX could not be read' : `“${command}” is not known`;
    return { why };
  }
}

/**
 * Gives every formula that can be set its Typst form, in place. `works` tries a list of them at
 * once. Returns a sentence on each of the others; their TeX is printed.
 */
export function settleFormulas(
  document: CaseDocument,
  works: (formulas: readonly string[]) => boolean,
): string[] {
  const conversions = new Map<string, Conversion>();
  walkDocument(document, {
    formula: ({ tex }) => {
      if (!conversions.has(tex)) conversions.set(tex, convertFormula(tex));
    },
  });
  const converted = [...conversions.values()].flatMap((one) => ('typst' in one ? one.typst : []));
  const good = new Set(whichWork([...new Set(converted)], works));
  const sentences = new Map<string, string>();
  walkDocument(document, {
    formula: (formula, shown, place) => {
      const conversion = conversions.get(formula.tex) ?? { why: 'its TeX could not be read' };
      if ('typst' in conversion && good.has(conversion.typst)) formula.typst = conversion.typst;
      else {
        const why = 'why' in conversion ? conversion.why : 'the typesetter does not take it';
        const cut = shown.length > SHOWN_LENGTH ? `${shown.slice(0, SHOWN_LENGTH)}…` : shown;
        const sentence = `The formula “${cut.toWellFormed()}” in ${place}, which is printed as its TeX: ${why}.`;
        sentences.set(sentence, sentence);
      }
    },
  });
  return [...sentences.values()];
}
