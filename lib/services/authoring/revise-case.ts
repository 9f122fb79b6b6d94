import { advance, type Step } from "../../domain/authoring/step";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { auditCase, moveCase, setStep } from "./move-case";
import { tellNext } from "./parts/tell-next";

/** Takes a published case up again. It stays as it is for those who practise until another reference is agreed on. */
export async function reviseCase(ctx: Context, id: string): Promise<Result<{ readonly step: Step }>> {
  return moveCase(ctx, id, async (moving) => {
    const { standing, judge } = moving.loaded;
    if (judge.duties.length === 0) return notFound("case");
    const outcome = advance(standing, judge, { type: "revise" });
    if ("problem" in outcome) return fail("conflict", outcome.problem);
    await setStep(moving, outcome.step, null);
    await auditCase(moving, "case.revise", {});
    await tellNext(moving, outcome.step, null);
    return succeed({ step: outcome.step });
  });
}
