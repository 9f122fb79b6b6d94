import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { boxesProblem, missingParts } from "../../domain/authoring/annotation";
import { submissionSchema } from "../../domain/authoring/input";
import { advance, type Step, taskOf } from "../../domain/authoring/step";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { auditCase, moveCase, setStep } from "./move-case";
import { bodyOf, draftOf } from "./parts/load-case";
import { tellNext } from "./parts/tell-next";

const handIn = statement({
  name: "hand-annotation-in",
  params: { id: uuid, now: timestamp },
  sql: "UPDATE annotation SET submitted_at = $now, updated_at = $now WHERE id = $id",
});

/**
 * Submits the actor's draft as it is stored: a reference goes to the checkers, a blind reading beside it. Neither
 * changes any more.
 */
export async function submitAnnotation(
  ctx: Context,
  id: string,
  input: Input<typeof submissionSchema>,
): Promise<Result<{ readonly step: Step }>> {
  const parsed = submissionSchema.safeParse(input);
  return moveCase(ctx, id, async (moving) => {
    const { tx, now, loaded } = moving;
    const { row, standing, judge, seen } = loaded;
    if (judge.duties.length === 0) return notFound("case");
    if (!parsed.success) return invalid(parsed.error);
    const { kind } = parsed.data;
    const draft = draftOf(loaded, kind);
    const isBlind = kind === "blind";
    const outcome = isBlind ? { step: standing.step } : advance(standing, judge, { type: "submit" });
    if ("problem" in outcome) return fail("conflict", outcome.problem);
    if (isBlind && taskOf(standing, judge, seen) !== "read-blind") {
      return fail("conflict", t`The case is not to be read blind at this time.`);
    }
    if (!draft) return fail("conflict", t`There is nothing to submit yet.`);
    const body = bodyOf(draft);
    const missing = missingParts(body, kind);
    if (missing.length > 0) return fail("invalid", t`Still missing: ${inList(missing, ",")}.`);
    const problem = boxesProblem(body.boxes, row);
    if (problem) return fail("invalid", problem);
    await tx.run(handIn, { id: draft.id, now });
    if (!isBlind) await setStep(moving, outcome.step, draft.id);
    await auditCase(moving, isBlind ? "annotation.read-blind" : "annotation.submit", {
      annotation: draft.id,
    });
    if (!isBlind) await tellNext(moving, outcome.step, judge.id);
    return succeed({ step: outcome.step });
  });
}
