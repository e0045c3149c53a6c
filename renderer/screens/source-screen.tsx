import { useState } from 'react';
import { useLocation, useParams, useSearchParams } from 'react-router';
import { positionIn } from '../shell/split/beside.ts';
import { SourceView } from './source-view.tsx';

/**
 * What tells one visit of an address from the next. Putting something beside the screen, or taking
 * it away, is no other visit.
 */
function useVisit(): string {
  const { key, pathname } = useLocation();
  const [query] = useSearchParams();
  const asked = [query.get('at'), query.get('highlight')].join(' ');
  const beside = [query.get('beside'), query.get('besideAt')].join(' ');
  // An address written by hand has no key of its own.
  const own = [key, pathname, asked].join(' ');
  const [seen, setSeen] = useState({ key, asked, beside, visit: own });
  if (seen.key === key && seen.asked === asked && seen.beside === beside) return seen.visit;
  const same = seen.asked === asked && seen.beside !== beside;
  const visit = same ? seen.visit : own;
  setSeen({ key, asked, beside, visit });
  return visit;
}

/** The source that the address names. */
export function SourceScreen() {
  const { sourceId = '', caseId } = useParams();
  const [query] = useSearchParams();
  const visit = useVisit();
  return (
    <SourceView
      key={sourceId}
      sourceId={sourceId}
      caseId={caseId}
      going={{
        at: positionIn(query.get('at')),
        highlightId: query.get('highlight') ?? undefined,
        visit,
      }}
    />
  );
}
