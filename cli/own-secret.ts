import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** A secret of the demo's own: made once, so that people stay signed in, and what is sealed opens, over a restart. */
export async function ownSecret(home: string, name: "secret" | "secrets-key"): Promise<string> {
  const file = path.join(home, name);
  const known = await readFile(file, "utf8").catch(() => "");
  if (known.length >= 32) return known;
  const made = randomBytes(32).toString("base64url");
  await writeFile(file, made, { mode: 0o600 });
  return made;
}
