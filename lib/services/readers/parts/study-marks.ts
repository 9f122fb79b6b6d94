import { z } from "zod";
import type { StudyMark } from "@/lib/domain/readers/views";

const schema = z.object({
  rectify: z.boolean().catch(false),
  singleTurn: z.boolean().catch(false),
  noDefinition: z.boolean().catch(false),
});

/** How a run departs from phase-then-go, from the parameters that the batch job stored. */
export function studyMarks(parameters: unknown): readonly StudyMark[] {
  const read = schema.safeParse(parameters);
  if (!read.success) return [];
  const { rectify, singleTurn, noDefinition } = read.data;
  return [
    ...(rectify ? (["rectified"] as const) : []),
    ...(singleTurn ? (["single-turn"] as const) : []),
    ...(noDefinition ? (["no-definition"] as const) : []),
  ];
}
