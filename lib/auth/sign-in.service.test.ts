import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { hash } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { testDatabase } from "../db/testing";
import { addUser } from "../services/people/add-user";
import { beginSession } from "../services/sessions/begin-session";
import { makeInstitution } from "../services/testing/factories";
import { SYSTEM } from "./actor";
import { signIn } from "./sign-in";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const PASSWORD = "a long password";

/** Of `PASSWORD`, and soon checked. */
const passwordHash = await hash(PASSWORD, { memoryCost: 64, timeCost: 1, parallelism: 1 });
const institutionId = await makeInstitution(db);

/** Accounts of people of their own, by their addresses. */
async function accounts(many: number): Promise<readonly string[]> {
  const emails = Array.from({ length: many }, () => `${randomUUID()}@calot.example`);
  await db.prisma.user.createMany({
    data: emails.map((email) => ({ institutionId, email, name: "A", role: "resident", passwordHash })),
  });
  return emails;
}

const account = async (): Promise<string> => (await accounts(1))[0]!;

let lastAddress = 0;
const newAddress = (): string => `10.0.${Math.floor(++lastAddress / 250)}.${lastAddress % 250}`;
const attempt = (email: string, password: string, address: string, device: string | null = null, now = NOW) =>
  signIn(db, { email, password }, { address, device }, now);
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const outcomes = (results: readonly { readonly outcome: string }[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    ["welcome", "refused", "limited"].map((each) => [
      each,
      results.filter(({ outcome }) => outcome === each).length,
    ]),
  );

describe("signing in", () => {
  it("welcomes the right password, however the e-mail is written", async () => {
    const email = await account();
    expect(await attempt(` ${email.toUpperCase()} `, PASSWORD, newAddress())).toMatchObject({
      outcome: "welcome",
    });
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
    const visit = { address: newAddress(), device: null };
    expect(await signIn(db, { email: { $ne: "" } }, visit, NOW)).toEqual({ outcome: "refused" });
    expect(await signIn(db, undefined, visit, NOW)).toEqual({ outcome: "refused" });
  });

  it("looks at 8 wrong passwords of a person at one place, then at one a minute, the right one too", async () => {
    const email = await account();
    const address = newAddress();
    for (let i = 0; i < 8; i++)
      expect(await attempt(email, "wrong", address)).toEqual({ outcome: "refused" });
    const limited = await attempt(email, PASSWORD, address);
    expect(limited).toMatchObject({ outcome: "limited" });
    expect(limited.outcome === "limited" && limited.seconds).toBeLessThanOrEqual(60);
    expect(await attempt(email, PASSWORD, newAddress())).toMatchObject({ outcome: "welcome" });
    expect(await attempt(email, "wrong", address, null, later(1))).toEqual({ outcome: "refused" });
    expect(await attempt(email, "wrong", address, null, later(1))).toMatchObject({ outcome: "limited" });
  });

  it("looks at no more of many that come at the same moment, and the right one among them gains nothing", async () => {
    const email = await account();
    const address = newAddress();
    const guesses = Array.from({ length: 100 }, (_, i) => (i === 99 ? PASSWORD : `guess ${i}`));
    const results = await Promise.all(guesses.map((guess) => attempt(email, guess, address)));
    expect(outcomes(results)).toEqual({ welcome: 0, refused: 8, limited: 92 });
  });

  it("looks at no more when they come from as many places", async () => {
    const email = await account();
    const guesses = Array.from({ length: 100 }, (_, i) => attempt(email, `guess ${i}`, newAddress()));
    expect(outcomes(await Promise.all(guesses))).toEqual({ welcome: 0, refused: 40, limited: 60 });
  });

  it("takes the addresses that one machine may choose among for one place", async () => {
    const email = await account();
    const guesses = Array.from({ length: 30 }, (_, i) => attempt(email, `guess ${i}`, `2001:db8:7:7::${i}`));
    expect(outcomes(await Promise.all(guesses))).toEqual({ welcome: 0, refused: 8, limited: 22 });
  });

  it("forgets earlier mistakes of a person who got in", async () => {
    const email = await account();
    const address = newAddress();
    for (let i = 0; i < 7; i++) await attempt(email, "wrong", address);
    expect(await attempt(email, PASSWORD, address)).toMatchObject({ outcome: "welcome" });
    for (let i = 0; i < 7; i++) await attempt(email, "wrong", address);
    expect(await attempt(email, PASSWORD, address)).toMatchObject({ outcome: "welcome" });
  });

  it("lets a browser in that has signed in to the account before, whatever others guessed from its address", async () => {
    const email = await account();
    const address = newAddress();
    const device = await deviceOf(email);
    await Promise.all(Array.from({ length: 10 }, () => attempt(email, "wrong", address)));
    await guessFrom(address, 93);
    expect(await attempt(email, PASSWORD, address)).toMatchObject({ outcome: "limited" });
    expect(await attempt(email, PASSWORD, address, device)).toMatchObject({ outcome: "welcome" });
    const strange = await attempt(await account(), PASSWORD, address, device);
    expect(strange, "known to its own accounts alone").toMatchObject({ outcome: "limited" });
  });

  it("limits what a known browser guesses too", async () => {
    const email = await account();
    const device = await deviceOf(email);
    const guesses = Array.from({ length: 30 }, (_, i) => attempt(email, `guess ${i}`, newAddress(), device));
    expect(outcomes(await Promise.all(guesses))).toEqual({ welcome: 0, refused: 10, limited: 20 });
  });

  it("makes people at a place that guesses at many accounts wait some seconds, and no longer", async () => {
    const address = newAddress();
    expect(outcomes(await guessFrom(address, 100))).toEqual({ welcome: 0, refused: 100, limited: 0 });
    const begun = performance.now();
    expect(await attempt(await account(), PASSWORD, address)).toMatchObject({ outcome: "welcome" });
    expect(performance.now() - begun).toBeGreaterThan(2_900);
    await guessFrom(address, 1);
    const limited = await attempt(await account(), PASSWORD, address);
    expect(limited.outcome === "limited" && limited.seconds).toBeLessThanOrEqual(3);
  });

  it("lets a lecture hall in at once from one address", async () => {
    const address = newAddress();
    const people = await accounts(130);
    const results = await Promise.all(people.map((email) => attempt(email, PASSWORD, address)));
    expect(outcomes(results)).toEqual({ welcome: 130, refused: 0, limited: 0 });
  });

  it("leaves the threads that read frames free, however many guess", async () => {
    let underWay = true;
    const guesses = Promise.all(
      Array.from({ length: 60 }, (_, i) => attempt(`${i}@nowhere.example`, "a guess", newAddress())),
    ).finally(() => {
      underWay = false;
    });
    const waits: number[] = [];
    while (underWay) {
      const asked = performance.now();
      await readFile(import.meta.filename);
      waits.push(performance.now() - asked);
    }
    await guesses;
    expect(Math.max(...waits)).toBeLessThan(500);
  });
});

/** What the browser of somebody keeps who has signed in with it. */
async function deviceOf(email: string): Promise<string> {
  const { id: userId } = await db.prisma.user.findUniqueOrThrow({ where: { email } });
  const visit = { address: newAddress(), agent: "", device: null };
  return (await beginSession(db, { userId, passwordHash }, visit, NOW))!.device;
}

/** Wrong passwords for many accounts from one place. */
const guessFrom = async (address: string, many: number) =>
  Promise.all((await accounts(many)).map((email) => attempt(email, "wrong", address)));

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
