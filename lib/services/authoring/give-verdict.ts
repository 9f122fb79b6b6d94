import { t } from "@/lib/language/t";
import { boolean, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { verdictSchema } from "../../domain/authoring/input";
import { advance, type Step } from "../../domain/authoring/step";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { auditCase, moveCase, setStep } from "./move-case";
import { loadCase } from "./parts/load-case";
import { publishAnnotation } from "./parts/publish-annotation";
import { tellNext } from "./parts/tell-next";

const insertVerdict = statement({
  name: "insert-verdict",
  params: { annotationId: uuid, judgeId: uuid, step: text, agrees: boolean, comment: text, now: timestamp },
  sql: `INSERT INTO annotation_verdict (annotation_id, judge_id, step, agrees, comment, at)
    VALUES ($annotationId, $judgeId, $step, $agrees, $comment, $now)`,
});

/**
 * A checker's or a chief's verdict on an annotation: it goes on, or back with a comment. With the last chief's
 * agreement it is published, as a new version of the case.
 */
export async function giveVerdict(
  ctx: Context,
  id: string,
  input: Input<typeof verdictSchema>,
): Promise<Result<{ readonly step: Step }>> {
  const parsed = verdictSchema.safeParse(input);
  return moveCase(ctx, id, async (moving) => {
    const { tx, actor, now, loaded } = moving;
    const { row, annotations, standing, judge, current, seen } = loaded;
    if (judge.duties.length === 0) return notFound("case");
    if (!parsed.success) return invalid(parsed.error);
    const { annotationId, step, agrees, comment } = parsed.data;
    if (
      !annotations.some((each) => each.id === annotationId && each.kind === "reference" && each.submitted_at)
    ) {
      return notFound("annotation");
    }
    if (current?.id !== annotationId) {
      return fail("conflict", t`The annotation was replaced by another meanwhile. Look at that one.`);
    }
    const before = current.verdicts.find((each) => each.judgeId === actor.id && each.step === step);
    if (before) {
      return before.agrees === agrees && before.comment === comment
        ? succeed({ step: standing.step })
        : fail("conflict", t`You have given your verdict on this annotation already.`);
    }
    const outcome = advance(standing, judge, { type: step === "checking" ? "check" : "review", agrees });
    if ("problem" in outcome) return fail("conflict", outcome.problem);
    if (!seen) return fail("conflict", t`Draw your own reading first: the check begins blind.`);
    await tx.run(insertVerdict, { annotationId, judgeId: actor.id, step, agrees, comment, now });
    await auditCase(moving, `annotation.${step === "checking" ? "check" : "review"}`, {
      annotation: annotationId,
      agrees,
    });
    if (outcome.step === "published") {
      // With this verdict among the others.
      const whole = (await loadCase(tx, actor, row.id))!;
      await publishAnnotation({ ...moving, loaded: whole });
    } else {
      await setStep(moving, outcome.step);
      if (outcome.step !== standing.step) await tellNext(moving, outcome.step, standing.authorId);
    }
    return succeed({ step: outcome.step });
  });
}
