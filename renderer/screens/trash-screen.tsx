export function TrashScreen(_props: object) { return null; }
