import { t } from "@/lib/language/t";
import type { Refusal } from "./worker/messages";

/** What a recording that can't be opened is told with, and the line for ffmpeg that helps, where one does. */
export type RefusalWords = { readonly problem: string; readonly command: string | null };

/** Makes what every browser plays, without sound. */
const CONVERT = "ffmpeg -i recording.mov -an -c:v libx264 -crf 18 -pix_fmt yuv420p recording.mp4";

const CODEC_NAMES: Readonly<Record<string, string>> = {
  avc: "H.264",
  hevc: "HEVC (H.265)",
  vp8: "VP8",
  vp9: "VP9",
  av1: "AV1",
  prores: "ProRes",
  mp4v: "MPEG-4 Part 2",
};

/** Of a recording that is open, and whose file is another by now, or gone. */
export const unreadableWords = t`The recording was changed, moved or deleted after it was chosen, and can’t be read any more. Load this page again and choose it once more: what was decided about the same file is kept.`;

/** @param fileName shown to whoever chose it, and told to nobody else */
export function refusalWords(refusal: Refusal, fileName: string): RefusalWords {
  switch (refusal.why) {
    case "empty":
      return { problem: t`There is nothing in ${fileName}: it has 0 bytes.`, command: null };
    case "unreadable":
      return {
        problem: t`${fileName} was changed, moved or deleted after it was chosen, and can’t be read any more. Choose it again.`,
        command: null,
      };
    case "unknown":
      return {
        problem: t`${fileName} is no recording that can be read here: MP4, MOV, MKV and WebM can. Where it is a video of another kind, this line makes an MP4 of it:`,
        command: CONVERT,
      };
    case "no-index":
      return {
        problem: t`${fileName} was cut off before what tells where its pictures are was written, so none can be found. Copy it from the recorder again.`,
        command: null,
      };
    case "no-picture":
      return { problem: t`${fileName} has sound and no pictures.`, command: null };
    case "codec": {
      const codec = CODEC_NAMES[refusal.codec] ?? refusal.codec;
      return {
        problem: t`This browser can’t decode the pictures of ${fileName} (${codec}). Another browser may; or this line makes an MP4 of it that every browser reads:`,
        command: CONVERT,
      };
    }
  }
}
