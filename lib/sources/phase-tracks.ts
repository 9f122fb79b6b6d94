import { nameKey } from "@/lib/resgo/plain-text";
import type { Folder } from "./folder";
import { placeFrame, splitOfPath } from "./place-frame";
import type { PhaseTrack, SourceFrame } from "./source-format";

/** The phases of videos, asked for frame by frame. */
export type Tracks = {
  /** Whether there is one of a video. */
  readonly has: (video: string) => boolean;
  /** The phase of a frame as its track calls it; null where none says. */
  readonly phaseOf: (video: string, frame: number) => string | null;
};

/** `video01` and `VID01` are one video. */
const videoKey = (name: string): string => nameKey(name).replace(/^(?:video|vid)[\s_-]*0*(?=\d)/, "video ");

/** @param frameRate how many numbers of frames there are a second; null: as many as the track counts */
export function openTracks(tracks: readonly PhaseTrack[], frameRate: number | null): Tracks {
  const byVideo = new Map(tracks.map((track) => [videoKey(track.video), track]));
  return {
    has: (video) => byVideo.has(videoKey(video)),
    phaseOf(video, frame) {
      const track = byVideo.get(videoKey(video));
      if (!track) return null;
      // A frame between two of the track's is in the phase of the one before; rounding must not make it the one before that.
      const at = frameRate === null ? frame : Math.floor((frame * track.rate) / frameRate + 1e-6);
      if (at >= track.end) return null;
      return track.phases.findLast(({ from }) => from <= at)?.phase ?? null;
    },
  };
}

/** The pictures of videos that have tracks, as frames on which nothing was drawn. */
export function framesOfTracks(
  folder: Folder,
  tracks: Tracks,
  set: string,
  used: ReadonlySet<string>,
): SourceFrame[] {
  return folder.pictures.flatMap((file): SourceFrame[] => {
    const placed = used.has(file) ? null : placeFrame(file, set);
    if (!placed || "problem" in placed || !tracks.has(placed.video)) return [];
    return [
      {
        ...placed,
        split: splitOfPath(file),
        picture: { file, embedded: false },
        place: { file },
        phase: null,
        detailed: false,
        marks: async () => ({ marks: [] }),
      },
    ];
  });
}
