import { z } from "zod";
import { t } from "@/lib/language/t";
import { plainText } from "../text/plain-text";

/** Something said of an answer. */
export const newCommentSchema = z.object({
  /** Made by the client, so that a request can be repeated. */
  id: z.uuid(),
  text: z
    .string()
    .overwrite(plainText)
    .min(1, t`Write something first.`)
    .max(4000, t`A comment has 4,000 characters at most.`),
});
