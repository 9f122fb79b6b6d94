/** What stands in no name of a file on one system or another, and what would lead elsewhere. */
const UNSAFE = /[\p{C}<>:"/\\|?*]+/gu;
const LONGEST = 80;

/**
 * A file's name of what it holds and the day it is of: "Calot, Clips and ducts, results, 2026-11-12.xlsx". Letters of
 * every language stay.
 *
 * @param parts of the name, in order; what can't be in one is left out of it
 * @param ending without the dot
 */
export function fileName(parts: readonly string[], ending: string): string {
  const named = parts
    .map((part) => part.replaceAll(UNSAFE, " ").replaceAll(/\s+/g, " ").trim().slice(0, LONGEST).trim())
    .filter((part) => part !== "");
  return `${named.join(", ")}.${ending}`;
}

/** The header that gives a file its name, by RFC 6266: in ASCII for old programs, and as it is. */
export function contentDisposition(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/[^\x20-\x7E]/g, "")
    .replaceAll(/["\\%]/g, "");
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return plain === name
    ? `attachment; filename="${name}"`
    : `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
