"use client";

import { useRef, useState } from "react";
import type { Mode } from "@/lib/domain/attempts/mode";
import type { StageCase } from "@/lib/domain/attempts/views";
import { FrameMemory, type StageMemory } from "../viewer/frame-memory";
import { CasePlayer } from "./case-player";
import { EndOfCases } from "./end-of-cases";
import { KeysDialog } from "./keys-dialog";
import { OutboxStatus } from "./outbox-status";
import { type FetchedFrames, prefetchFrames } from "./prefetch-frames";
import type { CaseSource } from "./routes";
import { useCaseQueue } from "./use-case-queue";
import { useDesk } from "./use-desk";

export type PlayerProps = {
  initial: StageCase;
  mode: Mode;
  /** The next few cases, in order; more are fetched. */
  upcoming: readonly StageCase[];
  /** Whose answers these are: what is kept in the browser is kept under it. */
  userId: string;
  /** Cases answered before, once more. */
  again?: boolean;
};

/** How many frames are fetched ahead. */
const FRAMES_AHEAD = 2;

/** The player: case after case, each read phase first, then the zone, then the result. */
export function Player({ initial, mode, upcoming, userId, again = false }: PlayerProps) {
  const [source] = useState<CaseSource>({ mode, again });
  const { desk, status, kept } = useDesk(userId);
  const unsent = (): string[] => status.waiting.map(({ caseId }) => caseId);
  const queue = useCaseQueue(initial, upcoming, source, unsent, () => fetchAhead());
  const memory = useRef<StageMemory>({ stage: null, look: null });
  const fetched = useRef<FetchedFrames>(new Map());
  const [keysOpen, setKeysOpen] = useState(false);

  const fetchAhead = (): void => {
    const run = (): void => {
      const { stage } = memory.current;
      if (stage) prefetchFrames(queue.upcoming().slice(0, FRAMES_AHEAD), stage, fetched.current);
    };
    // The frame on stage comes first.
    if (window.requestIdleCallback) window.requestIdleCallback(run, { timeout: 1000 });
    else setTimeout(run, 200);
  };
  const flush = (): void => void desk?.outbox.flush();
  if (queue.nextState === "over") return <EndOfCases source={source} />;
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
        onKeys={() => setKeysOpen(true)}
        status={
          <OutboxStatus
            status={status}
            kept={kept}
            onRetry={flush}
            onDismiss={(item) => void desk?.outbox.dismiss(item)}
          />
        }
      />
      <KeysDialog open={keysOpen} onOpenChange={setKeysOpen} />
    </FrameMemory>
  );
}
