import { t } from "@/lib/language/t";

/** The silent seconds that end at a frame: in these containers. */
export const CLIP_TYPES = ["mp4", "webm"] as const;
export type ClipType = (typeof CLIP_TYPES)[number];

/** The largest clip that is taken, in bytes. */
export const CLIP_LIMIT_BYTES = 1_048_576;
/** The longest, in microseconds: ten seconds, and some room for where a key frame lies. */
export const LONGEST_CLIP_US = 15_000_000;
/** The widest, in pixels. */
export const WIDEST_CLIP = 640;

/** What a clip says of itself. */
export type ClipFacts = {
  readonly type: ClipType;
  /** In pixels. */
  readonly width: number;
  /** In microseconds; null where it doesn't say. */
  readonly durationUs: number | null;
};

/** Why a clip is not taken, as a sentence. */
export class ClipFault extends Error {}

export const damaged = (): ClipFault => new ClipFault(t`It is damaged or was cut short.`);

export const tooMuch = (what: string): ClipFault =>
  new ClipFault(t`It holds “${what}”: what is needed to play it is all that may stand in it.`);

export const noVideo = (): ClipFault => new ClipFault(t`It has no video that browsers play.`);

export const notAlone = (): ClipFault =>
  new ClipFault(t`It has sound, or another track than its video: a clip is silent.`);

/** Bytes as letters of Latin-1. */
export function latin(view: DataView, from: number, to: number): string {
  let letters = "";
  for (let at = from; at < to; at++) letters += String.fromCharCode(view.getUint8(at));
  return letters;
}

export const isBlank = (bytes: Uint8Array, from: number, to: number): boolean =>
  bytes.subarray(from, to).every((byte) => byte === 0);
