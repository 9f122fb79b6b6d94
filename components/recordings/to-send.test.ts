import { expect, test } from "vitest";
import { changeCut, newCut } from "@/lib/domain/recordings/cut";
import { recordingManifestSchema } from "@/lib/domain/uploads/recording-manifest";
import { contentOf, keptFrames } from "./to-send";
import type { Made } from "./worker/messages";

const samples = [0, 5, 10].map((s, index) => ({
  timeUs: s * 1e6,
  mark: index === 1 ? ("black" as const) : null,
  url: "",
}));
const made: ReadonlyMap<number, Made> = new Map([
  [0, { index: 0, picture: new Blob(["picture 0"]), clip: null, digest: "" }],
  [
    2,
    {
      index: 2,
      picture: new Blob(["two"]),
      clip: { type: "mp4", content: new Blob(["clip"]), durationUs: 9_000_000 },
      digest: "",
    },
  ],
]);

test("what is sent is the manifest and then the bytes that it names, in order", async () => {
  const cut = changeCut(newCut(0.2), { type: "phase", stretch: { from: 2, to: 2 }, phase: "B" });
  const frames = keptFrames(cut, samples);
  const text = await contentOf(frames, made).text();
  const [head, ...rest] = text.split("\n");
  expect(recordingManifestSchema.parse(JSON.parse(head!))).toEqual({
    frames: [
      { frame: 0, timeUs: 0, phase: null, bytes: 9, clip: null },
      {
        frame: 2,
        timeUs: 10_000_000,
        phase: "B",
        bytes: 3,
        clip: { type: "mp4", bytes: 4, durationUs: 9_000_000 },
      },
    ],
  });
  expect(rest.join("\n")).toBe("picture 0twoclip");
});
