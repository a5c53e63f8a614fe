const day = 24 * 60 * 60 * 1000;

/**
 * Names a day in the past as people do: `today`, `yesterday`, `Monday`, `3 May 2026`. By calendar
 * days, not by hours. Moments are ms since the epoch.
 * @param language a BCP 47 tag
 */
export function createDayOf(language: string): (moment: number, now: number) => string {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long' });
  const format = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const date = new Intl.DateTimeFormat(language, format);
  return (moment, now) => {
    const days = Math.round((startOfDay(now) - startOfDay(moment)) / day);
    if (days <= 1) return relative.format(-Math.max(0, days), 'day');
    return days < 7 ? weekday.format(moment) : date.format(moment);
  };
}

function startOfDay(moment: number): number {
  return new Date(moment).setHours(0, 0, 0, 0);
}
