export function NotFoundScreen(_props: object) { return null; }
