import { t } from "@/lib/language/t";
import { taskOf } from "../../domain/authoring/step";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { auditCase, moveCase } from "./move-case";
import { bodyOf, draftOf } from "./parts/load-case";
import { insertAnnotation } from "./save-draft";

/**
 * Begins a draft from what stands there: the annotation that was sent back, or the reference that an import brought.
 * Whoever begins it has seen the reference, and can no longer read this case blind.
 */
export async function beginDraft(ctx: Context, id: string): Promise<Result<{ readonly begun: true }>> {
  return moveCase(ctx, id, async (moving) => {
    const { loaded } = moving;
    const { row, standing, judge, current, seen } = loaded;
    if (judge.duties.length === 0) return notFound("case");
    if (taskOf(standing, judge, seen) !== "annotate") {
      return fail("conflict", t`The case is not to be annotated at this time.`);
    }
    if (draftOf(loaded, "reference")) return succeed({ begun: true });
    await insertAnnotation(moving, "reference", bodyOf(current ?? row));
    await auditCase(moving, "annotation.begin", {});
    return succeed({ begun: true });
  });
}
