import { Link } from 'react-router';
import type { PassageReference } from '../../../../shared/rich-text.ts';
import { paths } from '../../../shell/paths.ts';
import prose from '../../prose.module.css';
import { placeOf } from './passage-node.ts';
import { usePlace } from '../../../shell/use-place.ts';

/** A passage block outside the editor. */
export function PassageView({ reference }: { reference: PassageReference }) {
  const { caseId } = usePlace();
  const { sourceId, highlightId, exact } = reference;
  const highlight = highlightId === '' ? undefined : highlightId;
  return (
    <figure className={prose.passage}>
      <blockquote>{exact}</blockquote>
      <figcaption>
        {sourceId === '' ? (
          placeOf(reference)
        ) : (
          <Link to={paths.source(sourceId, { caseId, highlight })}>{placeOf(reference)}</Link>
        )}
      </figcaption>
    </figure>
  );
}
