import { dayInWords, momentInWords } from "../domain/time/moment-in-words";

/** "12 Nov 2026", as the clocks of an IANA time zone had it. @param at ISO 8601 */
export const formatDay = (at: string, timeZone: string): string => dayInWords(new Date(at), timeZone);

/** "12 Nov 2026, 14:05" */
export const formatMoment = (at: string, timeZone: string): string => momentInWords(new Date(at), timeZone);
