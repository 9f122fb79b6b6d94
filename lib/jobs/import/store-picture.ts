import { t } from "@/lib/language/t";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { BundleError, inFile } from "@/lib/resgo/list-files";
import { type Picture, readPicture, sha256Of } from "@/lib/resgo/picture";
import type { FrameStorage, Inventory } from "@/lib/storage/frame-storage";
import { ladder } from "@/lib/storage/ladder";
import { checkOriginal, makeRenditions } from "./make-renditions";

/** Whether a picture and all that is served of it are in the storage. */
export function isStored({ sha256, width }: Picture, inventory: Inventory): boolean {
  return inventory.hasOriginal(sha256) && ladder(width).every((each) => inventory.hasRendition(sha256, each));
}

/**
 * Puts a picture and its renditions into the storage.
 *
 * @throws BundleError when the picture is damaged, or has changed since it was looked at
 */
export async function storePicture(root: string, picture: Picture, storage: FrameStorage): Promise<void> {
  const original = await readAgain(root, picture);
  const renditions = await makeRenditions(original, picture);
  await eachAtOnce(renditions, renditions.length, ({ width, bytes }) =>
    storage.putRendition(picture.sha256, width, bytes),
  );
  await storage.putOriginal(picture.sha256, picture.format, original);
}

/**
 * Finds out what storing a picture would, and stores nothing.
 *
 * @throws BundleError as `storePicture` does
 */
export async function tryPicture(root: string, picture: Picture): ReturnType<typeof checkOriginal> {
  return checkOriginal(await readAgain(root, picture), picture);
}

async function readAgain(root: string, picture: Picture): Promise<Buffer> {
  const bytes = await inFile(picture.source.file, () => readPicture(root, picture.source));
  if (sha256Of(bytes) !== picture.sha256) throw new BundleError(t`The picture changed while it was read.`);
  return bytes;
}
