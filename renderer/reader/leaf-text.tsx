import type { ReactNode } from 'react';
import type { Leaf, Mark } from '../../shared/document.ts';
import {
  nestSegments,
  segmentLeaf,
  type Segment,
  type SegmentNode,
  type Span,
} from '../../shared/segments.ts';
import { SourceLink } from './source-links.tsx';
import styles from './marks.module.css';

/** What painting needs to know of the highlights of a source, and of no single leaf. */
export interface Painting {
  /** The researcher's name for a label and the pattern of its rule. */
  labels: ReadonlyMap<string, { name: string; pattern: string }>;
  chosenId: string | undefined;
}

/** Rules are stacked up to here; deeper overlaps share the lowest place. */
const LANES = 4;

const ELEMENT_OF = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
  sub: 'sub',
  sup: 'sup',
} as const satisfies Record<Mark, string>;

function formatted({ text, marks, href, to }: Segment): ReactNode {
  const inner = marks.reduceRight<ReactNode>((child, mark) => {
    const Element = ELEMENT_OF[mark];
    return <Element>{child}</Element>;
  }, text);
  if (to !== undefined) return <SourceLink to={to}>{inner}</SourceLink>;
  if (href === undefined) return inner;
  return (
    <a href={href} target="_blank" rel="noreferrer" title={href}>
      {inner}
    </a>
  );
}

/** A highlight's number after its last word; drawn, so that it is never selected or copied. */
function Numbers({ ended }: { ended: readonly Span[] }) {
  return ended
    .filter((span) => span.last)
    .map((span) => (
      <span
        key={span.highlightId}
        className={styles.number}
        data-aside=""
        data-number={span.number}
        aria-hidden="true"
      />
    ));
}

/** Heard by screen readers only. */
function Spoken({ children }: { children: string }) {
  return (
    <span className={`visually-hidden ${styles.aside}`} data-aside="">
      {children}
    </span>
  );
}

/** The parts of a tree that are drawn, and the ended highlights whose numbers are still to come. */
interface Drawn {
  parts: ReactNode[];
  pending: readonly Span[];
}

function draw(nodes: readonly SegmentNode[], painting: Painting, before: readonly Span[]): Drawn {
  const parts: ReactNode[] = [];
  // A number stands after its highlight; if another covers that place, inside the other's tint.
  let pending = before;
  for (const node of nodes) {
    if (node.kind === 'segment') {
      const { segment } = node;
      if (pending.length > 0) parts.push(<Numbers key={`n${segment.start}`} ended={pending} />);
      parts.push(<FormattedSegment key={segment.start} segment={segment} />);
      pending = segment.ends;
      continue;
    }
    const { span, children } = node;
    const bounds = boundsOf(children);
    const opens = bounds.begins(span);
    if (opens && pending.length > 0) {
      parts.push(<Numbers key={`n${bounds.start}`} ended={pending} />);
    }
    const drawn = draw(children, painting, opens ? [] : pending);
    pending = drawn.pending;
    const label = painting.labels.get(span.label);
    const spoken = `highlight ${span.number}, ${label?.name ?? span.label}`;
    parts.push(
      <mark
        key={`${span.highlightId}-${bounds.start}`}
        className={styles.mark}
        data-highlight={span.highlightId}
        data-label={span.label}
        data-pattern={label?.pattern ?? 'solid'}
        data-lane={Math.min(span.lane, LANES - 1)}
        data-chosen={span.highlightId === painting.chosenId ? '' : undefined}
      >
        {opens && <Spoken>{` ${spoken} begins: `}</Spoken>}
        {drawn.parts}
        {bounds.ends(span) && <Spoken>{` ${spoken} ends. `}</Spoken>}
      </mark>,
    );
  }
  return { parts, pending };
}

function FormattedSegment({ segment }: { segment: Segment }) {
  return formatted(segment);
}

function boundsOf(nodes: readonly SegmentNode[]) {
  const edge = (list: readonly SegmentNode[], at: 0 | -1): Segment | undefined => {
    const node = list.at(at);
    return node === undefined || node.kind === 'segment' ? node?.segment : edge(node.children, at);
  };
  const first = edge(nodes, 0);
  const last = edge(nodes, -1);
  return {
    start: first?.start ?? 0,
    begins: (span: Span) => first?.begins.includes(span) === true,
    ends: (span: Span) => last?.ends.includes(span) === true,
  };
}

interface LeafTextProps {
  leaf: Leaf;
  spans: readonly Span[];
  painting: Painting;
}

/** The text of a leaf with its formatting and the highlights over it. */
export function LeafText({ leaf, spans, painting }: LeafTextProps) {
  const { parts, pending } = draw(nestSegments(segmentLeaf(leaf, spans)), painting, []);
  return (
    <>
      {parts}
      <Numbers ended={pending} />
    </>
  );
}
