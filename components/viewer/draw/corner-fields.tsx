"use client";

import { useId, useState } from "react";
import { type Box, boxProblem } from "@/lib/domain/geometry";
import { inContext, t } from "@/lib/language/t";
import { NumberRow } from "../../ui/number-row";
import { useStore } from "../store";
import { isAtLeast, leastSides, MIN_SIDE } from "./box-edit";
import type { Drawing } from "./reducer";
import type { DrawingStore } from "./store";

const EDGES = [
  inContext("an edge of the zone")`Left`,
  inContext("an edge of the zone")`Top`,
  inContext("an edge of the zone")`Right`,
  inContext("an edge of the zone")`Bottom`,
] as const;

/** The zone by its edges' numbers, for those who would rather type than draw. */
export function CornerFields({ drawing }: { drawing: DrawingStore }) {
  const box = useStore(drawing, (state) => state.box);
  return (
    <details className="mb-3 text-sm">
      <summary className="w-fit py-1 text-muted hover:text-ink pointer-coarse:py-3">{t`Type the corners`}</summary>
      <Fields drawing={drawing} box={box} />
    </details>
  );
}

const textsOf = (box: Box | null): string[] => EDGES.map((_, i) => (box ? String(box[i]) : ""));

/** What is typed, until it makes a zone; a zone that is changed elsewhere is written over it. */
function Fields({ drawing, box }: { drawing: DrawingStore; box: Box | null }) {
  const [texts, setTexts] = useState(() => textsOf(box));
  const [problem, setProblem] = useState<string | null>(null);
  const [shown, setShown] = useState(box);
  if (shown !== box) {
    setShown(box);
    setTexts(textsOf(box));
    setProblem(null);
  }
  const id = useId();
  const { frame } = drawing.get();

  const apply = (values: readonly string[]): void => {
    if (values.some((text) => text.trim() === "")) return;
    const typed = values.map((text) => Number(text.replace(",", "."))) as unknown as Box;
    const wrong = zoneProblem(typed, frame);
    setProblem(wrong);
    if (!wrong) drawing.dispatch({ type: "place", box: typed });
  };
  return (
    <form
      className="mt-1"
      onSubmit={(event) => {
        event.preventDefault();
        apply(texts);
      }}
    >
      <NumberRow
        labels={EDGES}
        texts={texts}
        invalid={problem !== null}
        describedBy={id}
        onText={(index, text) => setTexts(texts.with(index, text))}
        onBlur={() => apply(texts)}
      />
      {/* Enter needs a button to submit four fields. */}
      <button type="submit" className="sr-only">{t`Place the zone`}</button>
      <p id={id} className="mt-1 text-xs">
        {problem ? (
          <span role="alert" className="text-danger">
            {problem}
          </span>
        ) : (
          <span className="text-muted">{t`In pixels from the frame’s upper left corner; the frame is ${frame.width} × ${frame.height}.`}</span>
        )}
      </p>
    </form>
  );
}

function zoneProblem(box: Box, frame: Drawing["frame"]): string | null {
  const problem = boxProblem(box, frame);
  if (problem) return problem;
  return isAtLeast(box, leastSides(MIN_SIDE, frame))
    ? null
    : t`A zone is at least ${MIN_SIDE} pixels wide and high.`;
}
