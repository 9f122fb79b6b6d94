const INSIDE = new Set(["moov", "trak", "mdia"]);
const WITH_TIMES = new Set(["mvhd", "tkhd", "mdhd"]);

/**
 * An MP4 that doesn't tell when it was made: the times of making and changing that its boxes begin with are 0, in place.
 * So the same pictures are the same bytes, whenever they are made.
 */
export function withoutTimes(mp4: ArrayBuffer): ArrayBuffer {
  clear(new DataView(mp4), 0, mp4.byteLength);
  return mp4;
}

function clear(bytes: DataView, from: number, to: number): void {
  for (let at = from; at + 8 <= to; ) {
    const size = bytes.getUint32(at);
    const type = String.fromCharCode(...[4, 5, 6, 7].map((byte) => bytes.getUint8(at + byte)));
    if (INSIDE.has(type)) clear(bytes, at + 8, Math.min(to, at + size));
    else if (WITH_TIMES.has(type)) {
      // After a version and flags: two times, of 4 bytes each in version 0 and of 8 in version 1.
      const length = bytes.getUint8(at + 8) === 0 ? 8 : 16;
      for (let byte = 0; byte < length; byte++) bytes.setUint8(at + 12 + byte, 0);
    }
    // A size of 0 reaches to the end, one of 1 is longer than what is looked for here.
    if (size < 8) return;
    at += size;
  }
}
