import { localTimeOf } from "./zoned-time";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "12 Nov 2026, 14:05", as the clocks of an IANA time zone have it: for mails and notices, which name no zone. */
export function momentInWords(moment: Date, timeZone: string): string {
  const [day = "", time = ""] = localTimeOf(moment, timeZone).split("T");
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}, ${time}`;
}
