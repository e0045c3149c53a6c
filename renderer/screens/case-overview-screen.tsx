export function CaseOverviewScreen(_props: object) { return null; }
