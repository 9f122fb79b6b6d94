import type { FrameFile, FrameStorage } from "./frame-storage";

/**
 * A frame's picture in one of the widths of its ladder (`pickWidth` says which fits a request). It costs one read
 * of one file. Null when it is not in the storage: the frame was imported into another.
 */
export function frameFile(storage: FrameStorage, sha256: string, width: number): Promise<FrameFile | null> {
  return storage.readRendition(sha256, width);
}
