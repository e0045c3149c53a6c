export function TagScreen(_props: object) { return null; }
