import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { BundleFile } from "./export-dataset";

/** Enough that the packer is never idle, and few enough to hold. */
const FILES_AHEAD = 4;

/**
 * Packs files into a zip archive while it is read; a few of them are held at a time. Pictures are stored as they are:
 * packing makes them no smaller.
 */
export function zipFiles(files: AsyncIterable<BundleFile>): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  // When the archive is no longer read, reading the files stops too.
  const left = new Promise<never>((_, reject) => {
    output.once("close", () => reject(new Error("The archive was not read to its end.")));
  });
  left.catch(() => {});
  feed(zip, files, left).catch((cause: Error) => output.destroy(cause));
  return output;
}

async function feed(zip: ZipFile, files: AsyncIterable<BundleFile>, left: Promise<never>): Promise<void> {
  const waiting: Promise<void>[] = [];
  for await (const { path, bytes } of files) {
    const compress = !/\.(?:jpg|png|webp|avif|tif|xlsx)$/.test(path);
    waiting.push(
      new Promise((taken, failed) => {
        // The packer asks for a file when its turn has come; its end is when it has been taken.
        zip.addReadStreamLazy(path, { compress }, (give) => {
          const stream = Readable.from([bytes]);
          stream.once("end", taken).once("error", failed);
          give(null, stream);
        });
      }),
    );
    if (waiting.length > FILES_AHEAD) await Promise.race([waiting.shift(), left]);
  }
  await Promise.race([Promise.all(waiting), left]);
  zip.end();
}
