import { may } from "../../auth/policy";
import { asJson, floats, integers, smallint, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { keptWeeks } from "../../domain/cohorts/period";
import { FEWEST_PEERS } from "../../domain/fewest-peers";
import { takenForMost } from "../../domain/guide/taken-for";
import type { Guide, GuidePhase } from "../../domain/guide/views";
import { byPhaseOf } from "../../domain/kept-figures/vector";
import { PHASES, type Phase } from "../../domain/phases";
import { progressDetailOf } from "../../domain/progress/figures";
import { figuresAreCurrent, namedPhases, readersOfPhases } from "../../sql/figures";
import type { Context } from "../context";
import { loadFirstAttempts } from "../progress/load-first-attempts";
import { notFound, type Result, succeed } from "../result";
import { loadFrames } from "./parts/load-frames";

// An answer is kept with one group, the cohort that its reader was in: none is counted twice.
const namedHere = statement({
  name: "phases-named-here",
  params: { institutionId: uuid, weeks: smallint },
  row: { named: asJson(floats), readers: asJson(integers) },
  sql: `SELECT to_json(${namedPhases("m.figures")}) AS named, to_json(${readersOfPhases("m.figures", "m.user_id")}) AS readers
    FROM member_period m JOIN "user" u ON u.id = m.user_id
    WHERE u.institution_id = $institutionId AND m.weeks = $weeks AND ${figuresAreCurrent}`,
});

/**
 * What “Phases and Go Zones” shows its viewer: of each phase frames that the viewer has answered and was told, and the
 * phase that it is taken for most, by the viewer and by those who answer here.
 */
export async function getGuide(ctx: Context): Promise<Result<Guide>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return notFound("page");
  const { id: readerId, institutionId, timeZone } = actor;
  const [frames, attempts, here] = await Promise.all([
    loadFrames(db, { readerId, institutionId, now }),
    loadFirstAttempts(ctx, [readerId]),
    db.get(namedHere, { institutionId, weeks: keptWeeks("all") }),
  ]);
  const { confusion } = progressDetailOf(attempts.get(readerId)!, timeZone);
  return succeed({
    phases: PHASES.map((phase, index) => ({
      phase,
      frames: frames.filter((frame) => frame.phase === phase).map(({ phase: _, ...frame }) => frame),
      own: takenForMost(phase, confusion[phase]),
      here: takenHere(phase, here.named.slice(index * PHASES.length), here.readers[index]!),
    })),
  });
}

/** Nothing where so few have answered that it would tell who. */
function takenHere(phase: Phase, counts: readonly number[], readers: number): GuidePhase["here"] {
  if (readers < FEWEST_PEERS) return null;
  const taken = takenForMost(
    phase,
    byPhaseOf((named) => counts[PHASES.indexOf(named)]!),
  );
  return taken && { ...taken, readers };
}
