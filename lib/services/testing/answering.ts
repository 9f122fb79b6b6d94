import { randomUUID } from "node:crypto";
import type { Box } from "../../domain/geometry";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import type { Context } from "../context";
import type { Result } from "../result";
import type { MadeCase } from "./factories";

/** What a verb gave. @throws Error with its sentence where it gave nothing */
export function given<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

/** Locks phase B, or what `over` says, at a case. @returns the attempt's id */
export async function lockCase(ctx: Context, made: Pick<MadeCase, "id">, over: object = {}): Promise<string> {
  const id = randomUUID();
  given(await lockPhase(ctx, { id, caseId: made.id, phase: "B", ...over }));
  return id;
}

/** Locks a phase as `lockCase` does, and draws a zone. @returns the attempt's id */
export async function answerCase(
  ctx: Context,
  made: Pick<MadeCase, "id">,
  box: Box,
  over: object = {},
): Promise<string> {
  const id = await lockCase(ctx, made, over);
  given(await submitZone(ctx, id, { box }));
  return id;
}
