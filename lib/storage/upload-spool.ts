import { constants } from "node:fs";
import { open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { t } from "@/lib/language/t";
import { makeFolder } from "@/lib/make-folder";
import { isFull, StorageError, StorageFullError } from "./frame-storage";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws Error for what is no id, and would lead elsewhere */
export function checkUploadId(id: string): string {
  if (!UUID.test(id)) throw new Error(`“${id}” is not the id of an upload.`);
  return id;
}

/** Where uploads wait until they have been read. Every call throws a StorageError where the place can't be used. */
export type UploadSpool = {
  /** Bytes that have arrived; 0 where none have. */
  received(id: string): Promise<number>;
  /**
   * Writes a piece where the last one ended, without holding more than a few megabytes of it; a piece that breaks off counts
   * as far as it came.
   *
   * @param most bytes that the upload may have in all; what goes beyond is not written
   * @returns how many bytes have arrived now; null where `offset` is not where the last piece ended
   * @throws StorageFullError where there is no room for it
   */
  append(id: string, offset: number, piece: AsyncIterable<Uint8Array>, most: number): Promise<number | null>;
  /**
   * What has arrived as a file of this machine, and a folder of this machine to unpack it in; `remove` takes both away.
   *
   * @param bytes that it has in all
   */
  atHand(id: string, bytes: number): Promise<{ readonly file: string; readonly folder: string }>;
  remove(id: string): Promise<void>;
  ids(): Promise<string[]>;
};

/**
 * Uploads on the disk or share of the frames:
 *
 *     uploads/<id>/received       what has arrived of it
 *     uploads/<id>/unpacked/      while it is read
 *
 * @param folder the folder of the frames
 */
export function folderSpool(folder: string): UploadSpool {
  const root = path.join(folder, "uploads");
  const place = (id: string): string => path.join(root, checkUploadId(id));
  const fileOf = (id: string): string => path.join(place(id), "received");
  const received = async (id: string): Promise<number> =>
    stat(fileOf(id)).then(
      ({ size }) => size,
      (cause: NodeJS.ErrnoException) => {
        if (cause.code === "ENOENT") return 0;
        throw cause;
      },
    );
  return {
    received,
    async append(id, offset, piece, most) {
      await makeFolder(place(id), 0o750).catch((cause: NodeJS.ErrnoException) => {
        if (isFull(cause)) throw new StorageFullError();
        throw cause.code === "EACCES" || cause.code === "EROFS"
          ? new StorageError(t`The folder of the uploads can’t be written to.`)
          : cause;
      });
      if ((await received(id)) !== offset) return null;
      const file = await open(fileOf(id), constants.O_WRONLY | constants.O_CREAT, 0o640);
      let at = offset;
      try {
        // By position: a request that was given up and its successor write the same bytes to the same places.
        for await (const bytes of piece) {
          const fitting = bytes.subarray(0, Math.max(0, most - at));
          if (fitting.length > 0) await writeAll(file, fitting, at);
          at += fitting.length;
          if (fitting.length < bytes.length) break;
        }
        if (at === most) await file.datasync();
      } catch (cause) {
        throw isFull(cause) ? new StorageFullError() : cause;
      } finally {
        await file.close();
      }
      return at;
    },
    atHand: async (id) => ({ file: fileOf(id), folder: path.join(place(id), "unpacked") }),
    remove: (id) => rm(place(id), { recursive: true, force: true }),
    async ids() {
      const names = await readdir(root).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === "ENOENT") return [];
        throw cause;
      });
      return names.filter((name) => UUID.test(name));
    },
  };
}

async function writeAll(
  file: Awaited<ReturnType<typeof open>>,
  bytes: Uint8Array,
  position: number,
): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}
