export function HomeScreen(_props: object) { return null; }
