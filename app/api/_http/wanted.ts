import { type ByteRange, byteRange } from "./byte-range";

/** What a request wants of a file: all of it, a part, nothing for it has it already, or a part that there isn't. */
export type Wanted = "all" | ByteRange | "has-it" | "unsatisfiable";

/**
 * Reads the conditions of a request (RFC 9110): If-None-Match first, then Range, unless If-Range names
 * another file or the head alone is asked for.
 *
 * @param bytes of the file
 */
export function wanted({ headers, method }: Request, etag: string, bytes: number): Wanted {
  if (hasIt(headers, etag)) return "has-it";
  if (method !== "GET") return "all";
  // Asked for the rest of another one, it is given whole.
  const isThis = (headers.get("if-range") ?? etag) === etag;
  return (isThis && byteRange(headers.get("range"), bytes)) || "all";
}

/** Whether who asks has just this file. */
export function hasIt(headers: Headers, etag: string): boolean {
  const tags = headers
    .get("if-none-match")
    ?.split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
  return tags?.some((tag) => tag === etag || tag === "*") ?? false;
}
