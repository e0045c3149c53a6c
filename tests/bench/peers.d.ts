/** Peers that have no types of their own, as far as the benchmarks use them. */
declare module '@customcommander/ris' {
  /** The records of an RIS file. */
  export function read(text: string): unknown[];
}

declare module 'rtf-parser' {
  type Done = (error: Error | null, document: unknown) => void;
  const parse: { string: (text: string, done: Done) => void };
  export = parse;
}
