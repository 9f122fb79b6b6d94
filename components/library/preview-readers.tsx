import { STATISTICS_FROM_WORDS } from "@/lib/domain/items/item-flags";
import type { LibraryCase } from "@/lib/domain/library/views";
import { summarizeAnswer } from "@/lib/domain/scoring/failure";
import { formatDecimal, formatNumberOf } from "@/lib/words/figures";
import { Bars } from "../ui/bars";

/** How a case went with all of the institution's readers, in or out of assignments. */
export function PreviewReaders({ of: { figures, difficulty, heat } }: { of: LibraryCase }) {
  const { n, failures, discrimination } = figures;
  if (n === 0) {
    return (
      <section aria-labelledby="preview-readers">
        <h2 id="preview-readers" className="font-semibold">
          Readers
        </h2>
        <p className="mt-1 text-muted text-sm">
          {heat
            ? "No answer counts yet: the results of an assignment with this case are not released."
            : "Nobody has answered it yet."}
        </p>
      </section>
    );
  }
  return (
    <Bars
      title="Readers"
      note={
        <>
          {formatNumberOf(n, "first answer")} of the whole institution. Difficulty {formatDecimal(difficulty)}
          , discrimination {formatDecimal(discrimination)}
          {discrimination === null && ` (fewer than ${STATISTICS_FROM_WORDS} readers)`}.
        </>
      }
      of={n}
      bars={failures.map(({ phase, zone, n: count }) => ({
        name: sentence(summarizeAnswer(phase, zone)),
        n: count,
      }))}
    />
  );
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
