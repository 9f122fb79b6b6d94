/** A part of a file: its first byte, and the one after its last. */
export type ByteRange = { readonly from: number; readonly to: number };

/**
 * The part of a file that is asked for, as RFC 9110 writes it (`bytes=0-1`, `bytes=500-`, `bytes=-500`). What is no range
 * of bytes, or several at once, is passed over: the whole file answers it.
 *
 * @param size of the file, in bytes
 * @returns null for all of it; `unsatisfiable` where nothing of the file lies in the range
 */
export function byteRange(header: string | null, size: number): ByteRange | null | "unsatisfiable" {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return null;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { from: size - length, to: size };
  }
  const from = Number(first);
  if (last !== "" && Number(last) < from) return null;
  if (from >= size) return "unsatisfiable";
  return { from, to: last === "" ? size : Math.min(Number(last) + 1, size) };
}
