"use client";

import { useEffect, useState } from "react";
import { PHASES } from "@/lib/domain/phases";
import type { NewReview } from "@/lib/domain/reviews/new-review";
import type { ReviewCandidates } from "@/lib/domain/reviews/views";
import { plural, t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import type { Answer } from "../client/call";
import { fetchCandidates } from "./api";

/** How many cases all of the sources speak of, and why others are left out. */
export function CandidateCount({
  datasetId,
  split,
  sources,
}: Pick<NewReview, "datasetId" | "split"> & { readonly sources: readonly string[] }) {
  const [answer, setAnswer] = useState<Answer<ReviewCandidates> | null>(null);
  const asked = sources.join(",");
  useEffect(() => {
    setAnswer(null);
    const wanted = asked.split(",").filter(Boolean);
    if (wanted.length < 2) return;
    const stop = new AbortController();
    void fetchCandidates({ datasetId, split, sources: wanted }, stop.signal).then((found) => {
      if (!stop.signal.aborted) setAnswer(found);
    });
    return () => stop.abort();
  }, [datasetId, split, asked]);
  return (
    <p role="status" className="mt-2 min-h-10 text-muted text-sm">
      {sources.length < 2
        ? t`Choose the sources to see how many cases there are.`
        : answer && wordsOf(answer)}
    </p>
  );
}

function wordsOf(answer: Answer<ReviewCandidates>): string {
  if ("problem" in answer) return answer.problem;
  const { n, byPhase, incomplete, same } = answer.value;
  const phases = PHASES.map((phase) => `${phase} ${formatCount(byPhase[phase])}`).join(", ");
  return [
    t`${plural(n, "# case", "# cases")} to choose from: ${phases}.`,
    ...(incomplete > 0
      ? [t`Left out: ${formatCount(incomplete)} where a source lacks one of the four parts.`]
      : []),
    ...(same > 0 ? [t`Left out: ${formatCount(same)} where two sources say the very same.`] : []),
  ].join(" ");
}
