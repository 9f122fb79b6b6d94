import { z } from "zod";
import { t } from "@/lib/language/t";

/**
 * What a platform is told of a reader, from 0 to 100.
 *
 * - hits: the share of the cases that were read right (HA@0.25)
 * - iou: the mean IoU (mIoU)
 * - finished: 100 once all cases are answered
 */
export const GRADES = ["hits", "iou", "finished"] as const;
export const gradeSchema = z.enum(GRADES);
export type Grade = z.infer<typeof gradeSchema>;

/** What a grade is out of. */
export const MOST_GRADE = 100;

export const gradeWords: Readonly<Record<Grade, string>> = {
  hits: t`cases read right, in % (HA@0.25)`,
  iou: t`mean overlap with the reference, in % (mIoU)`,
  finished: t`100 for whoever has answered all cases`,
};
