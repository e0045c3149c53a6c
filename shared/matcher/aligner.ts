/**
 * Edit distance of a pattern to a stretch of text, 32 cells at a time: Myers' bit-vector algorithm
 * (1999, Journal of the ACM 46(3)) in blocks, with the vectors of every column kept so that the
 * alignment can be read off afterwards (as Hyyrö describes, 2004, Prague Stringology Conference). With a free start it answers
 * Sellers' question (1980, Journal of Algorithms 1(4)): where does the pattern fit best?
 */

/** A stretch of folded symbols. */
export interface Stretch {
  symbols: Int32Array;
  from: number;
  to: number;
}

/** What is fixed: whether the pattern must begin, and end, where the stretch does. */
export interface Pins {
  start: boolean;
  end: boolean;
}

/** Symbols from here on are rare enough to be looked up in a map. */
const ASTRAL = 0x10000;

/** A work bench for alignments; its memory is used again from one to the next. */
export class Aligner {
  /** By code point: which row of `rows` says where the pattern has it; 0 for nowhere. */
  private readonly rowOf = new Int32Array(ASTRAL);
  private readonly astralRows = new Map<number, number>();
  private rows = new Int32Array(1024);
  private plus = new Int32Array(64);
  private minus = new Int32Array(64);
  private plusAt = new Int32Array(1024);
  private minusAt = new Int32Array(1024);
  private words = 0;
  private pattern: Stretch = { symbols: new Int32Array(0), from: 0, to: 0 };
  private text: Stretch = this.pattern;
  /** Where the best alignment ends: a place in the text, exclusive. */
  end = 0;

  /** The least number of insertions, deletions and substitutions; `keep` allows `readOff` after. */
  distance(pattern: Stretch, text: Stretch, pins: Pins, keep = false): number {
    const length = pattern.to - pattern.from;
    const columns = text.to - text.from;
    this.pattern = pattern;
    this.text = text;
    this.end = pins.end ? text.to : text.from;
    if (length === 0) return pins.end && pins.start ? columns : 0;
    if (columns <= 0) return length;
    const words = (length + 31) >>> 5;
    this.words = words;
    this.prepare(pattern, words);
    if (keep) this.reserve(words * columns);
    const best = this.fill(text, length, pins, keep);
    for (let at = pattern.from; at < pattern.to; at += 1) {
      const symbol = pattern.symbols[at] ?? 0;
      if (symbol < ASTRAL) this.rowOf[symbol] = 0;
    }
    this.astralRows.clear();
    return best;
  }

  private row(symbol: number): number {
    return symbol < ASTRAL ? (this.rowOf[symbol] ?? 0) : (this.astralRows.get(symbol) ?? 0);
  }

  private prepare({ symbols, from, to }: Stretch, words: number): void {
    const needed = (to - from + 1) * words;
    if (this.rows.length < needed) this.rows = new Int32Array(needed * 2);
    if (this.plus.length < words) {
      this.plus = new Int32Array(words * 2);
      this.minus = new Int32Array(words * 2);
    }
    this.rows.fill(0, 0, words);
    let used = 0;
    for (let at = from; at < to; at += 1) {
      const symbol = symbols[at] ?? 0;
      let row = this.row(symbol);
      if (row === 0) {
        used += 1;
        row = used;
        if (symbol < ASTRAL) this.rowOf[symbol] = row;
        else this.astralRows.set(symbol, row);
        this.rows.fill(0, row * words, (row + 1) * words);
      }
      const place = row * words + ((at - from) >>> 5);
      this.rows[place] = (this.rows[place] ?? 0) | (1 << ((at - from) & 31));
    }
    this.plus.fill(-1, 0, words);
    this.minus.fill(0, 0, words);
  }

  private reserve(cells: number): void {
    if (this.plusAt.length >= cells) return;
    this.plusAt = new Int32Array(cells * 2);
    this.minusAt = new Int32Array(cells * 2);
  }

  private fill(text: Stretch, length: number, pins: Pins, keep: boolean): number {
    const { rows, plus, minus, plusAt, minusAt, words } = this;
    const lastBit = 1 << ((length - 1) & 31);
    const top = pins.start ? 1 : 0;
    let score = length;
    let best = pins.end ? Infinity : length;
    let kept = 0;
    for (let column = text.from; column < text.to; column += 1) {
      const row = this.row(text.symbols[column] ?? 0) * words;
      let carry = top;
      for (let word = 0; word < words; word += 1) {
        const vp = plus[word] ?? 0;
        const vn = minus[word] ?? 0;
        let equal = rows[row + word] ?? 0;
        const xv = equal | vn;
        if (carry < 0) equal |= 1;
        const xh = ((((equal & vp) + vp) | 0) ^ vp) | equal;
        let hp = vn | ~(xh | vp);
        let hn = vp & xh;
        const bit = word === words - 1 ? lastBit : 0x80000000 | 0;
        const out = (hp & bit) !== 0 ? 1 : (hn & bit) !== 0 ? -1 : 0;
        hp = (hp << 1) | (carry > 0 ? 1 : 0);
        hn = (hn << 1) | (carry < 0 ? 1 : 0);
        const nextPlus = hn | ~(xv | hp);
        const nextMinus = hp & xv;
        plus[word] = nextPlus;
        minus[word] = nextMinus;
        if (keep) {
          plusAt[kept] = nextPlus;
          minusAt[kept] = nextMinus;
          kept += 1;
        }
        carry = out;
      }
      score += carry;
      if (!pins.end && score < best) {
        best = score;
        this.end = column + 1;
      }
    }
    return pins.end ? score : best;
  }

  /**
   * After `distance(…, true)`: writes to `into`, from `offset` on, for every symbol of the pattern the
   * place in the text of the symbol it matches, or -1 where it was deleted or replaced. Where there is
   * a choice, matches lie as far right as they can. Returns where the alignment begins in the text.
   */
  readOff(into: Int32Array, offset: number): number {
    const { plusAt, minusAt, words, pattern, text } = this;
    let i = pattern.to - pattern.from;
    let j = this.end - text.from;
    while (i > 0 && j > 0) {
      const symbol = pattern.symbols[pattern.from + i - 1];
      const word = (i - 1) >>> 5;
      const bit = 1 << ((i - 1) & 31);
      if (symbol === text.symbols[text.from + j - 1]) {
        i -= 1;
        j -= 1;
        into[offset + i] = text.from + j;
      } else if (j > 1 && ((minusAt[(j - 2) * words + word] ?? 0) & bit) !== 0) {
        j -= 1;
      } else {
        const deleted = ((plusAt[(j - 1) * words + word] ?? 0) & bit) !== 0;
        i -= 1;
        if (!deleted) j -= 1;
        into[offset + i] = -1;
      }
    }
    while (i > 0) {
      i -= 1;
      into[offset + i] = -1;
    }
    return text.from + j;
  }
}
