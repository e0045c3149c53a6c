const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

function daysBetween(earlier: Date, later: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(later) - midnight(earlier)) / 86_400_000);
}

/** The day of an ISO date as people say it: "today", "yesterday", "3 May", "3 May 2023". */
export function dayText(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const days = daysBetween(date, now);
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  return date.getFullYear() === now.getFullYear() ? day.format(date) : dayAndYear.format(date);
}

/** Day and time of an ISO date: "today, 09:12". */
export function whenText(iso: string, now = new Date()): string {
  return `${dayText(iso, now)}, ${time.format(new Date(iso))}`;
}

/** The time of an ISO date: "09:12". */
export function timeText(iso: string): string {
  return time.format(new Date(iso));
}
