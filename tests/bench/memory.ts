/** How much memory a program takes at its most, its child processes included. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds between two looks. */
const LOOK_EVERY = 25;

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended between the listing and the look, and takes nothing any more.
    return '';
  }
}

/** The processes that come from `root`, itself left out. */
function descendantsOf(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), Number(/\) \S (\d+)/.exec(read(`/proc/${name}/stat`))?.[1])]);
  const found = new Set([root]);
  // Children are found once their parents are, in whatever order the numbers are.
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const [id = 0, parent = 0] of parents) if (found.has(parent)) found.add(id);
  }
  return [...found].filter((id) => id !== root);
}

/** Megabytes that processes hold now; what several share is counted once (PSS). */
function megabytesOf(processes: readonly number[]): number {
  const kilobytes = processes.map((id) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/** Megabytes that all child processes of this one hold at their most while `work` goes on. */
export async function peakOfChildren(work: () => Promise<unknown>): Promise<number> {
  let peak = 0;
  const look = () => (peak = Math.max(peak, megabytesOf(descendantsOf(process.pid))));
  look();
  const timer = setInterval(look, LOOK_EVERY);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  look();
  return peak;
}
