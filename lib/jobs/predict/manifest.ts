import type { Facts, RunManifest } from "@/lib/resgo/predictions";
import type { ReaderDescription } from "@/lib/vlm/reading";
import type { PictureFit } from "./sent-size";

/** What a run is called and how it is shown, beside what the reader says of itself. */
type RunWishes = {
  readonly name: string | null;
  readonly checkpoint: string | null;
  readonly fit: PictureFit;
  readonly shown: boolean | null;
};

/** A run as its file and its row in the database tell of it. */
export function manifestOf(description: ReaderDescription, wishes: RunWishes): RunManifest {
  const { model, promptVersion, promptDigest, parameters, server } = description;
  return {
    model,
    name: wishes.name,
    checkpoint: wishes.checkpoint,
    promptVersion,
    parameters: { ...parameters, ...wishes.fit, promptDigest },
    server: structuredClone(server) as Facts,
    startedAt: null,
    finishedAt: null,
    shown: wishes.shown ?? (studiesOf(parameters).length > 0 ? false : null),
  };
}

/** What a run is called where nobody names it, after what it does otherwise than phase-then-go. */
export function defaultName(parameters: ReaderDescription["parameters"]): string {
  const { samples } = parameters;
  const parts = [...studiesOf(parameters), ...(samples > 1 ? [`${samples} samples`] : [])];
  return parts.length > 0 ? parts.join(", ") : "phase-then-go";
}

/** Studies (the paper's Tables 3 and 4) are for figures, and not shown to those who practise. */
function studiesOf({ rectify, singleTurn, noDefinition }: ReaderDescription["parameters"]): string[] {
  return [
    ...(rectify ? ["rectified"] : []),
    ...(singleTurn ? ["single turn"] : []),
    ...(noDefinition ? ["no definition"] : []),
  ];
}

/** What decides how answers are read, and not what is asked: with another, those there are can be read again. */
const READING = ["boxUnit", "boxOrder"] as const;

/** Whether two runs differ in nothing but how their answers are read. */
export function differInReading(before: RunIdentity, now: RunIdentity): boolean {
  const unread = (run: RunIdentity): RunIdentity => ({
    ...run,
    parameters: { ...run.parameters, ...Object.fromEntries(READING.map((key) => [key, null])) },
  });
  return differences(before, now).length > 0 && differences(unread(before), unread(now)).length === 0;
}

/** What decides a run's answers. */
export type RunIdentity = Pick<RunManifest, "model" | "checkpoint" | "promptVersion" | "parameters"> & {
  readonly server: Facts | null;
};

/**
 * What keeps two runs from being one, as a sentence for each difference: empty when readings of both may stand
 * side by side. A server's address and version may change; what holds the model to its letters may not.
 */
export function differences(before: RunIdentity, now: RunIdentity): string[] {
  const [was, is] = [factsOf(before), factsOf(now)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((key) => canonical(was[key]) !== canonical(is[key]))
    .map((key) => `${key} was ${shown(was[key])} and is ${shown(is[key])}`);
}

function factsOf(run: RunIdentity): Facts {
  return {
    model: run.model,
    checkpoint: run.checkpoint,
    "prompt version": run.promptVersion,
    constraint: run.server?.constraint ?? null,
    ...run.parameters,
  };
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "not given";
  return typeof value === "string" ? `“${value}”` : canonical(value);
}

/** JSON with its keys in order: a database gives them back in an order of its own. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
}
