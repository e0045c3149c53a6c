/** Dates as they are printed, in the time zone that the export was asked for. */

export interface DateTexts {
  /** IANA name of the zone that the dates are really in. */
  timeZone: string;
  /** "22 November 2026" */
  long(date: Date): string;
  /** "22 Nov 2026" */
  short(date: Date): string;
  /** "22 November 2026, 18:40 UTC" */
  moment(date: Date): string;
}

/** Says whether a name is that of a time zone known here. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    // The constructor has no other way of saying that it does not know the zone.
    return false;
  }
}

/** Writes dates in a time zone; in UTC when there is none of that name. */
export function datesIn(zone: string): DateTexts {
  const timeZone = isTimeZone(zone) ? zone : 'UTC';
  const day = { timeZone, day: 'numeric', year: 'numeric' } as const;
  const long = new Intl.DateTimeFormat('en-GB', { ...day, month: 'long' });
  const medium = new Intl.DateTimeFormat('en-GB', { ...day, month: 'short' });
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  return {
    timeZone,
    long: (date) => long.format(date),
    short: (date) => medium.format(date).replace('Sept', 'Sep'),
    moment: (date) => `${long.format(date)}, ${time.format(date)}`,
  };
}
