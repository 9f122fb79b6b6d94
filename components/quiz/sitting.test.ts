import { describe, expect, it } from "vitest";
import type { Mode } from "@/lib/domain/attempts/mode";
import type { OpenAttempt, StageCase } from "@/lib/domain/attempts/views";
import { definitionOf } from "@/lib/domain/phases";
import { LONGEST_REASON } from "@/lib/domain/reasons/reason";
import type { Draft } from "./draft";
import { itemId, type NewItem, type OutboxItem } from "./outbox/item";
import type { OutboxEvent } from "./outbox/outbox";
import { lastBody } from "./requests";
import { resume } from "./resume";
import { advance, newSitting, type Sitting, type SittingAction, standsAgainst } from "./sitting";

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
const lockItem = (mode: Mode = "guided"): NewItem => ({
  id: itemId("a1", "lock"),
  kind: "lock",
  body: { id: "a1", caseId: "c1", mode, phase: "B", phaseConfidence: 0.75 },
  userId: "ann",
  caseId: "c1",
  attemptId: "a1",
  mode,
  createdAt: 0,
});
const zoneItem = (mode: Mode = "guided"): NewItem => ({
  ...lockItem(mode),
  id: itemId("a1", "zone"),
  kind: "zone",
  body: { box: [10, 10, 90, 80], elapsedMs: 4200 },
});
const kept = (item: NewItem, sequence: number): OutboxItem => ({ ...item, sequence, refused: null });

const lockAnswered = (phaseCorrect?: boolean): OutboxEvent => ({
  type: "answered",
  item: lockItem(),
  answer: {
    kind: "lock",
    value: { id: "a1", definition: definitionOf("C"), ...(phaseCorrect !== undefined && { phaseCorrect }) },
  },
});
const zoneAnswered: OutboxEvent = {
  type: "answered",
  item: zoneItem(),
  answer: { kind: "zone", value: { score: null, reveal: null } },
};

const aid = { kind: "model", model: "M", run: "r", phase: "C", box: [0, 0, 50, 50] } as const;
const seen: SittingAction = { type: "frame", frame: "shown" };
const play = (mode: Mode, ...actions: SittingAction[]): Sitting =>
  [seen, ...actions].reduce(advance, newSitting(stageCase, mode));
const lock: SittingAction[] = [
  { type: "choose", phase: "B" },
  { type: "lock", attemptId: "a1" },
];

