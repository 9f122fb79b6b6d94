import type { Queryable } from "./queryable";
import { statement } from "./statement";

const nothing = statement({ name: "reach", sql: "SELECT 1" });

/** Asks the database for nothing. @throws Error where it doesn't answer */
export async function reach(db: Queryable): Promise<void> {
  await db.run(nothing);
}
