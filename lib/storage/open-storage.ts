import { env } from "../env";
import { folderStorage } from "./folder-storage";
import type { FrameStorage } from "./frame-storage";
import { folderSpool, type UploadSpool } from "./upload-spool";

/** Where this deployment keeps its frames. Nothing else knows what kind of place that is. */
export function openFrames(): FrameStorage {
  return folderStorage(env().storageDir);
}

/** Where this deployment keeps uploads until they are read. */
export function openUploads(): UploadSpool {
  return folderSpool(env().storageDir);
}
