import { locale } from "@/lib/language/language";

/** Facts in a line, begun as a sentence is: "Right phase, zone too small". */
export const asSentence = (facts: string): string =>
  facts.charAt(0).toLocaleUpperCase(locale()) + facts.slice(1);
