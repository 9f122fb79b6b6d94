import type { Readable } from "node:stream";
import { t } from "@/lib/language/t";
import type { Part } from "./object-store";

/** A picture of a frame, as it is sent to a browser. */
export type FrameFile = {
  readonly body: Uint8Array<ArrayBuffer>;
  /** The body's length. */
  readonly bytes: number;
  readonly contentType: string;
};

/** The clip of a frame, or a part of it, read while it is sent: whoever has it reads it to its end, or destroys it. */
export type ClipFile = {
  readonly body: Readable;
  /** The body's length. */
  readonly bytes: number;
  readonly contentType: string;
};

/** Of the clip of a frame, by its container. */
export const clipTypes = { mp4: "video/mp4", webm: "video/webm" } as const;
export type ClipKind = keyof typeof clipTypes;

/** What a storage held when it was asked, for many questions at once. */
export type Inventory = {
  hasOriginal(sha256: string): boolean;
  hasRendition(sha256: string, width: number): boolean;
  hasClip(sha256: string): boolean;
};

/**
 * Where frames are kept, each once, under the SHA-256 of its original file (64 hexadecimal digits): the original,
 * which is never served, and renditions, which are. Clips likewise, each under its own SHA-256. What is put is there
 * whole or not at all, whatever happens to the process, and is durable when the call returns. Every call throws a
 * StorageError where the place can't be used.
 */
export type FrameStorage = {
  inventory(): Promise<Inventory>;
  putOriginal(sha256: string, format: string, bytes: Uint8Array): Promise<void>;
  /**
   * The original's bytes, for a model to read. Null when there is none.
   *
   * @throws StorageError where they are not those that were put
   */
  readOriginal(sha256: string, format: string): Promise<Buffer | null>;
  /** @param width in pixels, one of the frame's ladder */
  putRendition(sha256: string, width: number, bytes: Uint8Array): Promise<void>;
  /** Null when there is none. */
  readRendition(sha256: string, width: number): Promise<FrameFile | null>;
  /**
   * Erases the original and everything that is served of it; there may be nothing of it.
   *
   * @throws StorageError where it can't be erased
   */
  removeFrame(sha256: string): Promise<void>;
  putClip(sha256: string, kind: ClipKind, bytes: Uint8Array): Promise<void>;
  /**
   * Null when there is none.
   *
   * @param part within the clip; all of it where it is left out
   */
  readClip(sha256: string, kind: ClipKind, part?: Part): Promise<ClipFile | null>;
  /**
   * Erases a clip; there may be none.
   *
   * @throws StorageError where it can't be erased
   */
  removeClip(sha256: string): Promise<void>;
  /**
   * Writes a little, reads it and takes it away again.
   *
   * @throws StorageError where frames can't be kept here, Error where that fails for another reason
   */
  check(): Promise<void>;
  /** Removes what writers that were killed left behind. */
  sweep(): Promise<void>;
};

/** The format of every rendition. */
export const RENDITION_TYPE = "image/webp";

/** The storage can't be used: one sentence for people. */
export class StorageError extends Error {}

/** There is no room for what was to be kept. */
export class StorageFullError extends StorageError {
  constructor() {
    super(
      t`The disk of the frames is full. What is stored stays; make room there, or ask whoever runs Calot to.`,
    );
  }
}

/** The storage doesn't answer just now: the same may go well in a while. */
export class StorageAwayError extends StorageError {}

/** What is kept is not what was put. */
export class StorageDamagedError extends StorageError {
  constructor(name: string) {
    super(t`A file in the place of the frames is damaged: ${name}. Take it back from a backup.`);
  }
}

/** Whether a file could not be written because its disk, or its owner's share of it, is full. */
export function isFull(cause: unknown): boolean {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  return code === "ENOSPC" || code === "EDQUOT";
}
