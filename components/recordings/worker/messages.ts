import type { ClipType } from "@/lib/domain/clips/clip";
import type { Box, Size } from "@/lib/domain/geometry";
import type { Measures } from "@/lib/domain/recordings/measures";
import type { Span } from "@/lib/domain/recordings/sampling";

/** Why a recording can't be opened. Sentences are the page's: a worker doesn't know the language. */
export type Refusal =
  | { readonly why: "empty" | "unreadable" | "unknown" | "no-index" | "no-picture" }
  | { readonly why: "codec"; readonly codec: string };

/** What is known of a recording once it is open. */
export type Opened = {
  /** Upright, in square pixels. */
  readonly size: Size;
  readonly span: Span;
  /** How long it says that it is, in microseconds, where there are pictures of less than that: it was cut off. */
  readonly saidUs: number | null;
  readonly hasSound: boolean;
};

export type Sample = {
  readonly index: number;
  /** Of its picture, in microseconds of the recording. */
  readonly timeUs: number;
  readonly measures: Measures;
  /** The picture in small, as a JPEG: for the strip. */
  readonly small: Blob;
};

export type Clip = { readonly type: ClipType; readonly content: Blob; readonly durationUs: number };

/** A kept frame, as it leaves the machine. */
export type Made = {
  readonly index: number;
  readonly picture: Blob;
  /** Null where there is nothing before it, where the browser can make none, or where it would be too large. */
  readonly clip: Clip | null;
  /** Of picture and clip together: the same bytes have the same. */
  readonly digest: string;
};

/** What the worker can be asked. */
export type Asks = {
  open: { given: { file: File }; step: never; answer: { refusal: Refusal } | { opened: Opened } };
  /** Takes samples, from one on; `brokenUs` tells where it breaks off before the end. */
  sample: {
    given: { rate: number; from: number };
    step: Sample;
    answer: { brokenUs: number | null };
  };
  /** A picture of `width` at most. */
  show: { given: { timeUs: number; width: number }; step: never; answer: ImageBitmap | null };
  make: {
    given: {
      frames: readonly { readonly index: number; readonly timeUs: number }[];
      covers: readonly Box[];
      /** No clip begins before this. */
      fromUs: number;
    };
    step: Made;
    answer: null;
  };
};
export type Ask = keyof Asks;

export type ToWorker =
  | { [A in Ask]: { readonly ticket: number; readonly ask: A; readonly given: Asks[A]["given"] } }[Ask]
  | { readonly ticket: number; readonly ask: "stop" };

export type FromWorker =
  | { readonly ticket: number; readonly is: "step"; readonly step: unknown }
  | { readonly ticket: number; readonly is: "answer"; readonly answer: unknown }
  /** `unreadable`: the file was changed, moved or deleted. */
  | {
      readonly ticket: number;
      readonly is: "failed";
      readonly unreadable: boolean;
      readonly message: string;
    };
