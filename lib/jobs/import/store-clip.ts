import { type Clip, readClip } from "@/lib/resgo/clip";
import type { FrameStorage, Inventory } from "@/lib/storage/frame-storage";

/** Puts the clip of a frame into the storage, where there is one that isn't there. @throws BundleError where it has changed */
export async function storeClip(
  root: string,
  clip: Clip | null,
  storage: FrameStorage,
  inventory: Inventory,
): Promise<void> {
  if (!clip || inventory.hasClip(clip.sha256)) return;
  await storage.putClip(clip.sha256, clip.type, await readClip(root, clip));
}
