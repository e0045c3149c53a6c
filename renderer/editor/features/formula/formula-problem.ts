/** What KaTeX says of a formula that it can't read. */
interface Problem {
  /** Without the place; as KaTeX words it. */
  rawMessage?: string;
  message: string;
  /** In UTF-16 code units from the beginning of the TeX, when it is known. */
  position?: number;
}

/** A sentence on what is wrong with a formula, and where. */
export function formulaProblem({ rawMessage, message, position }: Problem): string {
  const said = (rawMessage ?? message)
    .replace(/^KaTeX parse error: /, '')
    .replaceAll(/'EOF'/g, 'the end of the formula')
    .replace(/\.$/, '')
    .trim();
  const place =
    position === undefined || position < 0 ? '' : ` near character ${Math.trunc(position) + 1}`;
  return `This can’t be set${place}: ${said.charAt(0).toLowerCase()}${said.slice(1)}.`;
}
