import type { Listed } from "./object-store";

export type ListPage = {
  readonly objects: readonly Listed[];
  /** What the next page is asked with; null at the end. */
  readonly next: string | null;
};

/** The answer to a listing (ListObjectsV2). */
export function readList(xml: string): ListPage {
  const objects = elements(xml, "Contents").map((each) => ({
    name: text(each, "Key") ?? "",
    bytes: Number(text(each, "Size")),
    at: new Date(text(each, "LastModified") ?? 0),
  }));
  const isCut = text(xml, "IsTruncated") === "true";
  return { objects, next: isCut ? text(xml, "NextContinuationToken") : null };
}

/** The answer to a listing of versions (ListObjectVersions): those of content, and those that say it was removed. */
export function readVersions(xml: string): { readonly name: string; readonly version: string }[] {
  return [...elements(xml, "Version"), ...elements(xml, "DeleteMarker")].map((each) => ({
    name: text(each, "Key") ?? "",
    version: text(each, "VersionId") ?? "null",
  }));
}

/** The answer to a listing of what was begun to be put in parts (ListMultipartUploads). */
export function readBegun(xml: string): { readonly name: string; readonly id: string; readonly at: Date }[] {
  return elements(xml, "Upload").map((each) => ({
    name: text(each, "Key") ?? "",
    id: text(each, "UploadId") ?? "",
    at: new Date(text(each, "Initiated") ?? 0),
  }));
}

/** The text of the first element of a name; null where there is none. */
export function text(xml: string, name: string): string | null {
  const found = new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1];
  return found === undefined ? null : plain(found);
}

const elements = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>(.*?)</${name}>`, "gs"))].map((match) => match[1]!);

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const plain = (escaped: string): string =>
  escaped.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (all, hex, decimal, name) => {
    if (name) return NAMED[name] ?? all;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });
