/** The figures of search, and what is to be reached at each size. */
import type { PeerName } from './peers/peer.ts';

export type Unit = 'ms' | '%' | 'MB' | '/s' | 'x';

export interface Figure {
  id: string;
  name: string;
  unit: Unit;
  casebook: number;
  /** What is to be reached; absent for figures that are only told. */
  goal?: { atMost: number } | { atLeast: number };
  /** Of the others on the same data, and Casebook's over theirs when asked in turn with them. */
  peers: Partial<Record<PeerName, { value: number; ratio?: number }>>;
  /** What one has to know to read it. */
  note?: string;
}

type Goals = Readonly<Record<string, Figure['goal']>>;

const AT_50000: Goals = {
  'typing p50': { atMost: 4 },
  'typing p95': { atMost: 18 },
  'typing p99': { atMost: 35 },
  'word p95': { atMost: 13 },
  'phrase p95': { atMost: 13 },
  'all words p95': { atMost: 13 },
  'right word first': { atLeast: 96 },
  'right word in five': { atLeast: 99.5 },
  'repaired p95': { atMost: 20 },
  'start median': { atMost: 280 },
  memory: { atMost: 90 },
  gap: { atMost: 8 },
  import: { atLeast: 2500 },
  'typing p50 while importing': { atMost: 4 },
  'typing p95 while importing': { atMost: 18 },
  'typing p99 while importing': { atMost: 35 },
  'change p95': { atMost: 15 },
  'index size': { atMost: 1.25 },
};

/** At 100,000 typing has goals of its own, and the rest twice the time and memory. */
const AT_100000: Goals = {
  'typing p95': { atMost: 35 },
  'typing p99': { atMost: 75 },
  'typing p95 while importing': { atMost: 35 },
  'typing p99 while importing': { atMost: 75 },
  'right word first': AT_50000['right word first'],
  'right word in five': AT_50000['right word in five'],
  import: { atLeast: 1250 },
  'index size': AT_50000['index size'],
};

/** The goal of a figure at a size; smaller libraries are held to what 50,000 sources have to reach. */
export function goalOf(id: string, sources: number): Figure['goal'] {
  const goal = AT_50000[id];
  if (sources <= 50_000 || goal === undefined) return goal;
  const own = AT_100000[id];
  if (own !== undefined) return own;
  return 'atMost' in goal ? { atMost: goal.atMost * 2 } : goal;
}

/** "reached", or by how much it was missed; nothing for figures without a goal. */
export function verdictOf({ casebook, goal }: Figure): string {
  if (goal === undefined) return '';
  if ('atMost' in goal) {
    return casebook <= goal.atMost ? 'reached' : `missed, ${(casebook / goal.atMost).toFixed(2)} x`;
  }
  return casebook >= goal.atLeast ? 'reached' : `missed, ${(casebook / goal.atLeast).toFixed(2)} x`;
}
