/** A number of bytes as people read it: "812 B", "14 kB", "2.3 MB" (thousands, not 1024s). */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 999_500 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${value.toFixed(value < 10 && unit === 'MB' ? 1 : 0)} ${unit}`;
}
