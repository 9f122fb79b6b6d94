import { z } from "zod";
import type { ReasonGrade, ReasonPart } from "@/lib/domain/reasons/reason";
import { markInputSchema, reasonPartSchema } from "@/lib/domain/reasons/reason-schema";
import type { Input } from "@/lib/domain/view";
import { invalid, notFound, type Result, succeed } from "../../result";

/** Which words are to be marked, as a request names them. */
export type MarkPlace = { readonly attemptId: string; readonly part: string };

type Mark = {
  readonly where: { readonly attemptId: string; readonly part: ReasonPart };
  readonly grade: ReasonGrade;
};

const placeSchema = z.object({ attemptId: z.uuid(), part: reasonPartSchema });

/**
 * Reads which words get which mark.
 *
 * @param noun what is not found where the place is none
 */
export function readMark(
  place: MarkPlace,
  input: Input<typeof markInputSchema>,
  noun: Parameters<typeof notFound>[0],
): Result<Mark> {
  const where = placeSchema.safeParse(place);
  if (!where.success) return notFound(noun);
  const parsed = markInputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  return succeed({ where: where.data, grade: parsed.data.grade });
}
