/** Gives the Monday of a moment's week in a time zone, as YYYY-MM-DD. */
export function weekIn(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (at) => {
    const day = new Date(`${format.format(at)}T00:00:00Z`);
    const sinceMonday = (day.getUTCDay() + 6) % 7;
    day.setUTCDate(day.getUTCDate() - sinceMonday);
    return day.toISOString().slice(0, 10);
  };
}
