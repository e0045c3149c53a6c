/** Formulas of Word (Office Math) as a line of text: a² over b is "(a²)/(b)", with marks for raised. */
import { MARKS, type Mark, type Run } from '../../shared/document.ts';
import { childElement, xmlAttribute, xmlText, type XmlElement } from './xml.ts';

function marked(runs: readonly Run[], mark: Mark): Run[] {
  return runs.map((run) => {
    const set = new Set([...(run.marks ?? []), mark]);
    return { ...run, marks: MARKS.filter((each) => set.has(each)) };
  });
}

function inParentheses(runs: readonly Run[]): Run[] {
  const text = runs.map((run) => run.text).join('');
  return /^[\p{L}\p{N}.]*$/u.test(text) ? [...runs] : [{ text: '(' }, ...runs, { text: ')' }];
}

/** The runs of a formula. */
export function mathRuns(element: XmlElement | undefined): Run[] {
  if (element === undefined) return [];
  const part = (name: string): Run[] => mathRuns(childElement(element, name));
  const sign = (name: string, usual: string): string =>
    xmlAttribute(childElement(childElement(element, `${element.name}Pr`), name), 'val') ?? usual;
  switch (element.name) {
    case 'f':
      return [...inParentheses(part('num')), { text: '/' }, ...inParentheses(part('den'))];
    case 'sSup':
      return [...part('e'), ...marked(part('sup'), 'sup')];
    case 'sSub':
      return [...part('e'), ...marked(part('sub'), 'sub')];
    case 'sSubSup':
      return [...part('e'), ...marked(part('sub'), 'sub'), ...marked(part('sup'), 'sup')];
    case 'rad':
      return [...marked(part('deg'), 'sup'), { text: '√' }, ...inParentheses(part('e'))];
    case 'd':
      return [{ text: sign('begChr', '(') }, ...inside(element), { text: sign('endChr', ')') }];
    case 'nary': {
      const limits = [...marked(part('sub'), 'sub'), ...marked(part('sup'), 'sup')];
      return [{ text: sign('chr', '∫') }, ...limits, ...part('e')];
    }
    case 'mr':
      return [...inside(element), { text: '; ' }];
    case 't':
      return [{ text: xmlText(element) }];
    default:
      return inside(element);
  }
}

function inside(element: XmlElement): Run[] {
  return element.children.flatMap((node) => (typeof node === 'string' ? [] : mathRuns(node)));
}
