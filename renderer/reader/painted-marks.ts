/** Finds the painted highlights on the page again. */

/** The parts that a highlight is painted in. */
export function marksOf(column: Element | null, id: string): Element[] {
  return [...(column?.querySelectorAll(`[data-highlight="${CSS.escape(id)}"]`) ?? [])];
}

/** The ids of the highlights over an element of the text, innermost first. */
export function highlightIdsAt(target: EventTarget | null): string[] {
  const ids: string[] = [];
  for (
    let mark = target instanceof Element ? target.closest('[data-highlight]') : null;
    mark !== null;
    mark = mark.parentElement?.closest('[data-highlight]') ?? null
  ) {
    ids.push(mark.getAttribute('data-highlight') ?? '');
  }
  return ids;
}

/** The ids of the highlights in an element, in the order of the text, each once. */
export function highlightIdsIn(element: Element): string[] {
  const marks = [...element.querySelectorAll('[data-highlight]')];
  return [...new Set(marks.map((mark) => mark.getAttribute('data-highlight') ?? ''))];
}
