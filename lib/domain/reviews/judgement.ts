import { z } from "zod";
import { t } from "@/lib/language/t";
import { LETTERS, type Letter } from "./letters";

const markSchema = z
  .union([z.literal(0), z.literal(1)], t`A mark is 1 (right), 0 (wrong) or null.`)
  .nullable();

/** What a reviewer makes of a case, whole or in part: it is sent anew with each change. */
export const judgementSchema = z
  .object({
    /** The letter of the best text; null while none is picked. */
    best: z.enum(LETTERS).nullable(),
    /** 1 for a text that is right, 0 for one with an error; null while there is no mark. */
    marks: z.partialRecord(z.enum(LETTERS), markSchema),
  })
  .strict();

/** A mark as the paper gives it: 0 for errors and hallucinations, 1 otherwise (section 5.2). */
export type Mark = 0 | 1;

export type Judgement = {
  readonly best: Letter | null;
  /** By letter, for each text of the case. */
  readonly marks: Readonly<Partial<Record<Letter, Mark | null>>>;
};

/** Whether a case with these letters has its best text picked and all its marks given. */
export function isComplete({ best, marks }: Judgement, letters: readonly Letter[]): boolean {
  return best !== null && letters.every((letter) => marks[letter] === 0 || marks[letter] === 1);
}
