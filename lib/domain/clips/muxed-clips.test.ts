import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from "mediabunny";
import { expect, test } from "vitest";
import { checkClip } from "./check-clip";

/** What is not looked at: a decoder would want more. */
const avcDescription = Uint8Array.from([1, 66, 0, 30, 255, 225, 0, 4, 0x67, 66, 0, 30, 1, 0, 2, 0x68, 0xce]);

/** A clip of ten seconds as the browser makes it, of frames that are none. */
async function muxed(format: Mp4OutputFormat | WebMOutputFormat, codec: "avc" | "vp9"): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source);
  await output.start();
  const decoderConfig = {
    codec: codec === "avc" ? "avc1.42001e" : "vp09.00.10.08",
    ...{ codedWidth: 640, codedHeight: 360 },
    ...(codec === "avc" && { description: avcDescription }),
  };
  for (let frame = 0; frame < 150; frame++) {
    const bytes = Uint8Array.from([0, 0, 0, 3, 0x65, frame, frame]);
    const packet = new EncodedPacket(bytes, frame % 15 ? "delta" : "key", frame / 15, 1 / 15);
    await source.add(packet, { decoderConfig });
  }
  await output.finalize();
  return new Uint8Array(target.buffer!);
}

test.each([
  ["mp4", () => muxed(new Mp4OutputFormat({ fastStart: "in-memory" }), "avc")],
  ["webm", () => muxed(new WebMOutputFormat(), "vp9")],
] as const)("a clip as the browser makes it, in %s, is taken", async (type, make) => {
  const made = await make();
  expect(checkClip(made)).toMatchObject({ clip: { type, width: 640, durationUs: 10_000_000 } });
});
