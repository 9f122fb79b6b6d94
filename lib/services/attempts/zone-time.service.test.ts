import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testDatabase } from "../../db/testing";
import { getStageCase } from "../cases/get-stage-case";
import { getResidentHome } from "../homes/get-resident-home";
import { refreshDueFigures } from "../kept-figures/refresh-due-figures";
import { getOwnData } from "../leaving/get-own-data";
import { contextOf, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { lockPhase } from "./lock-phase";
import { submitZone } from "./submit-zone";

const HOUR = 60 * 60 * 1000;

// Files share modules: those that know another time are loaded for this one alone.
vi.hoisted(() => vi.resetModules());
afterAll(() => void vi.resetModules());
vi.mock("../../domain/attempts/zone-time", () => ({ ZONE_TIME_MS: 48 * 60 * 60 * 1000 }));

const db = await testDatabase();

// Where the connection's own clock is put on or back, a day has 23 or 25 hours.
beforeAll(async () => {
  const owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  const name = new URL(db.ownerUrl).pathname.slice(1);
  await owner.query(`ALTER DATABASE ${name} SET timezone = 'Europe/Berlin'`);
  await owner.end();
});

test.each([
  ["2026-03-28T12:00:00Z", "put on"],
  ["2026-10-24T12:00:00Z", "put back"],
])(
  "a zone is taken for two days from %s, while clocks are %s: on every page and in every figure",
  async (at) => {
    expect((await db.pool.query("SHOW timezone")).rows).toEqual([{ TimeZone: "Europe/Berlin" }]);
    const institution = await makeInstitution(db);
    const reader = await makeUser(db, institution);
    const made = await makeCase(db, institution);
    const locked = new Date(at);
    await db.pool.query("UPDATE figures_state SET lapsed_until = $1", [locked]);
    const id = randomUUID();
    await lockPhase(contextOf(db, reader, locked), { id, caseId: made.id, phase: "B" });

    const told = async (ms: number) => {
      const now = new Date(locked.getTime() + ms);
      const ctx = contextOf(db, reader, now);
      await refreshDueFigures(db, now);
      const [home, stage] = [await getResidentHome(ctx), await getStageCase(ctx, made.id)];
      const own = await getOwnData(ctx);
      if (!home.ok || !stage.ok || !own.ok) throw new Error("Not found.");
      const attempts = own.value.parts.find(({ name }) => name === "attempts")!;
      return {
        unfinished: home.value.unfinished?.closesAt ?? null,
        answered: home.value.progress.all.n,
        history: home.value.recent[0]?.state,
        stage: stage.value.open?.id ?? null,
        ownData: attempts.rows[0]![attempts.columns.indexOf("reference phase")],
        kept: await db.prisma.memberWeek.count({ where: { userId: reader.id } }),
      };
    };
    const closesAt = new Date(locked.getTime() + 48 * HOUR).toISOString();
    expect(await told(48 * HOUR - 1)).toEqual({
      unfinished: closesAt,
      answered: 0,
      history: "open",
      stage: id,
      ownData: null,
      kept: 0,
    });
    expect(await told(48 * HOUR)).toEqual({
      unfinished: null,
      answered: 1,
      history: "missed",
      stage: null,
      ownData: "B",
      kept: 1,
    });
    const late = contextOf(db, reader, new Date(locked.getTime() + 48 * HOUR));
    const zone = { box: [100, 100, 300, 300] as [number, number, number, number], elapsedMs: 1 };
    expect(await submitZone(late, id, zone)).toMatchObject({ ok: false });
  },
);
