"use client";

import { useEffect, useRef, useState } from "react";
import type { AssignmentRun } from "@/lib/domain/assignments/views";
import type { Mode } from "@/lib/domain/attempts/mode";
import type { SittingView } from "@/lib/domain/practice/sitting";
import { loadWhenIdle, whenIdle } from "../client/part";
import { FrameMemory, type StageMemory } from "../viewer/frame-memory";
import { ALONG_URL, type CaseSource, sittingUrl } from "./case-addresses";
import { CasePlayer, revealPart } from "./case-player";
import type { QueuedCase } from "./case-queue";
import { dismiss } from "./dismiss";
import { EndOfAssignment } from "./end-of-assignment";
import { EndOfCases } from "./end-of-cases";
import { HelpDialog } from "./help-dialog";
import { LateNow } from "./late-now";
import { LeaveFor } from "./leave-for";
import { OpenStage } from "./open-stage";
import { OutboxStatus } from "./outbox-status";
import { type FetchedFrames, prefetchFrames } from "./prefetch-frames";
import { dialogPart } from "./stage-dialog";
import { takeOverEarlyHands } from "./take-over-early-hands";
import { UnsentBeforeEnd } from "./unsent-before-end";
import { useCaseQueue } from "./use-case-queue";
import { useDesk } from "./use-desk";
import { useTimeLeft } from "./use-time-left";

type PlayerProps = {
  initial: QueuedCase;
  mode: Mode;
  /** The next few cases, in order; more are fetched. */
  upcoming: readonly QueuedCase[];
  /** Whose answers these are: what is kept in the browser is kept under it. */
  userId: string;
  /** Cases answered before, once more. */
  again?: boolean;
  /** Whether each answer has a second look, in free practice. */
  secondLook?: boolean;
  /** Whose cases these are; free practice where it is left out. */
  assignment?: AssignmentRun;
  /** Of free practice, the sitting that the cases belong to. */
  sitting?: SittingView | null;
};

/** Ends that never come, for free practice. */
const NO_END = { dueAt: null, endsAt: null, now: "1970-01-01T00:00:00.000Z" };

/** What the sitting of cases that were taken along is for. */
const ALONG: SittingView["purpose"] = "along";

/** How many frames are fetched ahead. */
const FRAMES_AHEAD = 2;

/** The player: case after case, each read phase first, then the zone, then the result. */
export function Player(props: PlayerProps) {
  const { initial, mode, upcoming, userId, again = false, secondLook = false } = props;
  const { assignment = null, sitting = null } = props;
  const [source] = useState<CaseSource>({ mode, again, secondLook, assignment, sitting });
  const { dueAt, endsAt, now } = source.assignment ?? NO_END;
  const timeLeft = useTimeLeft(endsAt, now);
  const untilDue = useTimeLeft(dueAt, now);
  const { desk, status, kept } = useDesk(userId);
  const unsent = (): string[] => status.waiting.map(({ caseId }) => caseId);
  const queue = useCaseQueue(initial, upcoming, source, unsent, () => fetchAhead());
  const memory = useRef<StageMemory>({ stage: null, look: null });
  const fetched = useRef<FetchedFrames>(new Map());
  const [helpOpen, setHelpOpen] = useState(false);
  // Not before the desk: an answer is kept before its result can be shown.
  const hasDesk = desk !== null;
  useEffect(() => (hasDesk ? loadWhenIdle([revealPart, dialogPart]) : undefined), [hasDesk]);

  useEffect(() => takeOverEarlyHands(), []);

  const fetchAhead = (): void => {
    const run = (): void => {
      const { stage } = memory.current;
      if (stage) prefetchFrames(queue.upcoming().slice(0, FRAMES_AHEAD), stage, fetched.current);
    };
    // The frame on stage comes first.
    whenIdle(run);
  };
  const flush = (): void => void desk?.outbox.flush();
  const outboxStatus = (
    <OutboxStatus
      status={status}
      kept={kept}
      onRetry={flush}
      onDismiss={(item) => desk && void dismiss(desk, item)}
    />
  );
  const timeUp = timeLeft !== null && timeLeft <= 0;
  if (source.assignment && (timeUp || queue.nextState === "over")) {
    const waiting = new Set(status.waiting.map(({ attemptId }) => attemptId)).size;
    return (
      <EndOfAssignment
        run={source.assignment}
        timeUp={timeUp && queue.nextState !== "over"}
        unsent={waiting}
        late={status.refused.some(({ refused }) => refused?.late)}
        status={outboxStatus}
      />
    );
  }
  // Without reception, nothing comes after what was taken along.
  if (queue.nextState === "unreachable" && source.sitting?.purpose === ALONG)
    return <LeaveFor url={ALONG_URL} />;
  if (queue.nextState === "over") {
    return source.sitting ? (
      <OpenStage url={sittingUrl(source.sitting.id, source)} />
    ) : (
      <EndOfCases source={source} />
    );
  }
  return (
    <FrameMemory memory={memory}>
      <CasePlayer
        key={queue.turn}
        stageCase={queue.stageCase}
        source={source}
        userId={userId}
        desk={desk}
        kept={kept}
        arrived={queue.turn > 0}
        nextState={queue.nextState}
        onNext={queue.next}
        onFrameShown={fetchAhead}
        onHelp={() => setHelpOpen(true)}
        timeLeft={timeLeft}
        status={outboxStatus}
        note={
          source.assignment && (
            <>
              <LateNow untilDue={untilDue} />
              <UnsentBeforeEnd status={status} name={source.assignment.name} timeLeft={timeLeft} />
            </>
          )
        }
      />
      <HelpDialog open={helpOpen} onOpenChange={setHelpOpen} />
    </FrameMemory>
  );
}
