/** Timing two ways of doing the same thing in turn, so that a drifting machine hits both alike. */

export interface Contest {
  /** What is measured, in words. */
  name: string;
  /** Casebook's way; gives nothing, or the milliseconds it measured by itself. */
  casebook: () => Promise<number | void>;
  /** What it is measured against, and its name. */
  baseline: { name: string; run: () => Promise<number | void> };
  /** Counted runs of each, after one that is not counted. */
  runs: number;
}

/** The middle value of an odd number of values, or the upper of the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that the share `q` of the values does not exceed. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
}

async function timed(work: () => Promise<number | void>): Promise<number> {
  const start = performance.now();
  const own = await work();
  return typeof own === 'number' ? own : performance.now() - start;
}

/** Runs both in turn, A B A B: medians in milliseconds, and the median of the ratios pair by pair. */
export async function race({
  casebook,
  baseline,
  runs,
}: Omit<Contest, 'name'>): Promise<{ own: number; other: number; ratio: number }> {
  const own: number[] = [];
  const other: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const a = await timed(casebook);
    const b = await timed(baseline.run);
    if (run === 0) continue;
    own.push(a);
    other.push(b);
  }
  const ratios = own.map((a, index) => a / (other[index] ?? NaN));
  return { own: median(own), other: median(other), ratio: median(ratios) };
}

/** Runs both in turn and prints what came of it. */
export async function compete({ name, ...contest }: Contest): Promise<void> {
  const { own, other, ratio } = await race(contest);
  report(name, own, contest.baseline.name, other, ratio);
}

/** Prints one row: Casebook's milliseconds, the baseline's, and how many times as long it took. */
export function report(
  name: string,
  casebookMs: number,
  baselineName: string,
  baselineMs: number,
  ratio: number,
): void {
  const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
  console.log(
    `${name.padEnd(44)}${ms(casebookMs).padStart(10)}   ` +
      `${ratio.toFixed(2).padStart(6)} x  ${baselineName} (${ms(baselineMs)})`,
  );
}
