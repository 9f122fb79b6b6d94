import { boxesProblem, missingParts } from "../../domain/authoring/annotation";
import { submissionSchema } from "../../domain/authoring/input";
import { advance, type Step, taskOf } from "../../domain/authoring/step";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { bodyOf } from "./load-case";
import { auditCase, moveCase } from "./move-case";

/**
 * Hands in one's draft as it is stored: a reference goes to the checkers, a blind reading beside it. Neither changes
 * any more.
 */
export async function submitAnnotation(
  ctx: Context,
  id: string,
  input: Input<typeof submissionSchema>,
): Promise<Result<{ readonly step: Step }>> {
  const parsed = submissionSchema.safeParse(input);
  return moveCase(ctx, id, async (moving) => {
    const { tx, actor, now, loaded } = moving;
    const { row, version, standing, judge, seen } = loaded;
    if (judge.duties.length === 0) return notFound("case");
    if (!parsed.success) return invalid(parsed.error);
    const { kind } = parsed.data;
    const draft = row.annotations.find(
      (each) => each.authorId === actor.id && each.kind === kind && each.submittedAt === null,
    );
    const isBlind = kind === "blind";
    const outcome = isBlind ? { step: standing.step } : advance(standing, judge, { type: "submit" });
    if ("problem" in outcome) return fail("conflict", outcome.problem);
    if (isBlind && taskOf(standing, judge, seen) !== "read-blind") {
      return fail("conflict", "The case is not to be read blind at this time.");
    }
    if (!draft) return fail("conflict", "There is nothing to submit yet.");
    const body = bodyOf(draft);
    const missing = missingParts(body, kind);
    if (missing.length > 0) return fail("invalid", `Still missing: ${missing.join(", ")}.`);
    const problem = boxesProblem(body.boxes, version.frame);
    if (problem) return fail("invalid", problem);
    await tx.annotation.update({ where: { id: draft.id }, data: { submittedAt: now, updatedAt: now } });
    if (!isBlind) {
      await tx.authoring.update({
        where: { caseId: row.id },
        data: { step: outcome.step, currentId: draft.id, updatedAt: now },
      });
    }
    await auditCase(moving, isBlind ? "annotation.read-blind" : "annotation.submit", {
      annotation: draft.id,
    });
    return succeed({ step: outcome.step });
  });
}