describe("a sitting", () => {
  it("goes from the phase to the zone to the result", () => {
    const locking = play("guided", ...lock);
    expect(locking).toMatchObject({ step: "locking", phase: "B", attemptId: "a1" });
    const zone = advance(locking, { type: "heard", event: lockAnswered(false) });
    expect(zone).toMatchObject({ step: "zone", phaseCorrect: false, definition: { phase: "C" } });
    const sending = advance(zone, { type: "submit", box: [1, 2, 30, 40] });
    expect(sending).toMatchObject({ step: "sending", box: [1, 2, 30, 40] });
    expect(advance(sending, { type: "heard", event: zoneAnswered })).toMatchObject({
      step: "done",
      result: { score: null, reveal: null },
    });
  });

  it("locks nothing before a phase is chosen, and nothing twice", () => {
    const undecided = play("exam");
    expect(advance(undecided, { type: "lock", attemptId: "a1" })).toBe(undecided);
    const locking = play("exam", ...lock);
    expect(advance(locking, { type: "lock", attemptId: "a2" })).toBe(locking);
    expect(advance(locking, { type: "choose", phase: "D" })).toBe(locking);
  });

  it("asks for no phase where it is given", () => {
    const given = play("phase-given", { type: "choose", phase: "B" }, { type: "lock", attemptId: "a1" });
    expect(given).toMatchObject({ step: "locking", phase: null });
  });

  it("locks and submits nothing while its frame can't be seen, and says why", () => {
    const chosen = advance(newSitting(stageCase, "guided"), { type: "choose", phase: "B" });
    expect(advance(chosen, { type: "lock", attemptId: "a1" })).toBe(chosen);
    expect(standsAgainst(chosen, "none")).toBe("frame-loading");
    const lost = advance(chosen, { type: "frame", frame: "failed" });
    expect(standsAgainst(lost, "none")).toBe("frame-failed");
    const locked = play("guided", ...lock, { type: "heard", event: lockAnswered(true) });
    const gone = advance(locked, { type: "frame", frame: "loading" });
    expect(advance(gone, { type: "submit", box: [1, 2, 30, 40] })).toBe(gone);
    expect(standsAgainst(gone, "whole")).toBe("frame-loading");
    const back = advance(gone, seen);
    expect(standsAgainst(back, "whole")).toBeNull();
    expect(advance(back, { type: "submit", box: [1, 2, 30, 40] }).step).toBe("sending");
  });

  it("says what is missing once the frame can be seen", () => {
    expect(standsAgainst(play("guided"), "none")).toBe("no-phase");
    expect(standsAgainst(play("phase-given"), "none")).toBeNull();
    const zone = play("guided", ...lock, { type: "heard", event: lockAnswered(true) });
    expect(standsAgainst(zone, "none")).toBe("no-zone");
    expect(standsAgainst(zone, "half")).toBe("half-a-zone");
  });

  it("goes on without the server once a phase is named, and says what it says when it does", () => {
    const delayed: OutboxEvent = { type: "delayed", item: lockItem(), delay: "unreachable" };
    const guided = play("guided", ...lock, { type: "heard", event: delayed });
    expect(guided).toMatchObject({
      step: "zone",
      definition: null,
      phaseCorrect: null,
      delay: "unreachable",
    });
    const heard = advance(guided, { type: "heard", event: lockAnswered(false) });
    expect(heard).toMatchObject({
      step: "zone",
      definition: { phase: "C" },
      phaseCorrect: false,
      delay: null,
    });
    expect(play("guided", ...lock, { type: "lead-on" })).toMatchObject({ step: "zone", definition: null });
    const given: SittingAction = { type: "lock", attemptId: "a1" };
    expect(play("phase-given", given, { type: "heard", event: delayed })).toMatchObject({ step: "locking" });
    const exam = play("exam", ...lock, { type: "heard", event: delayed });
    expect(exam).toMatchObject({ step: "zone", definition: definitionOf("B"), delay: "unreachable" });
    const sending = advance(exam, { type: "submit", box: [1, 2, 30, 40] });
    const event = lockAnswered();
    expect(advance(sending, { type: "heard", event })).toMatchObject({ step: "sending", delay: null });
  });

  it("stops at a refusal, with the server's sentence, and can be begun anew", () => {
    const problem = { status: 409, title: "Conflict", detail: "The assignment is closed." };
    const refused = play("exam", ...lock, {
      type: "heard",
      event: { type: "refused", item: lockItem(), problem },
    });
    expect(refused).toMatchObject({ step: "refused", refusal: "The assignment is closed." });
    expect(advance(refused, { type: "restart" })).toEqual(play("exam"));
  });

  it("doesn't listen to another attempt's events", () => {
    const before = play("guided", { type: "choose", phase: "A" }, { type: "lock", attemptId: "a9" });
    expect(advance(before, { type: "heard", event: lockAnswered(true) })).toBe(before);
  });
});

it("asks for reasons of a zone that can be sent, and takes none that are too long", () => {
  const zone = play("guided", ...lock, { type: "heard", event: lockAnswered(true) });
  const asked = advance(zone, { type: "give-reasons" });
  expect(asked.step).toBe("reasons");
  expect(advance(play("guided"), { type: "give-reasons" }).step).toBe("phase");
  expect(advance({ ...zone, frame: "failed" }, { type: "give-reasons" }).step).toBe("zone");
  const long = advance(asked, { type: "write", part: "nextAction", words: "x".repeat(LONGEST_REASON + 1) });
  expect(standsAgainst(long, "whole")).toBe("too-long");
  expect(advance(long, { type: "submit", box: [1, 2, 30, 40] })).toBe(long);
  // Room around a line is no part of it.
  const shorter = advance(long, {
    type: "write",
    part: "nextAction",
    words: ` ${"x".repeat(LONGEST_REASON)} `,
  });
  expect(advance(shorter, { type: "submit", box: [1, 2, 30, 40] }).step).toBe("sending");
  expect(advance(zone, { type: "write", part: "nextAction", words: "x" })).toBe(zone);
});

