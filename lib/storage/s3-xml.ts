import type { Listed } from "./object-store";
import { NO_LISTING, S3Refusal } from "./s3-errors";

export type ListPage = {
  readonly objects: readonly Listed[];
  /** What the next page is asked with; null at the end. */
  readonly next: string | null;
};

/**
 * The answer to a listing (ListObjectsV2).
 *
 * @throws S3Refusal for what is none: taken for an empty one, it would say that all is gone
 */
export function readList(xml: string): ListPage {
  if (!isOf(xml, "ListBucketResult")) throw new S3Refusal(200, NO_LISTING);
  const objects = elements(xml, "Contents").map((each) => ({
    name: text(each, "Key") ?? "",
    bytes: Number(text(each, "Size")),
    at: new Date(text(each, "LastModified") ?? 0),
  }));
  return { objects, next: isCut(xml) ? markerOf(xml, "NextContinuationToken") : null };
}

/** A version of an object, or what says that it was removed. */
export type Version = { readonly name: string; readonly version: string; readonly isMarker: boolean };

export type VersionsPage = {
  readonly versions: readonly Version[];
  /** What the next page is asked with; null at the end. */
  readonly next: Readonly<Record<string, string>> | null;
};

/**
 * The answer to a listing of versions (ListObjectVersions); null from a server that passes over the question and lists objects.
 *
 * @throws S3Refusal for what is no listing
 */
export function readVersions(xml: string): VersionsPage | null {
  if (isOf(xml, "ListBucketResult")) return null;
  if (!isOf(xml, "ListVersionsResult")) throw new S3Refusal(200, NO_LISTING);
  const versions = ["Version", "DeleteMarker"].flatMap((kind) =>
    elements(xml, kind).map((each) => ({
      name: text(each, "Key") ?? "",
      version: text(each, "VersionId") ?? "null",
      isMarker: kind === "DeleteMarker",
    })),
  );
  if (!isCut(xml)) return { versions, next: null };
  const version = text(xml, "NextVersionIdMarker");
  const next = {
    "key-marker": markerOf(xml, "NextKeyMarker"),
    ...(version && { "version-id-marker": version }),
  };
  return { versions, next };
}

const isOf = (xml: string, root: string): boolean => new RegExp(`<${root}[\\s/>]`).test(xml);

const isCut = (xml: string): boolean => text(xml, "IsTruncated") === "true";

/** Where the next page begins: without it, a listing that is cut would end too early, or begin anew for ever. */
function markerOf(xml: string, name: string): string {
  const marker = text(xml, name);
  if (!marker) throw new S3Refusal(200, NO_LISTING);
  return marker;
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
