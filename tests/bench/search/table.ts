/** The table as it is printed. */
import { verdictOf, type Figure, type Unit } from './figures.ts';
import { PEERS, type PeerName } from './peers/peer.ts';

function shown(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return '-';
  const digits = unit === 'x' ? 2 : value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${value.toFixed(unit === '/s' ? 0 : digits)}${unit === 'ms' ? '' : unit === 'x' ? '' : ` ${unit}`}`;
}

function goalShown({ goal, unit }: Figure): string {
  if (goal === undefined) return '';
  return 'atMost' in goal ? `<= ${shown(goal.atMost, unit)}` : `>= ${shown(goal.atLeast, unit)}`;
}

function ratioShown(figure: Figure, peer: PeerName): string {
  const ratio = figure.peers[peer]?.ratio;
  return ratio === undefined || !Number.isFinite(ratio) ? '' : `${ratio.toFixed(2)} x`;
}

const WIDTHS = { name: 36, goal: 10, casebook: 11, verdict: 15, value: 10, ratio: 9 };

/** The heading of a table. */
export function heading(): string {
  return [
    'milliseconds where no unit stands'.padEnd(WIDTHS.name),
    'goal'.padStart(WIDTHS.goal),
    'Casebook'.padStart(WIDTHS.casebook),
    '  verdict'.padEnd(WIDTHS.verdict + 2),
    'FTS5'.padStart(WIDTHS.value),
    'C/FTS5'.padStart(WIDTHS.ratio),
    'MiniSearch'.padStart(WIDTHS.value + 2),
    'C/Mini'.padStart(WIDTHS.ratio),
    ...PEERS.slice(2).map((peer) => peer.padStart(WIDTHS.value + 2)),
  ].join('');
}

/** One row, and its note below. */
export function row(figure: Figure): string {
  const value = (peer: PeerName) => {
    const own = figure.peers[peer];
    return own === undefined ? '' : shown(own.value, figure.unit);
  };
  const line = [
    figure.name.padEnd(WIDTHS.name),
    goalShown(figure).padStart(WIDTHS.goal),
    shown(figure.casebook, figure.unit).padStart(WIDTHS.casebook),
    `  ${verdictOf(figure)}`.padEnd(WIDTHS.verdict + 2),
    value('FTS5').padStart(WIDTHS.value),
    ratioShown(figure, 'FTS5').padStart(WIDTHS.ratio),
    value('MiniSearch').padStart(WIDTHS.value + 2),
    ratioShown(figure, 'MiniSearch').padStart(WIDTHS.ratio),
    ...PEERS.slice(2).map((peer) => value(peer).padStart(WIDTHS.value + 2)),
  ].join('');
  return figure.note === undefined ? line.trimEnd() : `${line.trimEnd()}\n    (${figure.note})`;
}
