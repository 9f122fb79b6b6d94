import { diffWordsWithSpace } from "diff";

/** What changed from one text to another, word by word. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  if (before === after) return <>{after || "—"}</>;
  let at = 0;
  return (
    <>
      {diffWordsWithSpace(before, after).map(({ value, added, removed }) => {
        at += value.length;
        const key = `${at} ${added} ${removed}`;
        if (added) {
          return (
            <ins key={key} className="rounded-xs bg-accent-soft decoration-2 underline-offset-2">
              {value}
            </ins>
          );
        }
        return removed ? (
          <del key={key} className="text-muted decoration-2">
            {value}
          </del>
        ) : (
          <span key={key}>{value}</span>
        );
      })}
    </>
  );
}
