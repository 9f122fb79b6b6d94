import type { Readable } from "node:stream";

/** A part of what is kept under a name: its first byte, and the one after its last. */
export type Part = { readonly from: number; readonly to: number };

/** So many are read or written at once where all of a place is gone through. */
export const OBJECTS_AT_ONCE = 8;

/** One thing that is kept, as a listing tells it. */
export type Listed = {
  readonly name: string;
  readonly bytes: number;
  /** When it was put. */
  readonly at: Date;
};

export type Kept = {
  readonly bytes: Buffer;
  /** The SHA-256 that the place keeps beside it, in hexadecimal; null where it keeps none. */
  sum(): Promise<string | null>;
};

export type Opened = {
  readonly body: Readable;
  /** The length of `body`. */
  readonly bytes: number;
};

export type PutOptions = {
  /** Keeps the SHA-256 of the bytes beside them: for names that don't tell it. */
  readonly summed?: boolean;
  /** What is there by now is the same: it may be left as it is. */
  readonly once?: boolean;
};

/**
 * A place that keeps bytes by name, of any kind. Names are paths of digits, small letters, `.`, `-` and `_`. What is put is
 * there whole or not at all, whatever happens to the process, and is durable when the call returns. Every call throws a
 * StorageError, with a sentence for people, where the place can't be used.
 */
export type ObjectStore = {
  /** What it is called in sentences. */
  readonly place: string;
  put(name: string, bytes: Uint8Array, options?: PutOptions): Promise<void>;
  /** Puts what may be too large to hold. Where the bytes end with a failure, nothing is put, and it is thrown. */
  putStream(name: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Null where there is none. */
  get(name: string): Promise<Kept | null>;
  /** What may be too large to hold, or a part of it, which lies within it; null where there is none. */
  open(name: string, part?: Part): Promise<Opened | null>;
  /** There may be none. */
  remove(name: string): Promise<void>;
  /** Removes what is kept under names that begin so, and what the place keeps of it that no listing shows. */
  erase(beginning: string): Promise<void>;
  /**
   * What is kept under names that begin so, in their order, from the first one behind `after` on. What lies there by another
   * kind of name is somebody else’s, and passed over.
   */
  list(prefix: string, after?: string): AsyncIterable<Listed>;
  /** All names in a folder and below, in no order, as fast as the place gives them. */
  names(folder: string): Promise<string[]>;
  /**
   * Writes a little, reads it and takes it away again.
   *
   * @throws StorageError where nothing can be kept here, Error where that fails for another reason
   */
  check(): Promise<void>;
  /** Removes what writers that were killed left behind. */
  sweep(): Promise<void>;
};

const NAME = /^[0-9a-z][0-9a-z._-]*(?:\/[0-9a-z][0-9a-z._-]*)*$/;

export const isName = (name: string): boolean => NAME.test(name);

/** @throws Error for what is no name, and would lead elsewhere */
export function checkName(name: string): string {
  if (!isName(name)) throw new Error(`“${name}” is not a name of the storage.`);
  return name;
}
