import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { setEnv } from "@/lib/env";
import { KEY_VARIABLES, startStandIn } from "@/lib/storage/testing/s3-stand-in";
import { examine } from "./examine";
import type { Purpose } from "./finding";

const db = await testDatabase();
let folder: string;
const taken: string[] = [];
const mails = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, session, done) {
    stream.resume();
    stream.on("end", () => {
      taken.push(...session.envelope.rcptTo.map(({ address }) => address));
      done();
    });
  },
});

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "calot-doctor-"));
  await new Promise<void>((ready) => mails.listen(0, "127.0.0.1", ready));
});
afterAll(async () => {
  await new Promise<void>((closed) => mails.close(closed));
  await rm(folder, { recursive: true });
});

const well = () => ({
  DATABASE_URL: db.url,
  STORAGE_DIR: path.join(folder, "frames"),
  SMTP_URL: `smtp://127.0.0.1:${(mails.server.address() as AddressInfo).port}`,
  MAIL_FROM: "Calot <calot@hospital.example>",
  NEXTAUTH_URL: "https://calot.hospital.example",
  NEXTAUTH_SECRET: "3n1pM7vQx0Zc5d8kYbTgWf2rLh6sJaUeKoVi9lXqNwE=",
  TRUSTED_PROXIES: "1",
  HOST: "127.0.0.1",
  PORT: "0",
  STORAGE_URL: "",
});

async function found(over: Readonly<Record<string, string>>, mailTo?: string, purpose: Purpose = "web") {
  setEnv({ ...well(), ...over });
  const findings = await examine(purpose, mailTo);
  return Object.fromEntries(findings.map(({ check, state, says }) => [check, `${state}: ${says}`]));
}

describe("calot doctor", () => {
  it("finds database, storage and mail as they are, and sends nothing", async () => {
    const findings = await found({});
    for (const check of [
      "database",
      "migrations",
      "rights",
      "audit trail",
      "connections",
      "clock of Postgres",
    ]) {
      expect(findings[check], check).toMatch(/^ok/);
    }
    for (const check of ["storage", "clock of storage", "port 0", "mail", "node"])
      expect(findings[check], check).toMatch(/^ok/);
    expect(taken).toEqual([]);
  });

  it("finds an object storage as it is, and tells a key that it refuses", async () => {
    const bucket = await startStandIn();
    const place = { STORAGE_URL: bucket.url("frames") };
    expect((await found({ ...place, ...KEY_VARIABLES })).storage).toMatch(/^ok/);
    expect(bucket.objects().size).toBe(0);
    const otherPlace = {
      STORAGE_URL: bucket.url("others"),
      ...KEY_VARIABLES,
      AWS_SECRET_ACCESS_KEY: "wrong",
    };
    expect((await found(otherPlace)).storage).toMatch(/^fault: /);
    await bucket.close();
  });

  it("looks at a worker’s own port, and at nothing that web servers alone need", async () => {
    const findings = await found({ WORK_PORT: "0", PORT: "1", NEXTAUTH_SECRET: "" }, undefined, "work");
    expect(findings["port 0"]).toMatch(/^ok/);
    expect(Object.keys(findings)).not.toContain("port 1");
    for (const check of ["build", "secret", "proxies"]) expect(findings[check], check).toMatch(/^skipped/);
    for (const check of ["database", "storage", "mail"]) expect(findings[check], check).toMatch(/^ok/);
  });

  it("sends a mail where one is asked for", async () => {
    expect((await found({}, "ann@hospital.example")).mail).toMatch(/^ok: .* took a mail/);
    expect(taken).toEqual(["ann@hospital.example"]);
  });

  it.each<[string, () => Record<string, string>, string, RegExp]>([
    ["no database", () => ({ DATABASE_URL: "" }), "database", /^fault: DATABASE_URL is not set/],
    [
      "a password that is wrong",
      () => ({ DATABASE_URL: db.url.replace(/:[^:@/]+@/, ":wrong@") }),
      "database",
      /^fault: .*password/,
    ],
    [
      "a database that isn’t there",
      () => ({ DATABASE_URL: db.url.replace(/\/[^/]+$/, "/none") }),
      "database",
      /^fault: .*no database of the name/,
    ],
    [
      "a Postgres that isn’t there",
      () => ({ DATABASE_URL: "postgresql://calot@127.0.0.1:9/calot" }),
      "database",
      /^fault: .*can’t be reached/,
    ],
    ["a login that owns the tables", () => ({ DATABASE_URL: db.ownerUrl }), "audit trail", /^warning/],
    ["a folder that can’t be", () => ({ STORAGE_DIR: "/dev/null/frames" }), "storage", /^fault/],
    [
      "a mail server that isn’t there",
      () => ({ SMTP_URL: "smtp://127.0.0.1:9" }),
      "mail",
      /^fault: .*REFUSED/,
    ],
    [
      "a variable that can’t be read",
      () => ({ DATABASE_POOL_SIZE: "many" }),
      "variables",
      /^fault: .*POOL_SIZE/,
    ],
  ])("tells %s", async (_, over, check, words) => {
    expect((await found(over()))[check]).toMatch(words);
  });
});
