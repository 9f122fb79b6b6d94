import type { ClipKind } from "./frame-storage";

const SHA256 = /^[0-9a-f]{64}$/;

/** Where what is kept of frames lies, by kind. */
export const SHELVES = ["originals", "renditions", "clips"] as const;
export type Shelf = (typeof SHELVES)[number];

/** What the names of everything of one frame, or of one clip, begin with on a shelf. */
export function beginningOf(shelf: Shelf, sha256: string): string {
  if (!SHA256.test(sha256)) throw new Error(`“${sha256}” is not a SHA-256 in hexadecimal.`);
  return `${shelf}/${sha256.slice(0, 2)}/${sha256}`;
}

export function originalName(sha256: string, format: string): string {
  if (!/^[a-z0-9]{1,8}$/.test(format)) throw new Error(`“${format}” is not a picture format.`);
  return `${beginningOf("originals", sha256)}.${format}`;
}

/** @param width in pixels */
export function renditionName(sha256: string, width: number): string {
  if (!Number.isSafeInteger(width)) throw new Error(`${width} is not a width in pixels.`);
  return `${beginningOf("renditions", sha256)}-${width}.webp`;
}

export const clipName = (sha256: string, kind: ClipKind): string => `${beginningOf("clips", sha256)}.${kind}`;

/** The SHA-256 that a name tells of its content: that of an original or a clip. Null for others. */
export function hashOfName(name: string): string | null {
  return /^(?:originals|clips)\/[0-9a-f]{2}\/([0-9a-f]{64})\.[a-z0-9]+$/.exec(name)?.[1] ?? null;
}
