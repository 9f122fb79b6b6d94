/** The weights that a run was made with. */
type Checkpoint = {
  /** The training that they come from, as it is told; null where it isn't. */
  readonly training: string | null;
  /** Optimizer steps until then. */
  readonly step: number;
};

/** “checkpoint-80”, as trainers call a folder, “step 80”, or the number alone; and what stands before it. */
const NAMED = /^(?:(.*[^\s/\\,:·])[\s/\\,:·]+)?(?:checkpoint|(?:global[-_ ]?)?step)[-_ ]?(\d{1,9})$/i;
const NUMBER = /^\d{1,9}$/;

/**
 * The training and the step that the `--checkpoint` of a model run tells of: `stage2/checkpoint-80`, `checkpoint-80`, `80`.
 *
 * @returns null where it tells of no step
 */
export function readCheckpoint(told: string | null): Checkpoint | null {
  const text = (told ?? "").trim().replace(/[/\\]+$/, "");
  if (NUMBER.test(text)) return { training: null, step: Number(text) };
  const named = NAMED.exec(text);
  return named && { training: named[1] ?? null, step: Number(named[2]) };
}

/**
 * Whether a checkpoint is one of a training's: it names it, alone or at the end of a path; or it names none, and its model
 * has been trained once as far as is known.
 */
export function isOfTraining(checkpoint: Checkpoint, name: string, trainingsOfModel: number): boolean {
  const { training } = checkpoint;
  if (training === null) return trainingsOfModel === 1;
  return training === name || training.endsWith(`/${name}`) || training.endsWith(`\\${name}`);
}
