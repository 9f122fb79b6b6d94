import { StorageError } from "@/lib/storage/frame-storage";
import { openFrames } from "@/lib/storage/open-storage";
import { CommandError } from "@/tooling/command-error";

/** @throws CommandError where frames can't be kept: nobody would be shown a picture, nor an upload taken */
export async function assertStorage(): Promise<void> {
  try {
    await openFrames().check();
  } catch (error) {
    throw error instanceof StorageError ? new CommandError(error.message) : error;
  }
}
