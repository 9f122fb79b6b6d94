import { z } from "zod";
import { may } from "../../auth/policy";
import { bigint, boolean, certain, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { type RowOf, statement } from "../../db/statement";
import { rulesOf } from "../../domain/attempts/mode";
import type { Surroundings, ToldFrame } from "../../domain/attempts/surroundings";
import { LONGEST_CLIP_US } from "../../domain/clips/clip";
import { FEWEST_PEERS } from "../../domain/fewest-peers";
import { byPhaseOf } from "../../domain/kept-figures/vector";
import type { Phase } from "../../domain/phases";
import { countedFirstAttempt, isScored } from "../../sql/attempts";
import { clipOfCase, clipUrl, clipVersionColumn, frameUrl, frameVersionColumn } from "../../sql/cases";
import { asksPhase } from "../../sql/modes";
import { toldCases } from "../../sql/told-cases";
import { mode, phase } from "../../sql/types";
import { withheld } from "../../sql/visibility";
import { maybeZoneRow, zoneColumns, zoneOf } from "../../sql/zone";
import { heatOf } from "../cases/load-heat";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

/** Frames of the same operation on each side. */
const NEIGHBOURS = 3;

/** Others who are counted, at most: the latest. */
const MOST_PEERS = 2000;

// The actor's own, and told: as `getAttempt` has it.
const toldAttempt = statement({
  name: "attempt-with-surroundings",
  params: { attemptId: uuid, readerId: uuid, now: timestamp },
  row: {
    case_id: uuid,
    frame_id: uuid,
    video_id: uuid,
    frame_number: integer,
    time_us: nullable(bigint),
    width: integer,
    height: integer,
    mode,
    phase,
    phase_correct: boolean,
    reference_phase: certain(phase),
    clip_version: nullable(text),
  },
  sql: `SELECT c.id AS case_id, v.frame_id, c.video_id, c.frame_number, c.time_us, f.width, f.height, t.mode, t.phase,
      t.phase_correct, v.phase AS reference_phase, ${clipVersionColumn}
    FROM attempt t
    JOIN case_version v ON v.id = t.version_id
    JOIN frame f ON f.id = v.frame_id
    JOIN "case" c ON c.id = t.case_id
    ${clipOfCase}
    WHERE t.id = $attemptId AND t.user_id = $readerId AND ${isScored("$now")}
      AND NOT ${withheld("t.case_id", "$readerId", "$now")}`,
});

type Told = RowOf<typeof toldAttempt>;

/**
 * What is told around an answer of the actor's whose reveal is open: what other residents answered, frames of the two
 * phases after a wrong one, and the same operation before and after. No case is shown that the actor wasn't told before.
 */
export async function getSurroundings(ctx: Context, id: string): Promise<Result<Surroundings>> {
  const attemptId = z.uuid().safeParse(id);
  if (!may(ctx.actor, "practise") || !attemptId.success) return notFound("attempt");
  const { actor, db, now } = ctx;
  const told = await db.find(toldAttempt, { attemptId: attemptId.data, readerId: actor.id, now });
  if (!told) return notFound("attempt");
  const reader = { readerId: actor.id, institutionId: actor.institutionId, now };
  const [peers, examples, operation] = await Promise.all([
    loadPeers(db, reader, told),
    loadExamples(db, reader, told),
    loadOperation(db, reader, told),
  ]);
  return succeed({ peers, examples, operation });
}

type Reader = { readonly readerId: string; readonly institutionId: string; readonly now: Date };

// Of the same picture; figures count the same answers.
const peersOfCase = statement({
  name: "peers-of-case",
  params: { caseId: uuid, frameId: uuid, readerId: uuid, institutionId: uuid, now: timestamp },
  row: { named: nullable(phase), ...maybeZoneRow },
  sql: `SELECT CASE WHEN ${asksPhase("t.mode")} THEN t.phase END AS named, ${zoneColumns("t")}
    FROM attempt t
    JOIN "user" u ON u.id = t.user_id AND u.role = 'resident' AND u.institution_id = $institutionId
    JOIN case_version tv ON tv.id = t.version_id AND tv.frame_id = $frameId
    WHERE t.case_id = $caseId AND t.user_id <> $readerId AND ${countedFirstAttempt("$now")}
    ORDER BY t.locked_at DESC LIMIT ${MOST_PEERS}`,
});

async function loadPeers(db: Queryable, reader: Reader, told: Told): Promise<Surroundings["peers"]> {
  const rows = await db.all(peersOfCase, { ...reader, caseId: told.case_id, frameId: told.frame_id });
  const named = rows.flatMap((row) => row.named ?? []);
  const zones = rows.flatMap((row) => {
    const zone = zoneOf(row);
    return zone ? [zone] : [];
  });
  const count = (phase: Phase): number => named.filter((each) => each === phase).length;
  return {
    phases: named.length < FEWEST_PEERS ? null : { n: named.length, named: byPhaseOf(count) },
    heat: zones.length < FEWEST_PEERS ? null : heatOf(zones, told),
  };
}

const readerParams = { readerId: uuid, institutionId: uuid, now: timestamp };
const { tables, where } = toldCases("$readerId", "$institutionId", "$now");
const toldFrameColumns = `t.id AS attempt_id, c.id AS case_id, v.phase, ${frameVersionColumn}`;
const toldFrameRow = { attempt_id: uuid, case_id: uuid, phase: certain(phase), frame_version: text };

// Of each phase the latest that was named right, before those that weren't.
const examplesOfPhases = statement({
  name: "examples-of-phases",
  params: { ...readerParams, caseId: uuid, one: phase, other: phase },
  row: toldFrameRow,
  sql: `SELECT DISTINCT ON (v.phase) ${toldFrameColumns} FROM ${tables}
    WHERE ${where} AND c.id <> $caseId AND v.phase IN ($one, $other)
    ORDER BY v.phase, (t.phase = v.phase AND ${asksPhase("t.mode")}) DESC, t.zone_at DESC, t.id`,
});

async function loadExamples(db: Queryable, reader: Reader, told: Told): Promise<readonly ToldFrame[]> {
  if (!rulesOf(told.mode).asksPhase || told.phase_correct) return [];
  const phases = { one: told.phase, other: told.reference_phase };
  const rows = await db.all(examplesOfPhases, { ...reader, ...phases, caseId: told.case_id });
  return rows.map(toFrame);
}

const neighboursOfFrame = statement({
  name: "neighbours-of-frame",
  params: { ...readerParams, videoId: uuid, caseId: uuid, frame: integer },
  row: { ...toldFrameRow, frame_number: integer },
  sql: `SELECT attempt_id, case_id, phase, frame_version, frame_number FROM (
      SELECT ${toldFrameColumns}, c.frame_number, row_number() OVER (
          PARTITION BY c.frame_number < $frame ORDER BY abs(c.frame_number - $frame)
        ) AS place
      FROM ${tables} WHERE ${where} AND c.video_id = $videoId AND c.id <> $caseId
    ) told WHERE place <= ${NEIGHBOURS} ORDER BY frame_number`,
});

// A case of the same video, whatever its state, that may be among the seconds before the frame and wasn't told yet.
const untoldInClip = statement({
  name: "untold-in-clip",
  params: { ...readerParams, videoId: uuid, caseId: uuid, frame: integer, from: nullable(bigint) },
  row: { untold: boolean },
  sql: `SELECT EXISTS (
      SELECT FROM "case" o WHERE o.video_id = $videoId AND o.id <> $caseId AND o.frame_number < $frame
        AND (o.time_us IS NULL OR $from IS NULL OR o.time_us >= $from)
        AND o.id NOT IN (SELECT c.id FROM ${tables} WHERE ${where} AND c.video_id = $videoId)
    ) AS untold`,
});

async function loadOperation(db: Queryable, reader: Reader, told: Told): Promise<Surroundings["operation"]> {
  const of = { ...reader, videoId: told.video_id, caseId: told.case_id, frame: told.frame_number };
  const from = told.time_us === null ? null : told.time_us - LONGEST_CLIP_US;
  const [rows, untold] = await Promise.all([
    db.all(neighboursOfFrame, of),
    told.clip_version === null ? null : db.get(untoldInClip, { ...of, from }),
  ]);
  const neighbours = rows.map((row) => ({ ...toFrame(row), frame: row.frame_number }));
  return {
    before: neighbours.filter(({ frame }) => frame < told.frame_number),
    after: neighbours.filter(({ frame }) => frame > told.frame_number),
    clipUrl:
      told.clip_version !== null && untold?.untold === false
        ? clipUrl(told.case_id, told.clip_version)
        : null,
  };
}

const toFrame = (row: RowOf<typeof examplesOfPhases>): ToldFrame => ({
  attemptId: row.attempt_id,
  phase: row.phase,
  frameUrl: frameUrl(row.case_id),
  frameVersion: row.frame_version,
});
