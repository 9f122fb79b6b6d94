import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testDatabase } from "../db/testing";
import { addUser } from "../services/people/add-user";
import { SYSTEM } from "./actor";
import { signIn } from "./sign-in";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const PASSWORD = "a long password";

async function account(): Promise<string> {
  const email = `${randomUUID()}@calot.example`;
  const input = { email, name: "A", role: "resident", password: PASSWORD, institution: "Somewhere" };
  expect(await addUser({ actor: SYSTEM, now: NOW, db }, input as never)).toMatchObject({ ok: true });
  return email;
}

let lastAddress = 0;
const newAddress = (): string => `10.0.${Math.floor(++lastAddress / 250)}.${lastAddress % 250}`;
const attempt = (email: string, password: string, address: string) =>
  signIn(db, { email, password }, address, NOW);

describe("signing in", () => {
  it("welcomes the right password, however the e-mail is written", async () => {
    const email = await account();
    expect(await attempt(` ${email.toUpperCase()} `, PASSWORD, newAddress())).toMatchObject({
      outcome: "welcome",
    });
    expect(await db.prisma.auditEvent.count({ where: { action: "user.sign-in" } })).toBeGreaterThan(0);
  });

  it("gives a wrong password, an unknown e-mail and a closed account the same answer", async () => {
    const email = await account();
    const closed = await account();
    await db.prisma.user.update({ where: { email: closed }, data: { deactivatedAt: NOW } });
    for (const [who, password] of [
      [email, "something else"],
      ["nobody@calot.example", PASSWORD],
      [closed, PASSWORD],
    ] as const) {
      expect(await attempt(who, password, newAddress())).toEqual({ outcome: "refused" });
    }
    expect(await signIn(db, { email: { $ne: "" } }, newAddress(), NOW)).toEqual({ outcome: "refused" });
    expect(await signIn(db, undefined, newAddress(), NOW)).toEqual({ outcome: "refused" });
  });

  it("makes a person at one place wait after 8 wrong passwords, and then even with the right one", async () => {
    const email = await account();
    const address = newAddress();
    for (let i = 0; i < 8; i++)
      expect(await attempt(email, "wrong", address)).toEqual({ outcome: "refused" });
    const limited = await attempt(email, PASSWORD, address);
    expect(limited).toMatchObject({ outcome: "limited" });
    expect(limited.outcome === "limited" && limited.seconds).toBeGreaterThan(800);
    expect(await attempt(email, PASSWORD, newAddress())).toMatchObject({ outcome: "welcome" });
  });

  it("forgets earlier mistakes of a person who got in", async () => {
    const email = await account();
    const address = newAddress();
    for (let i = 0; i < 7; i++) await attempt(email, "wrong", address);
    expect(await attempt(email, PASSWORD, address)).toMatchObject({ outcome: "welcome" });
    for (let i = 0; i < 7; i++) await attempt(email, "wrong", address);
    expect(await attempt(email, PASSWORD, address)).toMatchObject({ outcome: "welcome" });
  });

  it("limits a place that guesses at many accounts, known or not", async () => {
    const address = newAddress();
    for (let i = 0; i < 100; i += 5) {
      await Promise.all(
        Array.from({ length: 5 }, () => attempt(`${randomUUID()}@calot.example`, "wrong", address)),
      );
    }
    expect(await attempt(await account(), PASSWORD, address)).toMatchObject({ outcome: "limited" });
  });
});

describe("adding a user", () => {
  it.each([
    ["an address that is none", { email: "nobody" }, "email"],
    ["a short password", { password: "short" }, "10 characters"],
    ["a role that there is not", { role: "surgeon" }, "role"],
    ["a cohort for faculty", { role: "faculty", cohort: "Year 1" }, "cohort"],
    ["a time zone that there is not", { timeZone: "Mars/Olympus" }, "time zone"],
  ])("refuses %s", async (_, over, words) => {
    const input = {
      email: "new@calot.example",
      name: "A",
      role: "resident",
      password: PASSWORD,
      institution: "S",
      ...over,
    };
    const result = await addUser({ actor: SYSTEM, now: NOW, db }, input as never);
    expect(result).toMatchObject({
      ok: false,
      failure: { code: "invalid", detail: expect.stringContaining(words) },
    });
  });

  it("never changes an account that is there", async () => {
    const email = await account();
    const input = { email, name: "B", role: "admin", password: PASSWORD, institution: "Elsewhere" };
    expect(await addUser({ actor: SYSTEM, now: NOW, db }, input as never)).toMatchObject({
      failure: { code: "conflict" },
    });
    expect(await db.prisma.user.findUnique({ where: { email } })).toMatchObject({
      name: "A",
      role: "resident",
    });
  });
});
