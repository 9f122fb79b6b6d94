import { boxesProblem } from "../../domain/authoring/annotation";
import { draftSchema } from "../../domain/authoring/input";
import { taskOf } from "../../domain/authoring/step";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { columnsOf } from "./load-case";
import { moveCase } from "./move-case";

/** Keeps one's own work in the making: of a reference, or of a blind reading. Nobody else sees it. */
export async function saveDraft(
  ctx: Context,
  id: string,
  input: Input<typeof draftSchema>,
): Promise<Result<{ readonly savedAt: string }>> {
  const parsed = draftSchema.safeParse(input);
  return moveCase(ctx, id, async ({ tx, actor, now, loaded }) => {
    const { row, version, standing, judge, seen } = loaded;
    if (judge.duties.length === 0) return notFound("case");
    if (!parsed.success) return invalid(parsed.error);
    const { kind, ...body } = parsed.data;
    const task = taskOf(standing, judge, seen);
    if (task !== (kind === "blind" ? "read-blind" : "annotate")) {
      return fail("conflict", "The case has gone on meanwhile. What you wrote is not stored; open it anew.");
    }
    const problem = boxesProblem(body.boxes, version.frame);
    if (problem) return fail("invalid", problem);
    const data = { ...columnsOf(body), updatedAt: now };
    const before = row.annotations.find(
      (each) => each.authorId === actor.id && each.kind === kind && each.submittedAt === null,
    );
    if (before) await tx.annotation.update({ where: { id: before.id }, data });
    else {
      await tx.annotation.create({
        data: { caseId: row.id, authorId: actor.id, kind, createdAt: now, ...data },
      });
    }
    return succeed({ savedAt: now.toISOString() });
  });
}
