import { variable } from "../env";
import { StorageError } from "./frame-storage";

/** A bucket, or a part of one, and how it is reached. */
export type S3Place = {
  /** What all objects' addresses begin with: ends in a stroke. */
  readonly base: string;
  /** What all names begin with in the bucket: empty, or ends in a stroke. */
  readonly prefix: string;
  readonly bucket: string;
  readonly region: string;
  readonly keys: { readonly id: string; readonly secret: string; readonly session: string | undefined };
};

const FORM = "s3://bucket/prefix?endpoint=https://…&region=…";

export const isS3 = (place: string): boolean => /^s3:/i.test(place);

/**
 * Reads `s3://bucket/prefix?endpoint=https://storage.hospital.example&region=eu-central-1&keys=AWS`. Without an endpoint it
 * is Amazon's of the region. The keys are the variables AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, where there is one,
 * AWS_SESSION_TOKEN; another word than AWS names others.
 *
 * @throws StorageError where it isn't right, or the keys are not set
 */
export function readS3Place(text: string): S3Place {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "s3:") throw wrong(`“${withoutKeys(text)}” is not of the form ${FORM}`);
  if (url.username || url.password) {
    throw wrong("the keys don’t stand in the address: they are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  }
  const bucket = url.hostname;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) throw wrong(`“${bucket}” is not a bucket’s name`);
  const folders = url.pathname.split("/").filter((part) => part !== "");
  if (folders.some((part) => !/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part))) {
    throw wrong("a prefix has letters, digits, “.”, “-” and “_” alone, and strokes between");
  }
  for (const name of url.searchParams.keys()) {
    if (!["endpoint", "region", "keys"].includes(name)) throw wrong(`it has no “${name}”: ${FORM}`);
  }
  const region = url.searchParams.get("region") ?? "us-east-1";
  if (!/^[a-z0-9-]{1,40}$/i.test(region)) throw wrong(`“${region}” is not a region`);
  return {
    base: baseOf(bucket, region, url.searchParams.get("endpoint")),
    prefix: folders.map((part) => `${part}/`).join(""),
    ...{ bucket, region, keys: readKeys(url.searchParams.get("keys") ?? "AWS") },
  };
}

/** Path-style at an endpoint, where certificates seldom hold for names below; a name of its own at Amazon's. */
function baseOf(bucket: string, region: string, endpoint: string | null): string {
  if (endpoint === null) {
    const host = `s3.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
    // A certificate for *.s3.… holds for one part of a name.
    return bucket.includes(".") ? `https://${host}/${bucket}/` : `https://${bucket}.${host}/`;
  }
  const at = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (!at || !/^https?:$/.test(at.protocol) || at.username || at.search || at.hash) {
    throw wrong(`“${endpoint}” is not an endpoint, as https://storage.hospital.example`);
  }
  return `${at.origin}${at.pathname.replace(/\/*$/, "")}/${bucket}/`;
}

function readKeys(word: string): S3Place["keys"] {
  if (!/^[A-Z][A-Z0-9_]{0,40}$/.test(word))
    throw wrong(`“${word}” is not what names of variables begin with`);
  const [id, secret] = [variable(`${word}_ACCESS_KEY_ID`), variable(`${word}_SECRET_ACCESS_KEY`)];
  if (!id || !secret)
    throw wrong(`its keys, ${word}_ACCESS_KEY_ID and ${word}_SECRET_ACCESS_KEY, are not set`);
  return { id, secret, session: variable(`${word}_SESSION_TOKEN`) };
}

const wrong = (why: string): StorageError => new StorageError(`The object storage can’t be used: ${why}.`);

const withoutKeys = (text: string): string => text.replace(/\/\/[^/]*@/, "//…@");
