/**
 * Texts that were laid out in pages, as RFCs and old manuals are: form feeds part them, and the same
 * lines stand at the head or foot of each. Pure.
 */

export interface TextPage {
  /** The number that the page says it has, else its place. */
  label: string;
  lines: string[];
}

/** Pages at least, of which more than half have a line in common, before it is taken for a head. */
const LEAST_PAGES = 3;

/** A line as it would be on every page: numbers and spaces make no difference. */
function shapeOf(line: string | undefined): string {
  return (line ?? '').replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();
}

function withoutBlankEnds(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first === -1) return [];
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(first, last + 1);
}

/** The shape that most pages have in a place, when it is one of head or foot. */
function commonShape(lines: ReadonlyArray<string | undefined>): string | undefined {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(shapeOf(line), (counts.get(shapeOf(line)) ?? 0) + 1);
  const most = [...counts].reduce<[string, number]>(
    (best, each) => (each[1] > best[1] ? each : best),
    ['', 0],
  );
  const [shape, count] = most;
  return shape !== '' && count >= LEAST_PAGES - 1 && count > lines.length / 2 ? shape : undefined;
}

function numberIn(line: string | undefined): string | undefined {
  return /(?:\[?\b(?:page|p\.|seite|s\.)\s*|^[\s-–]*|\s{3,})(\d{1,4})\]?[\s-–]*$/i.exec(
    line ?? '',
  )?.[1];
}

/**
 * The pages of a text with form feeds, without the heads and feet that they share; undefined for a
 * text without pages.
 */
export function pagesOf(text: string): TextPage[] | undefined {
  const raw = text
    .split('\f')
    .map((page) => withoutBlankEnds(page.split('\n')))
    .filter((lines) => lines.length > 0);
  if (raw.length < 2) return undefined;
  const several = raw.length >= LEAST_PAGES;
  // The first page often has a head of its own, and the last no foot.
  const head = several ? commonShape(raw.slice(1).map((lines) => lines[0])) : undefined;
  const foot = several ? commonShape(raw.slice(0, -1).map((lines) => lines.at(-1))) : undefined;
  return raw.map((lines, at) => {
    const hasHead = head !== undefined && shapeOf(lines[0]) === head;
    const hasFoot = foot !== undefined && lines.length > 1 && shapeOf(lines.at(-1)) === foot;
    const said =
      (hasFoot ? numberIn(lines.at(-1)) : undefined) ?? (hasHead ? numberIn(lines[0]) : undefined);
    const kept = lines.slice(hasHead ? 1 : 0, hasFoot ? -1 : undefined);
    return { label: said ?? String(at + 1), lines: withoutBlankEnds(kept) };
  });
}
