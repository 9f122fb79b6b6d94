import { checkClip } from "@/lib/domain/clips/check-clip";
import { CLIP_LIMIT_BYTES, type ClipType } from "@/lib/domain/clips/clip";
import { t } from "@/lib/language/t";
import { BundleError, inFile, readWhole } from "./list-files";
import { sha256Of } from "./picture";

/** A clip that may be kept. */
export type Clip = {
  /** In the bundle's folder. */
  readonly file: string;
  /** By its content, whatever it is called. */
  readonly type: ClipType;
  /** Of what is kept of it, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** In microseconds; null where it doesn't say. */
  readonly durationUs: number | null;
};

/** What is known of a frame beside its picture and its reference. */
export type Recorded = {
  /** When it is shown in the recording, in microseconds from its beginning. */
  readonly timeUs: number | null;
  /** The silent seconds that end at it. */
  readonly clip: Clip | null;
};

export const NOT_RECORDED: Recorded = { timeUs: null, clip: null };

/** @throws BundleError with a sentence for people where it is no clip that Calot takes */
export async function inspectClip(root: string, file: string): Promise<Clip> {
  const { type, bytes, durationUs } = await takeClip(root, file);
  return { file, type, sha256: sha256Of(bytes), bytes: bytes.length, durationUs };
}

/** What is kept of a clip that was looked at before. @throws BundleError where it has changed since */
export async function readClip(root: string, { file, sha256 }: Clip): Promise<Uint8Array> {
  const { bytes } = await inFile(file, () => takeClip(root, file));
  if (sha256Of(bytes) !== sha256) throw new BundleError(t`The clip changed while it was read.`);
  return bytes;
}

async function takeClip(root: string, file: string) {
  const checked = checkClip(await readWhole(root, file, CLIP_LIMIT_BYTES));
  if ("problem" in checked) throw new BundleError(checked.problem);
  return checked.clip;
}
