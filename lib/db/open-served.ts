import { type Database, openDatabase } from "./client";
import { keepServed } from "./served";

/** How long somebody who waits for an answer waits for a statement. */
const PROMPT_MS = 10_000;

/** Opens this process's one database, for those who wait for an answer: `database()` gives it from then on. */
export function openServed(url: string): Database {
  return keepServed(openDatabase(url, { limitMs: PROMPT_MS }));
}
