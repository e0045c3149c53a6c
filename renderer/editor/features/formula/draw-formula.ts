import { formulaProblem } from './formula-problem.ts';
import type { katex as katexLibrary } from './katex.ts';

type Katex = typeof katexLibrary;

/** What a formula may do at most: it is text from anywhere, so it can't link, load or grow. */
const LIMITS = { trust: false, maxExpand: 1000, maxSize: 40, strict: 'ignore' } as const;

let katex: Katex | undefined;
let loading: Promise<Katex> | undefined;

function load(): Promise<Katex> {
  loading ??= import('./katex.ts').then((module) => (katex = module.katex));
  return loading;
}

export interface Drawing {
  tex: string;
  /** Larger, on a line of its own. */
  display: boolean;
}

/** What each element shows, so that a drawing that had to wait can't replace a newer one. */
const shown = new WeakMap<Element, Drawing>();

function drawWith(library: Katex, element: HTMLElement, { tex, display }: Drawing): void {
  delete element.dataset['problem'];
  element.removeAttribute('title');
  try {
    // Builds elements, and sets their looks as properties: no markup is parsed, and the strict
    // content policy of the page allows it.
    library.render(tex, element, { ...LIMITS, displayMode: display, throwOnError: true });
  } catch (error) {
    // Its source is shown, marked, so that nothing of it is lost.
    element.textContent = tex;
    element.dataset['problem'] = '';
    if (error instanceof Error) element.title = formulaProblem(error);
  }
}

/** Draws a formula into an element; its source stands there until KaTeX is loaded. */
export function drawFormula(element: HTMLElement, drawing: Drawing): void {
  shown.set(element, drawing);
  if (katex !== undefined) {
    drawWith(katex, element, drawing);
    return;
  }
  element.textContent = drawing.tex;
  void load().then(
    (library) => {
      if (shown.get(element) === drawing) drawWith(library, element, drawing);
    },
    () => {
      element.dataset['problem'] = '';
      element.title = 'The part of Casebook that sets formulas could not be loaded.';
    },
  );
}

/** A sentence on what is wrong with a formula; undefined when it can be set. */
export async function checkFormula({ tex, display }: Drawing): Promise<string | undefined> {
  const library = await load();
  try {
    library.render(tex, document.createElement('span'), {
      ...LIMITS,
      displayMode: display,
      throwOnError: true,
    });
    return undefined;
  } catch (error) {
    return formulaProblem(error instanceof Error ? error : new Error(String(error)));
  }
}
