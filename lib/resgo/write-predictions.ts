import type { FrameKey } from "./layout";
import type { PredictionLine, RunManifest } from "./predictions";

/** The first line of a predictions file, without the line feed. What the run doesn't say is not in it. */
export function manifestLine(manifest: RunManifest): string {
  const { model, name, checkpoint, promptVersion, parameters, server, startedAt, finishedAt, shown } =
    manifest;
  return JSON.stringify({
    model,
    ...(name === null ? {} : { name }),
    checkpoint,
    promptVersion,
    parameters,
    ...(server === null ? {} : { server }),
    ...(startedAt === null ? {} : { startedAt: startedAt.toISOString() }),
    ...(finishedAt === null ? {} : { finishedAt: finishedAt.toISOString() }),
    ...(shown === null ? {} : { shown }),
  });
}

/** A frame's line of a predictions file, without the line feed; its keys always in the same order. */
export function predictionLine(
  { video, frame }: FrameKey,
  reading: Omit<PredictionLine, "video" | "frame" | "row">,
): string {
  const { phase, phaseProbabilities, box, rationale, raw, error, samples } = reading;
  return JSON.stringify({
    video,
    frame,
    phase,
    phaseProbabilities,
    box,
    rationale,
    raw,
    error,
    ...(samples === null ? {} : { samples }),
  });
}
