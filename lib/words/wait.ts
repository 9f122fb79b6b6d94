import { formatNumberOf } from "./figures";

/** How long to wait, in words: seconds below a minute, from there on whole minutes. */
export function waitInWords(seconds: number): string {
  return seconds < 60 ? formatNumberOf(seconds, "second") : formatNumberOf(Math.ceil(seconds / 60), "minute");
}
