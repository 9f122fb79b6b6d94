"use client";

import { useState } from "react";
import { type Box, boxProblem, type Size } from "@/lib/domain/geometry";
import { MOST_COVERS } from "@/lib/domain/recordings/covers";
import { inContext, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { NumberRow } from "../ui/number-row";

const EDGES = [
  inContext("an edge of a cover")`Left`,
  inContext("an edge of a cover")`Top`,
  inContext("an edge of a cover")`Right`,
  inContext("an edge of a cover")`Bottom`,
] as const;

type CoverListProps = {
  covers: readonly Box[];
  size: Size;
  drawing: boolean;
  onDrawing: (on: boolean) => void;
  onCover: (box: Box) => void;
  onUncover: (index: number) => void;
};

/** The covers of a recording: drawn on its picture, or told by the numbers of their edges. */
export function CoverList({ covers, size, drawing, onDrawing, onCover, onUncover }: CoverListProps) {
  const full = covers.length >= MOST_COVERS;
  return (
    <section aria-labelledby="covers">
      <h2 id="covers" className="font-semibold text-lg">{t`Covers`}</h2>
      <p className="mt-1 max-w-prose text-muted text-sm">{t`Names, dates and numbers that are burned into the picture are covered in black in every frame and clip, before anything is sent.`}</p>
      <Button className="mt-3" aria-pressed={drawing} disabled={full} onClick={() => onDrawing(!drawing)}>
        {drawing ? t`End drawing` : t`Draw a cover`}
      </Button>
      {covers.length > 0 && (
        <ul className="mt-3 space-y-1">
          {covers.map((cover, index) => (
            <li key={cover.join(" ")} className="flex flex-wrap items-center justify-between gap-2 text-sm">
              <span className="tabular-nums">
                {t`Cover ${index + 1}: ${Math.round(cover[0])}, ${Math.round(cover[1])} to ${Math.round(cover[2])}, ${Math.round(cover[3])}`}
              </span>
              <Button size="sm" onClick={() => onUncover(index)}>{t`Remove`}</Button>
            </li>
          ))}
        </ul>
      )}
      {!full && <TypedCover size={size} onCover={onCover} />}
    </section>
  );
}

/** A cover for those who would rather type than draw. */
function TypedCover({ size, onCover }: { size: Size; onCover: (box: Box) => void }) {
  const [texts, setTexts] = useState<readonly string[]>([
    "0",
    "0",
    String(size.width),
    String(Math.round(size.height / 12)),
  ]);
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <details className="mt-2 text-sm">
      <summary className="w-fit py-1 text-muted hover:text-ink pointer-coarse:py-3">{t`Type a cover’s edges`}</summary>
      <form
        className="mt-1 max-w-md"
        onSubmit={(event) => {
          event.preventDefault();
          const box = texts.map((text) => Number(text.replace(",", "."))) as unknown as Box;
          const wrong = boxProblem(box, size);
          setProblem(wrong);
          if (!wrong) onCover(box);
        }}
      >
        <NumberRow
          labels={EDGES}
          texts={texts}
          invalid={problem !== null}
          onText={(index, text) => setTexts(texts.with(index, text))}
        />
        <p className="mt-1 text-muted text-xs">
          {t`In pixels from the picture’s upper left corner; the picture is ${size.width} × ${size.height}.`}
        </p>
        {problem && (
          <p role="alert" className="mt-1 text-danger text-xs">
            {problem}
          </p>
        )}
        <Button type="submit" size="sm" className="mt-2">{t`Add the cover`}</Button>
      </form>
    </details>
  );
}
