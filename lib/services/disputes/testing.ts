import { randomUUID } from "node:crypto";
import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import type { Acceptance } from "../../domain/disputes/input";
import type { Box } from "../../domain/geometry";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import { contextOf, type MadeCase } from "../testing/factories";
import { openDispute } from "./open-dispute";

export const NOW = new Date("2026-03-04T09:00:00Z");
/** On the reference that `makeCase` draws, and far from it. */
export const ON: Box = [100, 100, 300, 300];
export const OFF: Box = [600, 250, 800, 450];

/** An attempt whose phase is locked; its id. */
export async function lock(db: Database, who: User, what: MadeCase, over: object = {}): Promise<string> {
  const id = randomUUID();
  const locked = await lockPhase(contextOf(db, who, NOW), { id, caseId: what.id, phase: "B", ...over });
  if (!locked.ok) throw new Error(locked.failure.detail);
  return id;
}

/** A scored attempt, with what else was sent with its zone; its id. */
export async function answer(
  db: Database,
  who: User,
  what: MadeCase,
  box: Box,
  over: object = {},
  withZone: object = {},
): Promise<string> {
  const id = await lock(db, who, what, over);
  const stored = await submitZone(contextOf(db, who, NOW), id, { box, ...withZone });
  if (!stored.ok) throw new Error(stored.failure.detail);
  return id;
}

/** An open dispute of an attempt; its id. */
export async function question(
  db: Database,
  who: User,
  attemptId: string,
  over: object = {},
): Promise<string> {
  const id = randomUUID();
  const input = { id, reason: "The zone lies on the duct.", ...over };
  const opened = await openDispute(contextOf(db, who, NOW), attemptId, input);
  if (!opened.ok) throw new Error(opened.failure.detail);
  return id;
}

/** An acceptance that moves the reference to `OFF` unless told otherwise. */
export function acceptance(versionId: string, over: Partial<Acceptance> = {}): Acceptance {
  return {
    decision: "accept",
    sentence: "The duct was taken for the artery.",
    together: [],
    versionId,
    reference: {
      phase: "B",
      boxes: [[...OFF]],
      rationale: {
        location: "There.",
        exposure: "Good.",
        nextAction: "Dissect.",
        criticalRisk: "The duct.",
      },
    },
    ...over,
  } as Acceptance;
}
