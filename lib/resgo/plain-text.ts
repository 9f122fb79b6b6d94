import { plainName, withoutUnseen } from "@/lib/domain/text/plain-text";

/**
 * What two ways of writing one name have in common: case, spaces around it, Unicode's form, the width of letters, the
 * script of digits and what can't be seen don't matter.
 */
export function nameKey(text: string): string {
  return asciiDigits(plainName(withoutUnseen(evenWidth(text)))).toLowerCase();
}

/** Full-width and half-width letters and signs as others write them: `ＶＩＤ１８` is `VID18`. */
export function evenWidth(text: string): string {
  return text.replaceAll(/[\u3000\uff01-\uff9f\uffe0-\uffe6]+/g, (wide) => wide.normalize("NFKC"));
}

/** The digits of any script as 0 to 9. */
export function asciiDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => {
    if (digit <= "9") return digit;
    // The digits of a script stand in a row, zero first.
    let value = 0;
    const code = digit.codePointAt(0)!;
    while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
    return String(value % 10);
  });
}

/** Only the letters and digits of a Latin text, in lower case, with single spaces between words. */
export function latinWords(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}|['’‘ʼ`´]/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
}
