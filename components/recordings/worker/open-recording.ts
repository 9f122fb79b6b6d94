import {
  BlobSource,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  QTFF,
  UnsupportedInputFormatError,
  WEBM,
} from "mediabunny";
import type { Opened, Refusal } from "./messages";
import { isUnreadable } from "./unreadable";

/** A recording that can be read. */
export type Recording = {
  readonly file: File;
  readonly input: Input;
  readonly track: InputVideoTrack;
  readonly opened: Opened;
};

/** Less than this between what a recording says and what it has is rounding, in seconds. */
const CUT_OFF_S = 2;

/** Opens a recording by reading slices of its file, never all of it. */
export async function openRecording(file: File): Promise<{ refusal: Refusal } | { recording: Recording }> {
  if (file.size === 0) return { refusal: { why: "empty" } };
  const input = new Input({ source: new BlobSource(file), formats: [MP4, QTFF, MATROSKA, WEBM] });
  try {
    const answer = await lookInto(file, input);
    if ("refusal" in answer) input.dispose();
    return answer;
  } catch (error) {
    input.dispose();
    if (await isUnreadable(file)) return { refusal: { why: "unreadable" } };
    // Its beginning is that of a recording, and what should tell where the pictures are can't be read.
    if (!(error instanceof UnsupportedInputFormatError)) return { refusal: { why: "no-index" } };
    return { refusal: { why: "unknown" } };
  }
}

async function lookInto(file: File, input: Input): Promise<{ refusal: Refusal } | { recording: Recording }> {
  await input.getFormat();
  const tracks = await input.getTracks();
  const track = await input.getPrimaryVideoTrack();
  if (!track) return { refusal: { why: tracks.length === 0 ? "no-index" : "no-picture" } };
  if (!(await track.canDecode())) {
    const codec = (await track.getCodec()) ?? String((await track.getInternalCodecId()) ?? "");
    return { refusal: { why: "codec", codec } };
  }
  const packets = new EncodedPacketSink(track);
  const first = await packets.getFirstPacket({ metadataOnly: true });
  const last = first && (await packets.getPacket(Number.POSITIVE_INFINITY, { metadataOnly: true }));
  if (!first || !last) return { refusal: { why: "no-index" } };
  const start = Math.max(0, await track.getFirstTimestamp());
  const end = last.timestamp + last.duration;
  const said = await track.getDurationFromMetadata();
  const opened: Opened = {
    size: { width: await track.getDisplayWidth(), height: await track.getDisplayHeight() },
    span: {
      startUs: Math.round(start * 1e6),
      endUs: Math.max(Math.round(end * 1e6), Math.round(start * 1e6) + 1),
    },
    saidUs: said !== null && said > end + CUT_OFF_S ? Math.round(said * 1e6) : null,
    hasSound: tracks.some((each) => each.isAudioTrack()),
  };
  return { recording: { file, input, track, opened } };
}
