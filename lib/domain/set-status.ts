import { z } from "zod";

/** Of a case set. draft: may change. published: may be assigned, and is fixed. archived: kept, and offered no more. */
export const setStatusSchema = z.enum(["draft", "published", "archived"]);
export type SetStatus = z.infer<typeof setStatusSchema>;

export const setStatusNames: Readonly<Record<SetStatus, string>> = {
  draft: "Draft",
  published: "Published",
  archived: "Archived",
};
