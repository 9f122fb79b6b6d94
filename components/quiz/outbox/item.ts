import type { LockPhaseInput, SubmitLastInput, SubmitZoneInput } from "@/lib/domain/attempts/answer";
import type { Mode } from "@/lib/domain/attempts/mode";
import type { LockedPhase, ScoredLast, ScoredZone } from "@/lib/domain/attempts/views";
import type { Offered } from "@/lib/domain/late-answers/views";

/** Why a server refused a request for good: RFC 9457, as far as people need it. */
export type Problem = {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** The answer came too late for its assignment; `offered` is null until the faculty have it. */
  readonly late?: { readonly offered: Offered | null };
};

/** The request of an item: as it was first sent, so that sending it again means the same. */
export type Request =
  | { readonly kind: "lock"; readonly body: LockPhaseInput }
  | { readonly kind: "zone"; readonly body: SubmitZoneInput }
  | { readonly kind: "final"; readonly body: SubmitLastInput };

export type NewItem = Request & {
  /** `<attempt>/lock`, `<attempt>/zone` or `<attempt>/final`. */
  readonly id: string;
  readonly userId: string;
  readonly caseId: string;
  readonly attemptId: string;
  /** Left out in free practice. */
  readonly assignmentId?: string;
  /** What people call the case and its assignment by: its place in their order, from 1, and the name. */
  readonly caseNumber?: number;
  readonly assignmentName?: string;
  readonly mode: Mode;
  /** Milliseconds since 1970, for people to read; the order is the sequence's. */
  readonly createdAt: number;
};

/** A request that is kept until the server has answered it for good. */
export type OutboxItem = NewItem & {
  readonly sequence: number;
  /** Set once the server refused it; it is then kept for its reader to see. */
  readonly refused: Problem | null;
};

/** A whole answer that is refused as late, and that the faculty have not got yet. */
export const isToOffer = ({ kind, refused }: OutboxItem): boolean =>
  kind === "zone" && refused?.late !== undefined && refused.late.offered === null;

export const itemId = (attemptId: string, kind: Request["kind"]): string => `${attemptId}/${kind}`;

/** What came of sending an item. */
export type Sent =
  | { readonly outcome: "stored"; readonly answer: Answer }
  /** No word from the server, or a word to wait. `afterMs` is what it asked for. */
  | { readonly outcome: "unreachable"; readonly afterMs: number | null }
  | { readonly outcome: "signed-out" }
  /** Stored, by a server whose answer this page can't read: it is newer than the page. */
  | { readonly outcome: "unreadable" }
  | { readonly outcome: "refused"; readonly problem: Problem };

export type Answer =
  | { readonly kind: "lock"; readonly value: LockedPhase }
  | { readonly kind: "zone"; readonly value: ScoredZone }
  | { readonly kind: "final"; readonly value: ScoredLast };

/** What came of offering a late answer. */
export type OfferSent =
  | { readonly outcome: "offered"; readonly offered: Offered }
  | Extract<Sent, { readonly outcome: "unreachable" | "signed-out" | "refused" }>;
