"use client";

import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import { useEffect, useId, useState } from "react";
import type { Judgement, Mark } from "@/lib/domain/reviews/judgement";
import { LETTERS, type Letter } from "@/lib/domain/reviews/letters";
import type { ReviewItem } from "@/lib/domain/reviews/views";
import { t } from "@/lib/language/t";
import { FrameViewer } from "../viewer/frame-viewer";
import { useStageKeys } from "../viewer/stage-keys";
import { JudgeBar } from "./judge-bar";
import { JudgeKeys } from "./judge-keys";
import { SaveStatus } from "./save-status";
import { TextCard } from "./text-card";
import { useOutbox } from "./use-outbox";

/** A case before its reviewer: the frame, and two to four texts to judge. Every change is stored as it is made. */
export function Judge({ item, userId }: { item: ReviewItem; userId: string }) {
  const router = useRouter();
  const { outbox, state } = useOutbox(userId);
  // What was judged here and then left may be newer than what the server drew.
  const [judgement, setJudgement] = useState(() => outbox.latest(item.id) ?? item.judgement);
  const [leaving, setLeaving] = useState(false);
  const bestName = useId();
  const letters = item.texts.map(({ letter }) => letter);
  const { review, position } = item;
  const own = state.progress?.reviewId === review.id ? state.progress : null;
  const progress = own ?? item.progress;
  const pageOf = (at: number): string => `/reviews/${review.id}/cases/${at}`;
  // As in the paper: side by side where there is room for them.
  const isOfThree = letters.length === 3;
  const isLast = position === progress.of;

  function change(next: Judgement): void {
    setJudgement(next);
    outbox.keep({ reviewId: review.id, itemId: item.id }, next);
  }
  const pick = (best: Letter): void => change({ ...judgement, best });
  const mark = (letter: Letter, value: Mark): void =>
    change({ ...judgement, marks: { ...judgement.marks, [letter]: value } });
  const toggle = (letter: Letter): void => mark(letter, judgement.marks[letter] === 1 ? 0 : 1);

  function goOn(): void {
    if (isLast) setLeaving(true);
    else router.push(pageOf(position + 1));
  }
  // The review's own page tells how far one is: it is not opened before the last judgement is stored.
  const isStored = state.unsent === 0;
  useEffect(() => {
    if (leaving && isStored) router.push(`/reviews/${review.id}`);
  }, [leaving, isStored, router, review.id]);
  useEffect(() => {
    if (position < item.progress.of) router.prefetch(`/reviews/${review.id}/cases/${position + 1}`);
  }, [router, review.id, position, item.progress.of]);

  useStageKeys((name, event) => {
    const letter = letters["abcd".indexOf(name)] ?? null;
    const marked = letters["1234".indexOf(name)] ?? null;
    if (name.length === 1 && letter) pick(letter);
    else if (name.length === 1 && marked) toggle(marked);
    else if (name === "Enter" && !event.repeat) goOn();
    else if (name === "Shift+Enter" && position > 1) router.push(pageOf(position - 1));
    else return false;
    return true;
  });

  return (
    // Wider than other pages on paper: the frame and the texts are read side by side.
    <div className="xl:mx-[calc((100%-min(100vw-5rem,96rem))/2)]">
      <header className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <div className="min-w-0">
          <p className="break-words text-muted text-sm">{review.name}</p>
          <h1 className="font-semibold text-xl tracking-[-0.01em]">{t`Case ${position} of ${progress.of}`}</h1>
        </div>
        <SaveStatus state={state} progress={progress} onRetry={outbox.flush} />
      </header>
      <div
        className={clsx(
          "grid gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,11fr)_minmax(0,13fr)]",
          isOfThree && "xl:grid-cols-[minmax(0,10fr)_minmax(0,15fr)]",
        )}
      >
        <div className="z-10 lg:sticky lg:top-4 lg:self-start [--stage-max-height:38dvh] lg:[--stage-max-height:70dvh] max-lg:[@media(min-height:46rem)]:sticky max-lg:[@media(min-height:46rem)]:top-0">
          <div className="stage flex overflow-hidden rounded-lg max-lg:-mx-4 max-lg:rounded-none sm:max-lg:-mx-6">
            <FrameViewer
              frameUrl={item.frame.url}
              frameVersion="1"
              width={item.frame.width}
              height={item.frame.height}
              alt={t`The operative field of this case.`}
              notice={item.frame.notice}
            />
          </div>
          <JudgeKeys letters={letters} />
        </div>
        <fieldset className="min-w-0">
          <legend className="mb-3 text-muted text-sm">{t`Pick the best text, and mark each: right, or wrong where anything in it does not hold for this frame.`}</legend>
          <div className={clsx("grid gap-4 sm:grid-cols-2", isOfThree && "xl:grid-cols-3")}>
            {item.texts.map(({ letter, rationale }) => (
              <TextCard
                key={letter}
                letter={letter}
                rationale={rationale}
                bestName={bestName}
                best={judgement.best === letter}
                mark={judgement.marks[letter] ?? null}
                markKey={LETTERS.indexOf(letter) + 1}
                onBest={() => pick(letter)}
                onMark={(value) => mark(letter, value)}
              />
            ))}
          </div>
        </fieldset>
      </div>
      <JudgeBar
        letters={letters}
        judgement={judgement}
        onBest={pick}
        onNext={goOn}
        {...(position > 1 && { previous: pageOf(position - 1) })}
        last={isLast}
        busy={leaving && !isStored}
      />
    </div>
  );
}
