import { z } from "zod";
import { t } from "@/lib/language/t";

/** Of a case set. draft: may change. published: may be assigned, and is fixed. archived: kept, and offered no more. */
export const setStatusSchema = z.enum(["draft", "published", "archived"]);
export type SetStatus = z.infer<typeof setStatusSchema>;

export const setStatusNames: Readonly<Record<SetStatus, string>> = {
  draft: t`Draft`,
  published: t`Published`,
  archived: t`Archived`,
};
