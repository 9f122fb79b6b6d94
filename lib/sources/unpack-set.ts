import { findBundle, NoBundleError } from "@/lib/resgo/zip/find-bundle";
import { unpackBundle } from "@/lib/resgo/zip/unpack-bundle";
import type { UnpackOptions } from "@/lib/resgo/zip/unpack-zip";
import { isSource } from "./read-set";

/**
 * Unpacks an archive of a bundle, or of a set that others made, into a folder, which must be new.
 *
 * @returns `root`: the folder of the bundle, this one or one in it; of a set, this one
 * @throws BundleError with a sentence for people when it is no archive or holds neither, is damaged, or means harm
 */
export function unpackSet(
  file: string,
  folder: string,
  options: UnpackOptions = {},
): ReturnType<typeof unpackBundle> {
  return unpackBundle(file, folder, options, findSet);
}

async function findSet(folder: string): Promise<string> {
  try {
    return await findBundle(folder);
  } catch (cause) {
    if (cause instanceof NoBundleError && (await isSource(folder))) return folder;
    throw cause;
  }
}
