import { folderStore } from "./folder-store";
import type { FrameStorage } from "./frame-storage";
import { framesIn } from "./frames-in";

/** Frames in a folder, on a disk or a share that all processes reach. */
export const folderStorage = (folder: string): FrameStorage => framesIn(folderStore(folder));
