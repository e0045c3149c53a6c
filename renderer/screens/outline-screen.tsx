export function OutlineScreen(_props: object) { return null; }
