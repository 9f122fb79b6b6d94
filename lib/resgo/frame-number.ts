import { t } from "@/lib/language/t";
import { nameKey } from "./plain-text";

/** What comes before the number is kept, for it may name a video. */
type FrameReading = { readonly frame: number; readonly prefix: string } | { readonly problem: string };

/** The largest number that the database keeps. */
const LARGEST = 2_147_483_647;

const LONGEST = 300;

const EXTENSION = /\.(?:jpe?g|png|webp|avif|tiff?|json)$/i;
const DATE = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?$/;
const NUMBERED = /^(.*?)(\d+)(?:\.0+)?$/;
const FRAME_WORD = /(?:^|[\s_#.-])(?:frame|frm|fr|f|image|img|no|#)$/i;
/** `frame 10-20` is two frames. */
const RANGE = /(?:^|[\s_#.-])(?:frames?|frm|fr|f)[\s_#.-]*\d+\s*-\s*$/i;

/**
 * The frame number in a cell or a file name: `166`, `000166`, `frame_000166` and `VID18_000166.jpg` are 166.
 * Folders before a file name are left out.
 */
export function readFrameNumber(text: string): FrameReading {
  const said = text.trim();
  if (DATE.test(said)) return { problem: t`“${said}” looks like a date, not like a frame number.` };
  const base = said.split(/[\\/]/).at(-1)!.replace(EXTENSION, "");
  const match = base.length <= LONGEST ? NUMBERED.exec(base) : null;
  if (!match || !separates(match[1]!)) {
    return { problem: t`“${said.slice(0, LONGEST)}” is not a frame number.` };
  }
  const frame = Number(match[2]);
  if (frame > LARGEST) return { problem: t`“${said}” is too large for a frame number.` };
  return { frame, prefix: nameKey(match[1]!.replace(/[\s_#.-]+$/, "")) };
}

/** Whether what stands before a number can be told from it: `VID18_`, `frame`, but not `1,` or `12.`. */
function separates(prefix: string): boolean {
  if (prefix === "") return true;
  if (RANGE.test(prefix)) return false;
  if (FRAME_WORD.test(prefix)) return true;
  if (!/^[\p{L}\p{N}]/u.test(prefix)) return false;
  if (prefix.endsWith("_")) return true;
  return /\p{L}/u.test(prefix) && /[\s#-]$|\p{L}\.$/u.test(prefix);
}
