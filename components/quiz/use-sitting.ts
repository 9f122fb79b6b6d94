"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { SubmitLastInput, SubmitZoneInput } from "@/lib/domain/attempts/answer";
import type { Phase } from "@/lib/domain/phases";
import type { ReasonPart } from "@/lib/domain/reasons/reason";
import { isSameZone } from "@/lib/domain/scoring/zone";
import { newId } from "../ui/new-id";
import { createDrawingStore, type DrawingStore } from "../viewer/draw/store";
import type { FrameState } from "../viewer/frame-states";
import { createStore, useStore } from "../viewer/store";
import type { CaseSource } from "./case-addresses";
import type { QueuedCase } from "./case-queue";
import type { Desk } from "./desk";
import { dismiss } from "./dismiss";
import { draftKey } from "./draft";
import { itemId, type Request } from "./outbox/item";
import type { OutboxEvent } from "./outbox/outbox";
import { lastBody, lockBody, zoneBody } from "./requests";
import { lockedHereAt, resume } from "./resume";
import { showAttempt, shownAttempt } from "./shown-attempt";
import { advance, newSitting, type Sitting, standsAgainst } from "./sitting";
import { createStopwatch } from "./stopwatch";
import { useLate } from "./use-late";

/** For so long the zone waits for what the server says of the phase. */
const SLOW_MS = 4000;

type SittingOptions = {
  stageCase: QueuedCase;
  source: CaseSource;
  userId: string;
  /** Null until it is open. */
  desk: Desk | null;
  /** Whether the reader is asked for reasons before the zone is sent. */
  asksReasons: boolean;
};

export type SittingControls = {
  sitting: Sitting;
  drawing: DrawingStore;
  choosePhase: (phase: Phase) => void;
  ratePhase: (confidence: number | null) => void;
  lock: () => void;
  rateZone: (confidence: number | null) => void;
  /** Sends the zone, or first asks for reasons. */
  submit: () => void;
  write: (part: ReasonPart, words: string) => void;
  backToZone: () => void;
  /** In a second look: sends the answer as it is now, or as it was first. */
  finish: (how: "changed" | "kept") => void;
  restart: () => void;
  /** Whether the frame can be seen: time counts from then on, and nothing is locked or submitted before. */
  frame: (frame: FrameState) => void;
};

