import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { hashPassword } from "@/lib/auth/password";
import { openDatabase } from "@/lib/db/client";
import { signedInClient } from "@/tooling/http-client";

const RESIDENTS = 200;
const CASES_EACH = 4;
const PASSWORD = "a password for storms";

test("200 residents send every answer twice at once: each attempt is stored once, none is missing", async () => {
  const base = process.env.CALOT_URL!;
  const db = openDatabase(process.env.CALOT_TEST_DATABASE!, { poolSize: 4 });
  try {
    const { institutionId } = await db.prisma.user.findUniqueOrThrow({
      where: { email: "resident@calot.example" },
    });
    const passwordHash = await hashPassword(PASSWORD);
    const storm = randomUUID();
    const emails = Array.from({ length: RESIDENTS }, (_, i) => `storm-${i}-${storm}@calot.example`);
    await db.prisma.user.createMany({
      data: emails.map((email) => ({ institutionId, email, name: email, role: "resident", passwordHash })),
    });

    const sent = (
      await Promise.all(
        emails.map(async (email) => {
          const clients = await Promise.all([
            signedInClient(base, email, PASSWORD),
            signedInClient(base, email, PASSWORD),
          ]);
          const { cases } = JSON.parse((await clients[0].request("GET", "/api/cases")).text);
          const ids: string[] = [];
          for (const { id: caseId } of cases.slice(0, CASES_EACH)) {
            const id = randomUUID();
            ids.push(id);
            const twice = async (path: string, body: unknown, status: number) => {
              const [a, b] = await Promise.all(clients.map((client) => client.request("POST", path, body)));
              expect([a!.status, b!.status]).toEqual([status, status]);
              expect(b!.text).toBe(a!.text);
            };
            await twice("/api/attempts", { id, caseId, phase: "B", phaseConfidence: 0.5 }, 201);
            await twice(`/api/attempts/${id}/zone`, { box: [100, 100, 400.5, 300.25], elapsedMs: 5 }, 200);
          }
          for (const client of clients) client.close();
          return ids;
        }),
      )
    ).flat();

    const stored = await db.prisma.attempt.findMany({ where: { user: { email: { in: emails } } } });
    expect(stored.map(({ id }) => id).sort()).toEqual(sent.sort());
    expect(sent).toHaveLength(RESIDENTS * CASES_EACH);
    expect(stored.every(({ ordinal, zoneAt, x2 }) => ordinal === 1 && zoneAt !== null && x2 === 400.5)).toBe(
      true,
    );
  } finally {
    await db.close();
  }
});
