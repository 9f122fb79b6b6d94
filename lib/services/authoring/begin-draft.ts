import { taskOf } from "../../domain/authoring/step";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { bodyOf, columnsOf } from "./load-case";
import { auditCase, moveCase } from "./move-case";

/**
 * Begins a draft from what stands there: the annotation that was sent back, or the reference that an import
 * brought. Whoever does has seen it, and reads this case no more blind.
 */
export async function beginDraft(ctx: Context, id: string): Promise<Result<{ readonly begun: true }>> {
  return moveCase(ctx, id, async (moving) => {
    const { tx, actor, now, loaded } = moving;
    const { row, version, standing, judge, current, seen } = loaded;
    if (judge.duties.length === 0) return notFound("case");
    if (taskOf(standing, judge, seen) !== "annotate") {
      return fail("conflict", "The case is not to be annotated at this time.");
    }
    const isBegun = row.annotations.some(
      (each) => each.authorId === actor.id && each.kind === "reference" && each.submittedAt === null,
    );
    if (isBegun) return succeed({ begun: true });
    const data = columnsOf(bodyOf(current ?? version));
    await tx.annotation.create({
      data: {
        caseId: row.id,
        authorId: actor.id,
        kind: "reference",
        createdAt: now,
        updatedAt: now,
        ...data,
      },
    });
    await auditCase(moving, "annotation.begin", {});
    return succeed({ begun: true });
  });
}