describe("resume", () => {
  const draft: Draft = {
    key: "k",
    mode: "guided",
    attemptId: null,
    phase: "D",
    phaseConfidence: 0.5,
    box: null,
    zoneConfidence: null,
    elapsedMs: 3000,
    sent: null,
    savedAt: 0,
  };
  const fresh = newSitting(stageCase, "guided");
  const nothing = { draft: null, waiting: [], shownAttempt: null, now: 3_600_000 };
  const open: OpenAttempt = {
    id: "a1",
    mode: "exam",
    phase: "B",
    lockedAt: "2026-11-22T10:00:00Z",
    definition: definitionOf("B"),
  };

  it("finds nothing where nothing is kept", () => {
    expect(resume(fresh, nothing)).toBeNull();
  });

  it("brings back a phase that was chosen and not locked, in the same mode only", () => {
    expect(resume(fresh, { ...nothing, draft })).toMatchObject({
      sitting: { step: "phase", phase: "D", phaseConfidence: 0.5 },
      elapsedMs: 3000,
    });
    expect(resume(newSitting(stageCase, "exam"), { ...nothing, draft })).toBeNull();
  });

  it("waits on for a phase that is not sent yet, with the box drawn meanwhile", () => {
    const own = { ...draft, attemptId: "a1", box: [1, 2, 30, 40] as const };
    const resumed = resume(fresh, { ...nothing, draft: own, waiting: [kept(lockItem("exam"), 1)] });
    expect(resumed).toMatchObject({
      sitting: { step: "locking", mode: "exam", phase: "B", attemptId: "a1", phaseConfidence: 0.75 },
      box: [1, 2, 30, 40],
    });
  });

  it("waits on for a zone that is not sent yet", () => {
    const waiting = [kept(lockItem(), 1), kept(zoneItem(), 2)];
    expect(resume(fresh, { ...nothing, waiting })).toMatchObject({
      sitting: { step: "sending", phase: "B", attemptId: "a1", box: [10, 10, 90, 80] },
      box: [10, 10, 90, 80],
      elapsedMs: 4200,
    });
    const answeredLock = resume(fresh, {
      ...nothing,
      draft: { ...draft, attemptId: "a1", phase: "C" },
      waiting: [kept(zoneItem(), 2)],
    });
    expect(answeredLock).toMatchObject({ sitting: { phase: "C" } });
  });

  it("prefers a new attempt to the zone of the one before it", () => {
    const again = kept({ ...lockItem(), id: "a2/lock", attemptId: "a2" }, 3);
    const resumed = resume(fresh, { ...nothing, waiting: [kept(zoneItem(), 2), again] });
    expect(resumed).toMatchObject({ sitting: { step: "locking", attemptId: "a2" } });
  });

  it("goes on drawing an attempt that the server knows to be open", () => {
    const sitting = newSitting({ ...stageCase, open }, "guided");
    expect(sitting).toMatchObject({ step: "zone", mode: "exam", phase: "B", attemptId: "a1" });
    const own = { ...draft, attemptId: "a1", box: [5, 5, 50, 50] as const };
    expect(resume(sitting, { ...nothing, draft: own })).toMatchObject({ box: [5, 5, 50, 50] });
    expect(resume(sitting, { ...nothing, draft: { ...own, attemptId: "older" } })).toBeNull();
  });

  it("asks again for a lock that was stored while the page was loaded again, and for none that is older", () => {
    const own: Draft = { ...draft, attemptId: "a1", savedAt: nothing.now - 2000 };
    expect(resume(fresh, { ...nothing, draft: own })).toMatchObject({
      sitting: { step: "locking", attemptId: "a1", phase: "D", phaseConfidence: 0.5 },
      resend: { kind: "lock" },
    });
    expect(resume(fresh, { ...nothing, draft: { ...own, savedAt: 0 } })).toBeNull();
  });

  it("asks again for a result that this very page was showing, and only then", () => {
    const sent = { box: [10, 10, 90, 80] as const, elapsedMs: 4200 };
    const own: Draft = { ...draft, attemptId: "a1", phase: "B", sent: { ...sent, box: [10, 10, 90, 80] } };
    expect(resume(fresh, { ...nothing, draft: own, shownAttempt: "a1" })).toMatchObject({
      sitting: { step: "sending", attemptId: "a1", phase: "B" },
      resend: { kind: "zone", body: sent },
    });
    expect(resume(fresh, { ...nothing, draft: own })).toBeNull();
  });

  it("takes up a second look with what is changed so far, and one whose last answer is on its way", () => {
    const looking = newSitting(
      { ...stageCase, open: { ...open, secondLook: { aid, box: [10, 10, 90, 80] } } },
      "guided",
    );
    expect(looking).toMatchObject({ step: "looking", aid, box: [10, 10, 90, 80], lastPhase: "B" });
    const own: Draft = { ...draft, attemptId: "a1", phase: "B", box: [10, 10, 90, 80] };
    const look = { phase: "C", box: [0, 0, 50, 50] } as const;
    expect(resume(looking, { ...nothing, draft: { ...own, look } })).toMatchObject({
      sitting: { step: "looking", phase: "B", lastPhase: "C", box: [10, 10, 90, 80] },
      box: [0, 0, 50, 50],
      resend: null,
    });
    const waiting = [
      kept({ ...lockItem(), id: itemId("a1", "final"), kind: "final", body: { phase: "C" } }, 3),
    ];
    expect(resume(looking, { ...nothing, draft: { ...own, look }, waiting })).toMatchObject({
      sitting: { step: "finishing", lastPhase: "C", box: [10, 10, 90, 80] },
    });
  });

  it("asks again for the result of a second look, and never for its zone or phase", () => {
    const look = { phase: "C", box: [0, 0, 50, 50] } as const;
    const sentLast = { phase: "C" } as const;
    const own: Draft = { ...draft, attemptId: "a1", phase: "B", box: [10, 10, 90, 80], look, sentLast };
    expect(resume(fresh, { ...nothing, draft: own, shownAttempt: "a1" })).toMatchObject({
      sitting: { step: "finishing", attemptId: "a1", phase: "B", box: [10, 10, 90, 80] },
      resend: { kind: "final", body: sentLast },
    });
    expect(resume(fresh, { ...nothing, draft: { ...own, savedAt: nothing.now } })).toBeNull();
  });
});

