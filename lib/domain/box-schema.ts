import { z } from "zod";

/** A box by its form alone: four finite numbers in order. Whether it lies in a frame is `boxProblem`'s. */
export const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
