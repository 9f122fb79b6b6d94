import type { SubmitLastInput, SubmitZoneInput } from "@/lib/domain/attempts/answer";
import { NO_REASONS } from "@/lib/domain/reasons/reason";
import type { Zone } from "@/lib/domain/scoring/zone";
import type { Draft } from "./draft";
import type { OutboxItem } from "./outbox/item";
import type { Sitting } from "./sitting";

/** What the browser has kept of a case. */
type Kept = {
  readonly draft: Draft | null;
  /** The reader's waiting requests for the case, oldest first. */
  readonly waiting: readonly OutboxItem[];
  /** The attempt whose result this very page was showing before it was loaded again. */
  readonly shownAttempt: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** A lock may be stored while the page is being loaded again: as long as that takes at most. */
const LOADING_MS = 60_000;

type Resend =
  | { readonly kind: "lock" }
  | { readonly kind: "zone"; readonly body: SubmitZoneInput }
  | { readonly kind: "final"; readonly body: SubmitLastInput };

type Resumed = {
  readonly sitting: Sitting;
  readonly box: Zone | null;
  readonly elapsedMs: number;
  /** What is stored already, to be asked for once more: the same request gives the same answer. */
  readonly resend: Resend | null;
};

/** Takes a case up where it was left; null when nothing is kept of it. */
export function resume(sitting: Sitting, { draft, waiting, shownAttempt, now }: Kept): Resumed | null {
  const newest = waiting.at(-1);
  const last = waiting.findLast((item) => item.kind === "final");
  if (last) return finishing(sitting, draft, last.attemptId, null);
  const lock = waiting.findLast((item) => item.kind === "lock");
  const zone = waiting.findLast((item) => item.kind === "zone");
  if (newest && zone && newest.attemptId === zone.attemptId) {
    const chosen = lock?.attemptId === zone.attemptId ? lock.body.phase : undefined;
    return {
      sitting: {
        ...sitting,
        mode: zone.mode,
        step: "sending",
        attemptId: zone.attemptId,
        phase: chosen ?? ownDraft(draft, zone.attemptId)?.phase ?? sitting.phase,
        zoneConfidence: zone.body.zoneConfidence ?? null,
        box: zone.body.box,
      },
      box: zone.body.box,
      elapsedMs: zone.body.elapsedMs ?? 0,
      resend: null,
    };
  }
  if (lock) {
    const own = ownDraft(draft, lock.attemptId);
    return {
      sitting: {
        ...sitting,
        mode: lock.mode,
        step: "locking",
        attemptId: lock.attemptId,
        phase: lock.body.phase ?? null,
        phaseConfidence: lock.body.phaseConfidence ?? null,
        zoneConfidence: own?.zoneConfidence ?? null,
        reasons: own?.reasons ?? NO_REASONS,
      },
      box: own?.box ?? null,
      elapsedMs: own?.elapsedMs ?? 0,
      resend: null,
    };
  }
  if (!draft) return null;
  const { attemptId, mode, phase, phaseConfidence, zoneConfidence, elapsedMs, box, sent } = draft;
  const { reasons = NO_REASONS } = draft;
  if (draft.sentLast && attemptId !== null && attemptId === shownAttempt) {
    return finishing(sitting, draft, attemptId, { kind: "final", body: draft.sentLast });
  }
  if (sitting.step === "looking" && attemptId === sitting.attemptId) {
    const { phase: lastPhase = sitting.lastPhase, box: drawn = null } = draft.look ?? {};
    return { sitting: { ...sitting, lastPhase }, box: drawn ?? sitting.box, elapsedMs, resend: null };
  }
  if (sent && attemptId !== null && attemptId === shownAttempt) {
    return {
      sitting: { ...sitting, mode, step: "sending", attemptId, phase, zoneConfidence, box: sent.box },
      box: sent.box,
      elapsedMs,
      resend: { kind: "zone", body: sent },
    };
  }
  if (sitting.attemptId !== null && attemptId === sitting.attemptId) {
    return {
      sitting: { ...sitting, phaseConfidence, zoneConfidence, reasons },
      box,
      elapsedMs,
      resend: null,
    };
  }
  // Locked here, answered before this page came to listen, and stored after the server had looked for it.
  const isUnheard = attemptId !== null && sent === null && !draft.look && sitting.attemptId === null;
  if (isUnheard && now - draft.savedAt < LOADING_MS) {
    return {
      sitting: {
        ...sitting,
        mode,
        step: "locking",
        attemptId,
        phase,
        phaseConfidence,
        zoneConfidence,
        reasons,
      },
      box,
      elapsedMs,
      resend: { kind: "lock" },
    };
  }
  if (attemptId === null && sitting.step === "phase" && mode === sitting.mode) {
    return { sitting: { ...sitting, phase, phaseConfidence }, box: null, elapsedMs, resend: null };
  }
  return null;
}

/** A second look whose last answer is on its way, or was stored and is asked for once more. */
function finishing(sitting: Sitting, draft: Draft | null, attemptId: string, resend: Resend | null): Resumed {
  const own = ownDraft(draft, attemptId);
  const box = own?.box ?? sitting.box;
  return {
    sitting: {
      ...sitting,
      mode: own?.mode ?? sitting.mode,
      step: "finishing",
      attemptId,
      phase: own?.phase ?? sitting.phase,
      lastPhase: own?.look?.phase ?? sitting.lastPhase,
      box,
    },
    box: own?.look?.box ?? box,
    elapsedMs: own?.elapsedMs ?? 0,
    resend,
  };
}

/** When an attempt was locked in this browser, by its clock: what waits or was kept of it tells; null where nothing does. */
export function lockedHereAt(
  attemptId: string | null,
  draft: Draft | null,
  waiting: readonly OutboxItem[],
): number | null {
  if (attemptId === null) return null;
  const lock = waiting.find((item) => item.kind === "lock" && item.attemptId === attemptId);
  return lock?.createdAt ?? ownDraft(draft, attemptId)?.lockedAt ?? null;
}

/** A draft, if it belongs to the attempt. */
const ownDraft = (draft: Draft | null, attemptId: string): Draft | null =>
  draft?.attemptId === attemptId ? draft : null;
