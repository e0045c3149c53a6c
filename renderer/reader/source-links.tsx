import { createContext, use, useMemo, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { DocumentLayout, Reference } from '../../shared/document.ts';
import type { LinkTarget } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { paths } from '../shell/paths.ts';
import { usePlace } from '../shell/use-place.ts';
import { linksIn, nameOfTarget } from './linked.ts';

const Targets = createContext<ReadonlyMap<string, LinkTarget>>(new Map());

/** Asks what the links of a text to other sources lead to, and tells those within. */
export function SourceLinks({ layout, children }: { layout: DocumentLayout; children: ReactNode }) {
  const targets = useMemo(() => linksIn(layout.leaves), [layout]);
  const looked = useCall(
    'notes.targets',
    { targets },
    { enabled: targets.length > 0, keepPrevious: true },
  ).data;
  const states = useMemo(
    () => new Map((looked ?? []).map((target) => [nameOfTarget(target), target])),
    [looked],
  );
  return <Targets value={states}>{children}</Targets>;
}

/** Words that lead to another source or a note; plain words while that is not there. */
export function SourceLink({ to, children }: { to: Reference; children: ReactNode }) {
  const target = use(Targets).get(nameOfTarget(to));
  const { caseId } = usePlace();
  if (target?.state !== 'there') return children;
  const path = to.kind === 'note' ? paths.note(to.id, { caseId }) : paths.source(to.id, { caseId });
  return (
    <Link to={path} title={target.title}>
      {children}
    </Link>
  );
}
