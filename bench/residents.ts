import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { SYSTEM } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { addUser } from "@/lib/services/people/add-user";
import { makeCase } from "@/lib/services/testing/factories";
import type { Client } from "@/tooling/http-client";

/** Of everybody whom a bench makes. */
export const PASSWORD = "a password for benches";

/** Residents of the institution that is there, and cases of their own. */
export async function addResidents(
  db: Database,
  residents: number,
  cases: number,
): Promise<{ emails: string[]; caseIds: string[] }> {
  const emails = Array.from({ length: residents }, (_, i) => `bench-${i}@calot.example`);
  const institution = await db.prisma.institution.findFirstOrThrow();
  for (const email of emails) {
    const input = { email, name: email, role: "resident" as const, password: PASSWORD };
    const ctx = { actor: SYSTEM, now: new Date(), db };
    const added = await addUser(ctx, { ...input, institution: institution.name });
    if (!added.ok) throw new Error(added.failure.detail);
  }
  const caseIds: string[] = [];
  for (let i = 0; i < cases; i++) caseIds.push((await makeCase(db, institution.id)).id);
  return { emails, caseIds };
}

/** A case answered: its phase, then its zone. */
export async function answerCase(client: Client, caseId: string): Promise<void> {
  const id = randomUUID();
  const locked = await client.request("POST", "/api/attempts", { id, caseId, phase: "B" });
  const zone = await client.request("POST", `/api/attempts/${id}/zone`, { box: [100, 100, 300, 250] });
  if (locked.status !== 201 || zone.status !== 200) throw new Error(`${locked.text} ${zone.text}`);
}

/**
 * The cases answered by all at once, each one after the other.
 *
 * @returns answers in a second
 */
export async function answerAll(clients: readonly Client[], caseIds: readonly string[]): Promise<number> {
  const begun = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (const caseId of caseIds) await answerCase(client, caseId);
    }),
  );
  return ((clients.length * caseIds.length) / (performance.now() - begun)) * 1000;
}

/** The processor's time of processes so far, in milliseconds. Linux counts it in hundredths of a second. */
export async function cpuMsOf(...pids: readonly number[]): Promise<number> {
  let ms = 0;
  for (const pid of pids) {
    // A connection of Postgres' may have ended meanwhile.
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    ms += (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
  }
  return ms;
}
