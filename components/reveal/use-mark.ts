import { useRef, useState } from "react";
import type { ReasonGrade } from "@/lib/domain/reasons/reason";
import type { ShownMarks } from "@/lib/domain/reasons/views";
import type { Failed } from "../client/call";

/** Stores a mark, and gives the marks of its part. */
export type GiveMark = (grade: ReasonGrade) => Promise<{ readonly value: ShownMarks } | Failed>;

/** A part's marks: shown at once as they are given, stored one after the other, the last one last. */
export function useMark(initial: ShownMarks, give: GiveMark) {
  const [marks, setMarks] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const stored = useRef(initial);
  const waiting = useRef<ReasonGrade | null>(null);
  const busy = useRef(false);
  async function mark(grade: ReasonGrade): Promise<void> {
    setMarks((before) => ({ ...before, mark: grade }));
    setProblem(null);
    waiting.current = grade;
    if (busy.current) return;
    busy.current = true;
    while (waiting.current) {
      const next = waiting.current;
      waiting.current = null;
      const answer = await give(next);
      if ("value" in answer) stored.current = answer.value;
      // A later one is shown already, and follows.
      if (waiting.current) continue;
      setMarks(stored.current);
      if ("problem" in answer) setProblem(answer.problem);
    }
    busy.current = false;
  }
  return { marks, problem, mark: (grade: ReasonGrade): void => void mark(grade) };
}
