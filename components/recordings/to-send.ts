import type { Phase } from "@/lib/domain/phases";
import { type Cut, isKept } from "@/lib/domain/recordings/cut";
import { phaseAt } from "@/lib/domain/recordings/phase-track";
import type { RecordingManifest } from "@/lib/domain/uploads/recording-manifest";
import type { StripSample } from "./strip";
import type { Made } from "./worker/messages";

/** A frame that becomes a case. */
export type KeptFrame = { readonly index: number; readonly timeUs: number; readonly phase: Phase | null };

export function keptFrames(cut: Cut, samples: readonly StripSample[]): readonly KeptFrame[] {
  return samples.flatMap(({ timeUs, mark }, index) =>
    isKept(cut, index, mark) ? [{ index, timeUs, phase: phaseAt(cut.phases, index) }] : [],
  );
}

/** All that is sent of a recording, as one piece: the manifest, then each frame’s picture and clip. */
export function contentOf(frames: readonly KeptFrame[], made: ReadonlyMap<number, Made>): Blob {
  const both = frames.flatMap((frame) => {
    const of = made.get(frame.index);
    return of ? [{ frame, ...of }] : [];
  });
  const manifest: RecordingManifest = {
    frames: both.map(({ frame: { index, timeUs, phase }, picture, clip }) => ({
      frame: index,
      timeUs,
      phase,
      bytes: picture.size,
      clip: clip && { type: clip.type, bytes: clip.content.size, durationUs: clip.durationUs },
    })),
  };
  const parts = both.flatMap(({ picture, clip }) => (clip ? [picture, clip.content] : [picture]));
  return new Blob([`${JSON.stringify(manifest)}\n`, ...parts]);
}