/** One case from the first look to its result: keeps what is done, sends it, and takes it up after a reload. */
export function useSitting({
  stageCase,
  source,
  userId,
  desk,
  asksReasons,
}: SittingOptions): SittingControls {
  const [store] = useState(() => createStore(advance, newSitting(stageCase, source.mode, source.secondLook)));
  const [drawing] = useState(() => createDrawingStore(stageCase, stageCase.open?.secondLook?.box ?? null));
  const [watch] = useState(() => createStopwatch(() => performance.now()));
  const [takenUp, setTakenUp] = useState(false);
  // What a hand that was faster than the browser's database has asked for: done once there is a desk to lay it on.
  const wanted = useRef<"lock" | "submit" | null>(null);
  /** When the phase was locked here, by this device's clock; null where it wasn't, or nobody knows. */
  const lockedAt = useRef<number | null>(null);
  const sitting = useStore(store, (state) => state);
  const box = useStore(drawing, (state) => state.box);
  const assignmentId = source.assignment?.id ?? null;
  const key = draftKey(userId, stageCase.id, assignmentId);

  const put = (attemptId: string, request: Request): void => {
    const { mode } = store.get();
    const { number: caseNumber } = stageCase;
    const { assignment } = source;
    const assigned = assignment && {
      assignmentId: assignment.id,
      assignmentName: assignment.name,
      ...(caseNumber !== undefined && { caseNumber }),
    };
    const place = { userId, caseId: stageCase.id, attemptId, mode, ...assigned };
    void desk?.outbox.put({
      ...request,
      ...place,
      id: itemId(attemptId, request.kind),
      createdAt: Date.now(),
    });
  };
  const saveDraft = useEffectEvent((sent: SubmitZoneInput | null) => {
    const { mode, attemptId, phase, phaseConfidence, zoneConfidence, reasons } = store.get();
    const answer = { mode, attemptId, phase, phaseConfidence, zoneConfidence, box: drawing.get().box, sent };
    const locked = lockedAt.current !== null && { lockedAt: lockedAt.current };
    const draft = { ...answer, ...locked, reasons, key, elapsedMs: watch.elapsed(), savedAt: Date.now() };
    void desk?.drafts.save(draft).catch(() => {});
  });
  /** Beside the first answer, which is stored. */
  const saveLook = useEffectEvent((sentLast: SubmitLastInput | null) => {
    const { mode, attemptId, phase, phaseConfidence, zoneConfidence, box: first, lastPhase } = store.get();
    if (!first) return;
    const answer = { mode, attemptId, phase, phaseConfidence, zoneConfidence, box: first, sent: null };
    const look = { phase: lastPhase, box: drawing.get().box };
    const draft = { ...answer, look, ...(sentLast && { sentLast }), key, elapsedMs: watch.elapsed() };
    void desk?.drafts.save({ ...draft, savedAt: Date.now() }).catch(() => {});
  });
  /** What is sent is in the outbox, and its draft was saved with it. */
  const saveUnsent = useEffectEvent(() => {
    const { step, phase } = store.get();
    const begun = step === "locking" || step === "zone" || step === "reasons";
    if (takenUp && (begun || (step === "phase" && phase !== null))) saveDraft(null);
    if (takenUp && step === "looking") saveLook(null);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: saved whenever one of these has changed
  useEffect(() => saveUnsent(), [sitting, box, takenUp]);

  const hear = useEffectEvent((event: OutboxEvent) => {
    store.dispatch({ type: "heard", event });
    if (event.type === "refused" && event.item.attemptId === store.get().attemptId) void afterRefusal(event);
  });
  const afterRefusal = async ({
    item,
    problem,
  }: Extract<OutboxEvent, { type: "refused" }>): Promise<void> => {
    // It is not sent again after a reload.
    void desk?.drafts.remove(key).catch(() => {});
    // One that is only late is offered to the faculty.
    const isTaken = problem.status === 409 && !problem.late;
    const answer = isTaken ? await desk?.findStored(stageCase.id, assignmentId) : null;
    if (!desk || !answer) return;
    store.dispatch({ type: "find-stored", answer });
    // Why it was refused is said here, beside what is stored.
    await dismiss(desk, item);
  };
  useEffect(() => desk?.outbox.onEvent((event) => hear(event)), [desk]);

  const takeUp = useEffectEvent(async ({ drafts, outbox }: Desk) => {
    const kept = await drafts.find(key).catch(() => null);
    await outbox.refresh();
    const { waiting: all, refused } = outbox.status();
    const isRefused = kept !== null && refused.some(({ attemptId }) => attemptId === kept.attemptId);
    const draft = isRefused ? null : kept;
    const waiting = all.filter(
      (item) => item.caseId === stageCase.id && (item.assignmentId ?? null) === assignmentId,
    );
    const before = store.get();
    // A hand that was faster than the database has begun afresh.
    const lockedByHand = before.attemptId !== (stageCase.open?.id ?? null);
    const untouched =
      !lockedByHand &&
      (before.step === "phase"
        ? before.phase === null
        : before.step === "looking"
          ? before.lastPhase === before.phase && isSameZone(drawing.get().box, before.box)
          : drawing.get().box === null);
    const page = { draft, waiting, shownAttempt: shownAttempt(), now: Date.now() };
    const found = untouched ? resume(before, page) : null;
    if (found) {
      store.dispatch({ type: "resume", sitting: found.sitting });
      if (found.box) drawing.dispatch({ type: "place", box: found.box });
      watch.add(found.elapsedMs);
      lockedAt.current = lockedHereAt(found.sitting.attemptId, draft, waiting);
      for (const item of waiting) outbox.await(item);
      const { attemptId } = found.sitting;
      const { resend } = found;
      if (attemptId && resend?.kind === "lock") {
        put(attemptId, { kind: "lock", body: lockBody(found.sitting, attemptId, assignmentId) });
      } else if (attemptId && resend && resend.kind !== "lock") put(attemptId, resend);
      void outbox.flush();
    }
    setTakenUp(true);
    if (wanted.current === "lock") lock();
    if (wanted.current === "submit") submit();
  });
  useEffect(() => {
    if (desk) void takeUp(desk);
  }, [desk]);

  const time = useEffectEvent(() => {
    const { step, frame } = store.get();
    const looking = document.visibilityState === "visible" && frame === "shown";
    if (looking && (step === "phase" || step === "locking" || step === "zone")) return watch.run();
    watch.pause();
    saveUnsent();
  });
  const writing = sitting.step === "reasons";
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time runs while the frame can be seen, and not while they write
  useEffect(() => time(), [sitting.frame, writing]);
  useEffect(() => {
    const onVisibility = (): void => time();
    document.addEventListener("visibilitychange", onVisibility);
    return () => document.removeEventListener("visibilitychange", onVisibility);
  }, []);

  const slow = useLate(sitting.step === "locking", SLOW_MS);
  useEffect(() => {
    if (slow) store.dispatch({ type: "lead-on" });
  }, [slow, store]);

  const lock = (): void => {
    if (store.get().step !== "phase" || standsAgainst(store.get(), "none")) return;
    wanted.current = desk ? null : "lock";
    if (!desk) return;
    const attemptId = newId();
    lockedAt.current = Date.now();
    store.dispatch({ type: "lock", attemptId });
    put(attemptId, { kind: "lock", body: lockBody(store.get(), attemptId, assignmentId) });
  };
  const submit = (): void => {
    const { box: zone, gesture } = drawing.get();
    const { step, attemptId } = store.get();
    if (!zone || gesture || !attemptId || standsAgainst(store.get(), "whole")) return;
    if (step === "zone" && asksReasons) {
      store.dispatch({ type: "give-reasons" });
      return;
    }
    if (step !== "zone" && step !== "reasons") return;
    wanted.current = desk ? null : "submit";
    if (!desk) return;
    watch.pause();
    store.dispatch({ type: "submit", box: zone });
    const sinceLockMs = lockedAt.current === null ? null : Date.now() - lockedAt.current;
    const body = zoneBody(zone, store.get(), watch.elapsed(), sinceLockMs);
    showAttempt(attemptId);
    saveDraft(body);
    put(attemptId, { kind: "zone", body });
  };
  const finish = (how: "changed" | "kept"): void => {
    const { step, attemptId, phase, box: first } = store.get();
    if (step !== "looking" || !attemptId || !first || !desk) return;
    if (how === "kept") {
      if (phase) store.dispatch({ type: "choose", phase });
      drawing.dispatch({ type: "place", box: first });
    }
    const { box: drawn, gesture } = drawing.get();
    if (!drawn || gesture || standsAgainst(store.get(), "whole")) return;
    const body = lastBody(store.get(), drawn);
    store.dispatch({ type: "finish" });
    showAttempt(attemptId);
    saveLook(body);
    put(attemptId, { kind: "final", body });
  };
  return {
    sitting,
    drawing,
    choosePhase: (phase) => {
      wanted.current = null;
      store.dispatch({ type: "choose", phase });
    },
    ratePhase: (confidence) => store.dispatch({ type: "rate-phase", confidence }),
    lock,
    rateZone: (confidence) => store.dispatch({ type: "rate-zone", confidence }),
    submit,
    write: (part, words) => store.dispatch({ type: "write", part, words }),
    backToZone: () => store.dispatch({ type: "back-to-zone" }),
    finish,
    restart: () => {
      showAttempt(null);
      lockedAt.current = null;
      drawing.dispatch({ type: "clear" });
      store.dispatch({ type: "restart" });
      void desk?.drafts.remove(key).catch(() => {});
    },
    frame: (frame) => store.dispatch({ type: "frame", frame }),
  };
}
