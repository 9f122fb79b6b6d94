// @vitest-environment happy-dom
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { StageCase, StoredAnswer } from "@/lib/domain/attempts/views";
import type { Box } from "@/lib/domain/geometry";
import { definitionOf } from "@/lib/domain/phases";
import { LONGEST_REASON, NO_REASONS, type ReasonPart } from "@/lib/domain/reasons/reason";
import { passTime } from "../testing/pass-time";
import { practiceSource } from "./case-addresses";
import type { Desk } from "./desk";
import { dismiss } from "./dismiss";
import type { Draft } from "./draft";
import type { NewItem, Sent } from "./outbox/item";
import { createOutbox } from "./outbox/outbox";
import { memoryStorage } from "./outbox/storage";
import { zoneBody } from "./requests";
import { useSitting } from "./use-sitting";

const HOUR = 60 * 60_000;
const ZONE: Box = [10, 20, 210, 120];
const stageCase: StageCase = {
  id: "c1",
  width: 854,
  height: 480,
  frameUrl: "/api/cases/c1/frame",
  frameVersion: "v",
  answered: false,
  notice: null,
  datasetId: "d",
  open: null,
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const stored = (item: NewItem): Sent => ({
  outcome: "stored",
  answer:
    item.kind === "lock"
      ? { kind: "lock", value: { id: item.attemptId, definition: definitionOf("C"), phaseCorrect: false } }
      : { kind: "zone", value: { score: null, reveal: null } },
});
const lost: Sent = { outcome: "unreachable", afterMs: null };

/** What a browser keeps over reloads, and a server that answers as it is told. */
function browser() {
  const storage = memoryStorage();
  const drafts = new Map<string, Draft>();
  const sent: NewItem[] = [];
  let answer: (item: NewItem) => Sent = stored;
  let found: StoredAnswer | null = null;
  const newDesk = (): Desk => {
    const outbox = createOutbox({
      userId: "ann",
      storage,
      send: async (item) => {
        sent.push(item);
        return answer(item);
      },
      offer: async () => ({ outcome: "unreachable", afterMs: null }),
      exclusively: (_, work) => work(),
      later: (callback, ms) => {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
      random: () => 0,
      now: Date.now,
      announce: () => {},
    });
    return {
      outbox,
      drafts: {
        find: async (key) => drafts.get(key) ?? null,
        save: async (draft) => void drafts.set(draft.key, draft),
        remove: async (key) => void drafts.delete(key),
      },
      findStored: async () => found,
      close: outbox.close,
    };
  };
  return {
    newDesk,
    sent,
    drafts,
    /** What the server has of the case. */
    has: (answer: StoredAnswer) => {
      found = answer;
    },
    /** How requests from now on are answered. */
    answers: (how: (item: NewItem) => Sent) => {
      answer = how;
    },
  };
}

const pass = (ms = 0) => passTime(ms);

/** The page of the case, as it is opened anew with each call. */
async function openPage(
  at: ReturnType<typeof browser>,
  { withDesk = true, of = stageCase, seen = true, asksReasons = false } = {},
) {
  const source = practiceSource("guided");
  let opened = withDesk ? at.newDesk() : null;
  const { result, rerender, unmount } = renderHook(
    (desk: Desk | null) => useSitting({ stageCase: of, source, userId: "ann", desk, asksReasons }),
    { initialProps: opened },
  );
  const work = (change: () => void) => act(change);
  if (seen) work(() => result.current.frame("shown"));
  await pass();
  return {
    sitting: () => result.current.sitting,
    desk: () => opened!,
    box: () => result.current.drawing.get().box,
    choose: (phase: "B" | "D") => work(() => result.current.choosePhase(phase)),
    lock: () => work(() => result.current.lock()),
    draw: (box: Box) => work(() => result.current.drawing.dispatch({ type: "place", box })),
    submit: () => work(() => result.current.submit()),
    write: (part: ReasonPart, words: string) => work(() => result.current.write(part, words)),
    back: () => work(() => result.current.backToZone()),
    openDesk: async () => {
      opened = at.newDesk();
      rerender(opened);
      await pass();
    },
    leave: () => act(unmount),
  };
}

test("what is locked in before the browser’s database is open is locked in once it is", async () => {
  const at = browser();
  const page = await openPage(at, { withDesk: false });
  page.choose("B");
  page.lock();
  await pass(10_000);
  expect(page.sitting().step).toBe("phase");
  await page.openDesk();
  expect(page.sitting()).toMatchObject({ step: "zone", phase: "B" });
  expect(at.sent.map(({ kind }) => kind)).toEqual(["lock"]);
});

test("reasons are asked for between the zone and its sending, outlast a reload, and go with it", async () => {
  const at = browser();
  const before = await openPage(at, { asksReasons: true });
  before.choose("B");
  before.lock();
  await pass();
  before.draw(ZONE);
  before.submit();
  expect(before.sitting().step).toBe("reasons");
  before.write("nextAction", " Clip  the duct ");
  before.back();
  expect(before.sitting().step).toBe("zone");
  before.submit();
  await pass(60_000);
  expect(at.sent.map(({ kind }) => kind)).toEqual(["lock"]);
  before.leave();

  const { attemptId, definition } = before.sitting();
  const open = { id: attemptId!, mode: "guided", phase: "B", definition: definition!, lockedAt: "" } as const;
  const after = await openPage(at, { of: { ...stageCase, open }, asksReasons: true });
  expect(after.box()).toEqual(ZONE);
  expect(after.sitting()).toMatchObject({ step: "zone", reasons: { nextAction: " Clip  the duct " } });
  after.submit();
  after.write("criticalRisk", "x".repeat(LONGEST_REASON + 1));
  after.submit();
  expect(after.sitting().step).toBe("reasons");
  after.write("criticalRisk", "  ");
  after.submit();
  await pass();
  expect(after.sitting().step).toBe("done");
  const zone = at.sent.at(-1)!;
  expect(zone).toMatchObject({ kind: "zone", body: { box: ZONE, nextAction: "Clip the duct" } });
  expect(zone.body).not.toHaveProperty("criticalRisk");
  // The time is that up to the zone.
  expect(zone.kind === "zone" && zone.body.elapsedMs).toBeLessThan(60_000);
});

test("who thinks again before it is open locks nothing in", async () => {
  const at = browser();
  const page = await openPage(at, { withDesk: false });
  page.choose("B");
  page.lock();
  page.choose("D");
  await page.openDesk();
  expect(page.sitting()).toMatchObject({ step: "phase", phase: "D" });
  expect(at.sent).toEqual([]);
});

test("nothing is locked in before the frame can be seen", async () => {
  const at = browser();
  const page = await openPage(at, { seen: false });
  page.choose("B");
  page.lock();
  await pass();
  expect(page.sitting()).toMatchObject({ step: "phase", phase: "B" });
  expect(at.sent).toEqual([]);
});

test("a guided phase locked without reception leads on to its zone, and both are sent in order later", async () => {
  const at = browser();
  at.answers(() => lost);
  const page = await openPage(at);
  page.choose("B");
  page.lock();
  await pass();
  page.draw(ZONE);
  page.submit();
  await pass();
  expect(page.sitting()).toMatchObject({ step: "sending", delay: "unreachable" });
  expect(new Set(at.sent.map(({ kind }) => kind))).toEqual(new Set(["lock"]));
  at.sent.length = 0;
  at.answers(stored);
  await pass(60_000);
  expect(at.sent.map(({ kind }) => kind)).toEqual(["lock", "zone"]);
  expect(page.sitting()).toMatchObject({ step: "done", phaseCorrect: false, definition: { phase: "C" } });
});

test("a zone that is submitted before it is open is sent once it is", async () => {
  const at = browser();
  const open = {
    id: "a1",
    mode: "guided" as const,
    phase: "B" as const,
    lockedAt: "2026-03-02T09:00:00Z",
    definition: definitionOf("B"),
  };
  const page = await openPage(at, { withDesk: false, of: { ...stageCase, open } });
  page.draw(ZONE);
  page.submit();
  await page.openDesk();
  expect(page.sitting().step).toBe("done");
  expect(at.sent).toMatchObject([{ kind: "zone", attemptId: "a1", body: { box: ZONE } }]);
});

test("a reload between phase and zone goes on in the same attempt, with the zone as it was drawn", async () => {
  const at = browser();
  const before = await openPage(at);
  before.choose("B");
  before.lock();
  await pass();
  before.draw(ZONE);
  await pass();
  const { attemptId } = before.sitting();
  before.leave();
  const open = {
    id: attemptId!,
    mode: "guided" as const,
    phase: "B" as const,
    lockedAt: "2026-03-02T09:00:00Z",
    definition: definitionOf("C"),
    phaseCorrect: false,
  };
  const after = await openPage(at, { of: { ...stageCase, open } });
  expect(after.sitting()).toMatchObject({ step: "zone", attemptId, phaseCorrect: false });
  expect(after.box()).toEqual(ZONE);
  after.submit();
  await pass();
  expect(at.sent.map(({ id }) => id)).toEqual([`${attemptId}/lock`, `${attemptId}/zone`]);
});

test("a phase that is stored while its page is loaded again is not asked for twice", async () => {
  const at = browser();
  const before = await openPage(at);
  before.choose("B");
  before.lock();
  await pass();
  const { attemptId } = before.sitting();
  before.leave();
  // The server had looked for an open attempt before it stored this one.
  const after = await openPage(at);
  expect(after.sitting()).toMatchObject({ step: "zone", attemptId, phase: "B" });
  expect(at.sent.map(({ id, body }) => [id, body])).toEqual([
    [`${attemptId}/lock`, at.sent[0]!.body],
    [`${attemptId}/lock`, at.sent[0]!.body],
  ]);
});

test("what could not be sent before a reload is sent after it, once each and in order", async () => {
  const at = browser();
  at.answers(() => lost);
  const before = await openPage(at);
  before.choose("B");
  before.lock();
  await pass();
  expect(before.sitting()).toMatchObject({ step: "zone", definition: null, delay: "unreachable" });
  before.leave();
  at.sent.length = 0;
  at.answers(stored);
  const after = await openPage(at);
  await pass();
  expect(after.sitting().step).toBe("zone");
  after.draw(ZONE);
  after.submit();
  await pass();
  expect(after.sitting().step).toBe("done");
  expect(at.sent.map(({ kind }) => kind)).toEqual(["lock", "zone"]);
});

const closed: Sent = {
  outcome: "refused",
  problem: { status: 409, title: "Conflict", detail: "You have answered this case already." },
};

test("a refusal doesn’t hide what another tab has stored: that is shown, and the notice is gone", async () => {
  const at = browser();
  at.has({ id: "a0", mode: "exam", phase: "D", box: [1, 2, 30, 40], score: null, reveal: null });
  at.answers(() => closed);
  const page = await openPage(at);
  page.choose("B");
  page.lock();
  await pass();
  expect(page.sitting()).toMatchObject({
    step: "done",
    attemptId: "a0",
    phase: "D",
    box: [1, 2, 30, 40],
    instead: "You have answered this case already.",
  });
  expect(page.desk().outbox.status().refused).toEqual([]);
});

test("where another tab’s zone was sent for the same attempt, that is the zone of the result", async () => {
  const at = browser();
  const open = {
    id: "a1",
    mode: "guided" as const,
    phase: "B" as const,
    lockedAt: "2026-03-02T09:00:00Z",
    definition: definitionOf("B"),
  };
  at.answers(() => lost);
  const one = await openPage(at, { of: { ...stageCase, open } });
  const two = await openPage(at, { of: { ...stageCase, open } });
  one.draw(ZONE);
  one.submit();
  await pass();
  two.draw([300, 20, 500, 120]);
  two.submit();
  await pass();
  at.answers(stored);
  await pass(60_000);
  expect(two.sitting()).toMatchObject({ step: "done", box: ZONE });
});

test("what was refused and dismissed is not sent again by a page that is loaded anew", async () => {
  const at = browser();
  at.answers(() => closed);
  const before = await openPage(at);
  before.choose("B");
  before.lock();
  await pass();
  expect(before.sitting()).toMatchObject({
    step: "refused",
    refusal: "You have answered this case already.",
  });
  const [item] = before.desk().outbox.status().refused;
  await dismiss(before.desk(), item!);
  before.leave();
  const after = await openPage(at);
  await pass();
  expect(at.sent).toHaveLength(1);
  expect(after.sitting().step).toBe("phase");
  expect(after.desk().outbox.status().refused).toEqual([]);
});

test("a result comes back where it was read, and a new visit begins anew", async () => {
  const at = browser();
  const before = await openPage(at);
  before.choose("B");
  before.lock();
  await pass();
  before.draw(ZONE);
  before.submit();
  await pass();
  before.leave();
  const reloaded = await openPage(at);
  await pass();
  expect(reloaded.sitting().step).toBe("done");
  reloaded.leave();
  window.history.replaceState(null, "");
  const another = await openPage(at);
  expect(another.sitting()).toMatchObject({ step: "phase", attemptId: null });
});

test("a zone says how long after its phase it was drawn, by this browser’s clock, over a reload too", async () => {
  const at = browser();
  const before = await openPage(at);
  before.choose("B");
  before.lock();
  await pass(30_000);
  at.answers(() => lost);
  before.draw(ZONE);
  await pass();
  before.leave();
  vi.setSystemTime(Date.now() + 3 * HOUR);

  const { attemptId, definition } = before.sitting();
  const open = { id: attemptId!, mode: "guided", phase: "B", definition: definition!, lockedAt: "" } as const;
  const after = await openPage(at, { of: { ...stageCase, open } });
  after.submit();
  await pass();
  const zone = at.sent.at(-1)!;
  const sinceLockMs = zone.kind === "zone" ? zone.body.sinceLockMs! : 0;
  expect(sinceLockMs).toBeGreaterThanOrEqual(3 * HOUR + 30_000);
  expect(sinceLockMs).toBeLessThan(3 * HOUR + 40_000);
  // However often, and however late: the same request.
  at.answers(stored);
  vi.setSystemTime(Date.now() + 5 * 24 * HOUR);
  await pass(60_000);
  expect(at.sent.at(-1)).toMatchObject({ kind: "zone", body: { sinceLockMs } });
  after.leave();

  // Locked in another browser: nobody knows.
  const elsewhere = await openPage(browser(), { of: { ...stageCase, open } });
  elsewhere.draw(ZONE);
  elsewhere.submit();
  await pass();
  expect(elsewhere.sitting().step).toBe("done");
});

test("a clock that was set back between phase and zone tells nothing of the time between", () => {
  const drawn = { zoneConfidence: null, reasons: NO_REASONS };
  expect(zoneBody(ZONE, drawn, 5, -1)).toEqual({ box: ZONE, elapsedMs: 5 });
  expect(zoneBody(ZONE, drawn, 5, 2 ** 31)).toEqual({ box: ZONE, elapsedMs: 5 });
  expect(zoneBody(ZONE, drawn, 5, null)).toEqual({ box: ZONE, elapsedMs: 5 });
  expect(zoneBody(ZONE, drawn, 5, 12.4)).toEqual({ box: ZONE, elapsedMs: 5, sinceLockMs: 12 });
});
