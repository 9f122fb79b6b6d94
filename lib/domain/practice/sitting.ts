import { z } from "zod";
import { idSchema, open, type View } from "../view";

/**
 * What a sitting is for: what comes next by itself, cases answered before once more, one kind of miss, or what is taken along
 * to where there is no reception.
 */
export const PURPOSES = ["usual", "again", "drill", "along"] as const;

/** How far the reader is in a sitting. Nothing in it tells what its cases are, or why they come. */
export const sittingSchema = z.object({
  id: idSchema,
  purpose: open(z.enum(PURPOSES)),
  /** The place of the case that comes next, from 1. */
  at: z.int().min(1),
  /** How many cases it has. */
  of: z.int().min(1),
});
export type SittingView = View<typeof sittingSchema>;

/** A sitting that was begun and left is gone on with for so long: after that, other things are due. */
export const SITTING_MS = 7 * 24 * 60 * 60 * 1000;
