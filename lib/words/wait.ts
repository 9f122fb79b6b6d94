import { plural, t } from "@/lib/language/t";

/** How long to wait, in words: seconds below a minute, from there on whole minutes. */
export function waitInWords(seconds: number): string {
  return seconds < 60
    ? t`${plural(seconds, "# second", "# seconds")}`
    : t`${plural(Math.ceil(seconds / 60), "# minute", "# minutes")}`;
}
