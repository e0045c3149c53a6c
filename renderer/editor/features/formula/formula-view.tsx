import { useLayoutEffect, useRef } from 'react';
import prose from '../../prose.module.css';
import { drawFormula } from './draw-formula.ts';

/** A formula outside the editor; `display` sets it on a line of its own. */
export function FormulaView({ tex, display = false }: { tex: string; display?: boolean }) {
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (place.current !== null) drawFormula(place.current, { tex, display });
  }, [tex, display]);
  return display ? (
    <div
      ref={(element) => {
        place.current = element;
      }}
      className={prose.formulaBlock}
    />
  ) : (
    <span ref={place} className={prose.formula} />
  );
}
