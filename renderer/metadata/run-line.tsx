import type { ReactNode } from 'react';
import type { Mark, Run } from '../../shared/document.ts';

const TAGS: Readonly<Partial<Record<Mark, 'i' | 'b' | 'u' | 'sup' | 'sub'>>> = {
  italic: 'i',
  bold: 'b',
  underline: 'u',
  sup: 'sup',
  sub: 'sub',
};

function marked(run: Run): ReactNode {
  return (run.marks ?? []).reduce<ReactNode>((inner, mark) => {
    const Tag = TAGS[mark];
    return Tag === undefined ? inner : <Tag>{inner}</Tag>;
  }, run.text);
}

/** Runs as a citation style set them: marks and links, nothing else. */
export function RunLine({ runs }: { runs: readonly Run[] }) {
  return runs.map((run, index) =>
    run.href === undefined ? (
      <span key={index}>{marked(run)}</span>
    ) : (
      <a key={index} href={run.href} target="_blank" rel="noreferrer">
        {marked(run)}
      </a>
    ),
  );
}
