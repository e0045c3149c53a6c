import { segmentsOf } from './marks.ts';

interface MarkedTextProps {
  text: string;
  marks: ReadonlyArray<readonly [number, number]>;
}

/** A text with what a query matched in it as `<mark>`. */
export function MarkedText({ text, marks }: MarkedTextProps) {
  return segmentsOf(text, marks).map((segment, index) =>
    // Segments have no identity but their place.
    segment.marked ? <mark key={index}>{segment.text}</mark> : segment.text,
  );
}
