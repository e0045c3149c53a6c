/** The value of `--library DIR` or `--library=DIR`; Chromium's own flags around it are left alone. */
export function libraryArgument(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '--library' || word.startsWith('--library='));
  const word = argv[at];
  if (word === undefined) return undefined;
  return word === '--library' ? argv[at + 1] : word.slice('--library='.length);
}
