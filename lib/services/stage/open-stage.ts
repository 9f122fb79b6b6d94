import { z } from "zod";
import { may } from "../../auth/policy";
import type { StageOpened } from "../../domain/assignments/views";
import type { Input } from "../../domain/view";
import { getAssignmentRun } from "../assignments/get-assignment-run";
import { getStageCase } from "../cases/get-stage-case";
import type { Context } from "../context";
import { nextCases } from "../practice/next-cases";
import { notFound, type Result, succeed } from "../result";

/** How many cases the player holds ready behind the one on stage in free practice. */
const AHEAD = 3;

/** How many in an assignment, the one on stage among them: enough for a while without a connection. */
const READY = 6;

const inputSchema = z.object({
  caseId: z.uuid(),
  /** Free practice where it is left out. */
  assignmentId: z.uuid().optional(),
  /** Cases answered before, once more. */
  again: z.boolean().default(false),
});

/**
 * What fills the stage for the actor: the case, and those after it. Of an assignment, the first that waits where the case
 * itself is answered, and none where nothing more is.
 */
export async function openStage(
  ctx: Context,
  input: Input<typeof inputSchema>,
): Promise<Result<StageOpened>> {
  const { actor } = ctx;
  const parsed = inputSchema.safeParse(input);
  if (!may(actor, "practise") || !parsed.success) return notFound("case");
  const { caseId, assignmentId, again } = parsed.data;
  const readerId = actor.id;
  if (assignmentId !== undefined) {
    const found = await getAssignmentRun(ctx, { id: assignmentId, caseId, limit: READY });
    if (!found.ok) return found;
    const running = found.value.state === "running" ? found.value : { run: null, cases: [] };
    return succeed({ readerId, run: running.run, sitting: null, cases: running.cases });
  }
  const [stageCase, coming] = await Promise.all([
    getStageCase(ctx, caseId),
    nextCases(ctx, { exclude: [caseId], limit: AHEAD, again, beside: caseId }),
  ]);
  if (!stageCase.ok) return stageCase;
  if (!coming.ok) return coming;
  const { cases, sitting, besidePlace } = coming.value;
  const first = besidePlace === null ? stageCase.value : { ...stageCase.value, number: besidePlace };
  return succeed({ readerId, run: null, sitting, cases: [first, ...cases] });
}
