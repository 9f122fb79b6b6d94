import zlib from "node:zlib";
import type { Compressors } from "hyparquet";
import { snappyUncompress } from "hyparquet/src/snappy.js";

const unpacked = (bytes: Buffer): Uint8Array =>
  new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** How pages are unpacked; none to more than its header says, which `checkPages` has looked at. */
export const codecs: Compressors = {
  SNAPPY(packed, size) {
    const output = new Uint8Array(size);
    snappyUncompress(packed, output);
    return output;
  },
  GZIP: (packed, size) => unpacked(zlib.gunzipSync(packed, { maxOutputLength: size || 1 })),
  BROTLI: (packed, size) => unpacked(zlib.brotliDecompressSync(packed, { maxOutputLength: size || 1 })),
  ZSTD: (packed, size) => unpacked(zlib.zstdDecompressSync(packed, { maxOutputLength: size || 1 })),
};
