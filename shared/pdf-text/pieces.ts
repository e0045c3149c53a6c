/** From a page's text items to pieces that stand upright, without what was drawn twice. */
import type { MarkedContent, PageContent, Piece, TextItem } from './page.ts';

/** Which way lines run: to the right, downwards, upside down, upwards. */
export type Heading = 0 | 1 | 2 | 3;

/** All pieces of a page that run the same way. */
export interface PieceGroup {
  heading: Heading;
  /** Size of the page in the group's upright space. */
  width: number;
  height: number;
  pieces: Piece[];
}

/** Most degrees that a line may be off the axes: scans lean, watermarks slant. */
const MAX_LEAN = 15;

function isText(item: TextItem | MarkedContent): item is TextItem {
  return 'str' in item;
}

/**
 * Letters in the form they are drawn in: ligatures, Arabic and Hebrew presentation forms, radicals
 * that stand for their ideographs, punctuation for vertical lines.
 */
const DRAWN_FORMS =
  /[\ufb00-\ufdcf\ufdf0-\ufdff\ufe10-\ufe19\ufe70-\ufefc\u2f00-\u2fdf\u2e9f\u2ed1-\u2ef3]/gu;

function plain(text: string): string {
  return text.replace(DRAWN_FORMS, (letter) => letter.normalize('NFKC'));
}

function compose(m: readonly number[], t: readonly number[]): number[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m;
  const [p = 1, q = 0, r = 0, s = 1, u = 0, v = 0] = t;
  return [
    a * p + c * q,
    b * p + d * q,
    a * r + c * s,
    b * r + d * s,
    a * u + c * v + e,
    b * u + d * v + f,
  ];
}

function headingOf(a: number, b: number): Heading | undefined {
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  const quarter = Math.round(degrees / 90);
  if (Math.abs(degrees - quarter * 90) > MAX_LEAN) return undefined;
  return (((quarter % 4) + 4) % 4) as Heading;
}

/** A point of the page in the upright space of a heading. */
function upright(heading: Heading, x: number, y: number, page: PageContent): [number, number] {
  switch (heading) {
    case 0:
      return [x, y];
    case 1:
      return [y, page.width - x];
    case 2:
      return [page.width - x, page.height - y];
    case 3:
      return [page.height - y, x];
  }
}

function placed(
  item: TextItem,
  page: PageContent,
):
  | (Omit<Piece, 'item' | 'artifact'> & {
      heading: Heading;
    })
  | undefined {
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = compose(page.transform, item.transform);
  const size = Math.hypot(c, d);
  if (![x, y, size, item.width, item.height].every(Number.isFinite)) return undefined;
  if (size < 0.5 || size > 2000) return undefined;
  const vertical = page.verticalFonts.has(item.fontName);
  const heading = vertical ? 1 : headingOf(a, b);
  if (heading === undefined) return undefined;
  const [along, across] = upright(heading, x, y, page);
  const length = Math.abs(vertical ? item.height : item.width);
  return {
    heading,
    text: plain(item.str),
    left: along,
    right: along + length,
    // A line that runs downwards has its middle, not its foot, where the file says it is.
    baseline: vertical ? across + size * 0.3 : across,
    size,
    font: item.fontName,
  };
}

/** Says whether two pieces are one, drawn twice with a hair's breadth between for a bolder look. */
function isDouble(a: Piece, b: Piece): boolean {
  const near = Math.max(0.6, a.size * 0.12);
  return (
    a.text === b.text &&
    Math.abs(a.left - b.left) < near &&
    Math.abs(a.baseline - b.baseline) < near &&
    Math.abs(a.size - b.size) < 0.2 * a.size
  );
}

function withoutDoubles(pieces: readonly Piece[]): Piece[] {
  const seen = new Map<string, Piece[]>();
  return pieces.filter((piece) => {
    const same = seen.get(piece.text);
    if (same === undefined) {
      seen.set(piece.text, [piece]);
      return true;
    }
    // The double comes soon after; looking at all of a page's full stops would take too long.
    if (same.slice(-64).some((other) => isDouble(other, piece))) return false;
    same.push(piece);
    return true;
  });
}

/**
 * The pieces of a page, by the way their lines run, the way of most text first. Text that slants
 * (a watermark) and empty items are left out; of text drawn twice in one place, one is kept.
 */
export function piecesOf(page: PageContent): PieceGroup[] {
  const groups = new Map<Heading, Piece[]>();
  const open: Array<{ id: string | undefined; artifact: boolean }> = [];
  page.items.forEach((item, index) => {
    if (!isText(item)) {
      if (item.type === 'endMarkedContent') open.pop();
      else open.push({ id: item.id ?? undefined, artifact: item.tag === 'Artifact' });
      return;
    }
    if (item.str.trim() === '') return;
    const place = placed(item, page);
    if (place === undefined) return;
    const { heading, ...piece } = place;
    const content = open.findLast(({ id }) => id !== undefined)?.id;
    const artifact = open.some((mark) => mark.artifact);
    const group = groups.get(heading) ?? [];
    groups.set(heading, group);
    group.push({ ...piece, item: index, content, artifact });
  });
  const weight = (pieces: readonly Piece[]): number =>
    pieces.reduce((sum, { text }) => sum + text.length, 0);
  return [...groups]
    .map(([heading, pieces]) => ({
      heading,
      width: heading % 2 === 0 ? page.width : page.height,
      height: heading % 2 === 0 ? page.height : page.width,
      pieces: withoutDoubles(pieces),
    }))
    .sort((a, b) => weight(b.pieces) - weight(a.pieces));
}
