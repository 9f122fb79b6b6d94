import { t } from "@/lib/language/t";
import { CLIP_LIMIT_BYTES, type ClipFacts, ClipFault, LONGEST_CLIP_US, latin, WIDEST_CLIP } from "./clip";
import { readEbml } from "./ebml";
import { readIso } from "./iso-boxes";

/** A clip that may be kept, or why it may not, as a sentence. */
export type CheckedClip =
  | { readonly clip: ClipFacts & { readonly bytes: Uint8Array } }
  | { readonly problem: string };

/**
 * Checks that a file is a short silent video that a browser plays, MP4 or WebM by its content, and that nothing but the
 * video stands in it: no sound, no text, no name, no place. Dates at which it was made are blanked in what is given back.
 */
export function checkClip(bytes: Uint8Array): CheckedClip {
  try {
    return { clip: takeClip(bytes) };
  } catch (cause) {
    if (cause instanceof ClipFault) return { problem: cause.message };
    throw cause;
  }
}

function takeClip(given: Uint8Array): ClipFacts & { readonly bytes: Uint8Array } {
  if (given.length > CLIP_LIMIT_BYTES) {
    throw new ClipFault(t`It has ${given.length} bytes, where ${CLIP_LIMIT_BYTES} are allowed.`);
  }
  // A buffer's own `slice` would give the same bytes, and not a copy of them.
  const bytes = Uint8Array.from(given);
  const facts = readByContent(bytes);
  if (facts.width < 1 || facts.width > WIDEST_CLIP) {
    throw new ClipFault(t`It is ${facts.width} pixels wide, where ${WIDEST_CLIP} are allowed.`);
  }
  if (facts.durationUs !== null && facts.durationUs > LONGEST_CLIP_US) {
    throw new ClipFault(
      t`It is ${Math.ceil(facts.durationUs / 1e6)} seconds long, where ${LONGEST_CLIP_US / 1e6} are allowed.`,
    );
  }
  return { ...facts, bytes };
}

function readByContent(bytes: Uint8Array): ClipFacts {
  const head = latin(new DataView(bytes.buffer, bytes.byteOffset), 0, Math.min(bytes.length, 8));
  if (head.slice(4) === "ftyp") return readIso(bytes);
  if (head.startsWith("\x1aE\xdf\xa3")) return readEbml(bytes);
  throw new ClipFault(t`It is neither an MP4 nor a WebM file.`);
}
