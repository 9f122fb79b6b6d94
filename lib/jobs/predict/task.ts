import type { Size } from "@/lib/domain/geometry";
import type { Phase } from "@/lib/domain/phases";
import { type FrameKey, frameKey } from "@/lib/resgo/layout";

/** A frame that a model is to read, and where its picture is. */
export type Task = FrameKey &
  Size & {
    /** The case, where the frame comes from the database. */
    readonly caseId: string | null;
    readonly referencePhase: Phase | null;
    /** Of the picture's original bytes, in hexadecimal. */
    readonly sha256: string;
    /** How many they are. */
    readonly bytes: number;
    /** Reads them. @throws BundleError with a sentence for people */
    readonly load: () => Promise<Buffer>;
  };

/**
 * What a reading hangs on beside the run's manifest: the frame, its bytes and, where the model is told it, the
 * reference's phase. A reading under another key is of no use.
 */
export function taskKey(task: Task, rectify: boolean): string {
  return `${frameKey(task)}\u0000${task.sha256}\u0000${rectify ? task.referencePhase : ""}`;
}

/** A frame's name in sentences. */
export function nameOf({ video, frame }: FrameKey): string {
  return `${video}, frame ${frame}`;
}

/** One of several equal parts of a run: part 2 of 8 is `{ index: 2, of: 8 }`. */
export type Shard = { readonly index: number; readonly of: number };

export const WHOLE: Shard = { index: 1, of: 1 };

/** Every n-th task, so that each part has its share of every video. */
export function shardOf(tasks: readonly Task[], { index, of }: Shard): Task[] {
  return tasks.filter((_, position) => position % of === index - 1);
}