describe("a second look", () => {
  const aided: OutboxEvent = {
    type: "answered",
    item: zoneItem(),
    answer: { kind: "zone", value: { score: null, reveal: null, aid } },
  };
  const drawn: SittingAction[] = [
    ...lock,
    { type: "heard", event: lockAnswered() },
    { type: "submit", box: [10, 10, 90, 80] },
    { type: "heard", event: aided },
  ];

  it("comes with the zone’s answer, and keeps what was answered first", () => {
    const looking = play("guided", ...drawn, { type: "choose", phase: "C" });
    expect(looking).toMatchObject({
      step: "looking",
      aid,
      phase: "B",
      lastPhase: "C",
      box: [10, 10, 90, 80],
    });
    expect(standsAgainst(looking, "none")).toBe("no-zone");
    expect(lastBody(looking, [10, 10, 90, 80])).toEqual({ phase: "C" });
    expect(lastBody({ ...looking, lastPhase: "B" }, [0, 0, 50, 50])).toEqual({ box: [0, 0, 50, 50] });
  });

  it("ends with both scores, of which the first is the result", () => {
    const finished: OutboxEvent = {
      type: "answered",
      item: { ...lockItem(), id: itemId("a1", "final"), kind: "final", body: {} },
      answer: { kind: "final", value: { first: null, last: null, reveal: null } },
    };
    const finishing = play("guided", ...drawn, { type: "finish" });
    expect(finishing.step).toBe("finishing");
    // The zone's answer once more, from another tab, changes nothing.
    expect(advance(finishing, { type: "heard", event: aided })).toBe(finishing);
    expect(advance(finishing, { type: "heard", event: finished })).toMatchObject({
      step: "done",
      result: { score: null, reveal: null },
    });
  });

  it("is what another tab left open, where that was faster with the zone", () => {
    const refused = play("guided", ...lock, {
      type: "heard",
      event: { type: "refused", item: lockItem(), problem: { status: 409, title: "", detail: "No." } },
    });
    const answer = {
      id: "a2",
      mode: "exam",
      phase: "C",
      box: [1, 1, 9, 9],
      score: null,
      reveal: null,
    } as const;
    expect(advance(refused, { type: "find-stored", answer: { ...answer, aid } })).toMatchObject({
      ...{ step: "looking", attemptId: "a2", phase: "C", lastPhase: "C", box: [1, 1, 9, 9], aid },
    });
  });
});
