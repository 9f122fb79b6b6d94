import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { readEnv } from "@/lib/env";
import { describeFindings } from "../doctor";
import { portState } from "./ask-machine";
import type { Finding, State } from "./finding";
import { type DatabaseFacts, judgeDatabase } from "./judge-database";
import { judgeMachine, type MachineFacts } from "./judge-machine";
import { judgeSettings } from "./judge-settings";

const WELL = {
  DATABASE_URL: "postgresql://calot:x@db.hospital.example/calot",
  NEXTAUTH_SECRET: "3n1pM7vQx0Zc5d8kYbTgWf2rLh6sJaUeKoVi9lXqNwE=",
  NEXTAUTH_URL: "https://calot.hospital.example",
  TRUSTED_PROXIES: "1",
  SMTP_URL: "smtp://mail.hospital.example:587",
  MAIL_FROM: "Calot <calot@hospital.example>",
};

const database: DatabaseFacts = {
  version: 180_004,
  readOnly: false,
  maxConnections: 100,
  reserved: 3,
  inUse: 4,
  lacking: [],
  aheadMs: 40,
  roundTripMs: 0.4,
  migrations: null,
  weaknesses: [],
  secrets: { before: 0, lost: 0 },
};

const machine: MachineFacts = {
  node: "v24.11.0",
  memoryMb: 8_000,
  built: true,
  ports: [{ variable: "PORT", port: 3000, state: "free" }],
  storage: { where: "/srv/calot/frames", problem: null, aheadMs: 5, freeMb: 500_000 },
};
const LIMITS = { CHORES: "on" as const, UPLOAD_MEMORY_MB: 2_000, UPLOAD_LIMIT_MB: 8_000 };

const states = (findings: readonly Finding[]): readonly State[] => findings.map(({ state }) => state);
const amiss = (findings: readonly Finding[]) => findings.filter(({ state }) => state !== "ok");

/** That just one thing is found, as it is, with a sentence and what to do. */
function expectOne(findings: readonly Finding[], check: string, state: State, words: RegExp): void {
  expect(amiss(findings)).toEqual([
    { check, state, says: expect.any(String), ...(state !== "skipped" && { todo: expect.any(String) }) },
  ]);
  const [{ says, todo = "" } = { says: "" }] = amiss(findings);
  expect(`${says} ${todo}`).toMatch(words);
  if (state !== "skipped") for (const text of [says, todo]) expect(text).toMatch(/[.=…]$|[a-z0-9]$/i);
}

describe("a deployment as it should be", () => {
  it("has nothing amiss", () => {
    const findings = [
      ...judgeSettings(readEnv(WELL), "web"),
      ...judgeDatabase(database, 10),
      ...judgeMachine(machine, LIMITS, "web"),
    ];
    expect(new Set(states(findings))).toEqual(new Set(["ok"]));
    expect(describeFindings(findings)).toContain("All is well.");
    expect(describeFindings(findings).split("\n").length).toBeLessThan(40);
  });
});

describe("where “calot work” runs alone", () => {
  it("a build and a secret are not looked for, nor proxies", () => {
    const settings = readEnv({ ...WELL, NEXTAUTH_SECRET: "", TRUSTED_PROXIES: "0" });
    const findings = [
      ...judgeSettings(settings, "work"),
      ...judgeMachine({ ...machine, built: false }, LIMITS, "work"),
    ];
    expect(amiss(findings).map(({ check, state }) => `${check}: ${state}`)).toEqual([
      "secret: skipped",
      "proxies: skipped",
      "build: skipped",
    ]);
    expect(describeFindings(findings)).toContain("All is well.");
  });
});

describe("settings", () => {
  it.each<[string, Record<string, string>, string, State, RegExp]>([
    ["no secret", { NEXTAUTH_SECRET: "" }, "secret", "fault", /openssl rand -base64 32/],
    ["a secret of one sign", { NEXTAUTH_SECRET: "a".repeat(64) }, "secret", "fault", /0 bits.*openssl/],
    [
      "the example’s secret",
      { NEXTAUTH_SECRET: "thirty-two-random-characters-or-more" },
      "secret",
      "fault",
      /example/,
    ],
    [
      "a secret somebody typed",
      { NEXTAUTH_SECRET: "password password password password" },
      "secret",
      "fault",
      /example/,
    ],
    [
      "an address without https",
      { NEXTAUTH_URL: "http://calot.hospital.example" },
      "address",
      "fault",
      /TLS/,
    ],
    ["an address with a path", { NEXTAUTH_URL: "https://h.example/calot" }, "address", "fault", /\/calot/],
    ["no proxy trusted behind https", { TRUSTED_PROXIES: "0" }, "proxies", "warning", /TRUSTED_PROXIES to/],
    ["no mail server", { SMTP_URL: "" }, "mail settings", "skipped", /no mail is sent/],
    ["nobody whom mails come from", { MAIL_FROM: "" }, "mail settings", "warning", /MAIL_FROM=/],
    ["the owner’s login", { DATABASE_OWNER_URL: "postgresql://o:x@db/calot" }, "owner", "warning", /migrate/],
  ])("with %s", (_, over, check, state, words) => {
    expectOne(judgeSettings(readEnv({ ...WELL, ...over }), "web"), check, state, words);
  });

  it("without an address say so, and that mails need it", () => {
    const found = amiss(judgeSettings(readEnv({ ...WELL, NEXTAUTH_URL: "" }), "web"));
    expect(found.map(({ check, state }) => [check, state])).toEqual([
      ["address", "warning"],
      ["mail settings", "fault"],
    ]);
  });

  it("never tell a secret", () => {
    for (const secret of ["a".repeat(64), WELL.NEXTAUTH_SECRET, "my-secret-my-secret-my-secret-my-secret"]) {
      const said = describeFindings(judgeSettings(readEnv({ ...WELL, NEXTAUTH_SECRET: secret }), "web"));
      expect(said).not.toContain(secret);
    }
  });
});

describe("a database", () => {
  it.each<[string, Partial<DatabaseFacts>, string, State, RegExp]>([
    ["that is too old", { version: 140_012 }, "database", "fault", /14\.12.*15 or later/],
    ["that is a standby", { readOnly: true }, "database", "fault", /primary/],
    ["that is far away", { roundTripMs: 45 }, "database", "warning", /45\.0 ms/],
    [
      "without migrations",
      { migrations: "It lacks x. Run “calot migrate”." },
      "migrations",
      "fault",
      /migrate/,
    ],
    ["whose tables it may not read", { lacking: ["a", "b", "c", "d"] }, "rights", "fault", /a, b, c …/],
    ["that it owns", { weaknesses: ["The login owns the tables."] }, "audit trail", "warning", /Two logins/],
    [
      "with secrets of a key of before",
      { secrets: { before: 2, lost: 0 } },
      "kept secrets",
      "warning",
      /2 .*both keys/,
    ],
    [
      "with secrets of a lost key",
      { secrets: { before: 0, lost: 1 } },
      "kept secrets",
      "fault",
      /behind a comma/,
    ],
    ["too small for one process", { maxConnections: 10 }, "connections", "fault", /POOL_SIZE to 6 /],
    ["too small for three", { maxConnections: 30 }, "connections", "warning", /POOL_SIZE=8.*36/],
    ["whose clock is a bit ahead", { aheadMs: 9_000 }, "clock of Postgres", "warning", /9 s ahead.*NTP/],
    ["whose clock is minutes behind", { aheadMs: -90_000 }, "clock of Postgres", "fault", /90 s behind/],
  ])("%s", (_, over, check, state, words) => {
    expectOne(judgeDatabase({ ...database, ...over }, 10), check, state, words);
  });
});

describe("a machine", () => {
  const storage = (over: Partial<MachineFacts["storage"]>) => ({ storage: { ...machine.storage, ...over } });
  const port = (state: MachineFacts["ports"][number]["state"], variable = "PORT") => ({
    ports: [{ variable, port: 3000, state }],
  });

  it.each<[string, Partial<MachineFacts>, string, State, RegExp]>([
    ["with an old Node", { node: "v18.20.0" }, "node", "fault", /v18\.20\.0.*npm ci/],
    ["with a Node a bit too old", { node: "v20.8.1" }, "node", "fault", /npm ci/],
    ["without memory", { memoryMb: 512 }, "memory", "fault", /0\.5 GB/],
    ["with little memory", { memoryMb: 2_000 }, "memory", "warning", /UPLOAD_MEMORY_MB to 1300/],
    ["without a build", { built: false }, "build", "fault", /npm run build/],
    ["whose port is taken", port("taken"), "port 3000", "fault", /PORT=3001/],
    ["whose port is root’s", port("forbidden"), "port 3000", "fault", /1023/],
    ["without the address", port("no-address", "METRICS_PORT"), "port 3000", "fault", /METRICS_HOST/],
    ["whose disk is full", storage({ freeMb: 300 }), "room", "fault", /0\.3 GB.*room/i],
    ["whose disk is nearly full", storage({ freeMb: 9_000 }), "room", "warning", /UPLOAD_LIMIT_MB/],
    ["whose share’s clock is off", storage({ aheadMs: 12_000 }), "clock of storage", "warning", /NTP/],
  ])("%s", (_, over, check, state, words) => {
    expectOne(judgeMachine({ ...machine, ...over }, LIMITS, "web"), check, state, words);
  });

  it("whose folder is refused", () => {
    const found = amiss(
      judgeMachine({ ...machine, ...storage({ problem: "It may not be written to." }) }, LIMITS, "web"),
    );
    expect(found.map(({ check, state }) => [check, state])).toEqual([
      ["storage", "fault"],
      ["room", "skipped"],
    ]);
  });

  it("of a web server that leaves the chores to others needs no memory for uploads", () => {
    const small = { ...machine, memoryMb: 1_536 };
    expect(amiss(judgeMachine(small, { ...LIMITS, CHORES: "off" }, "web"))).toEqual([]);
    expectOne(judgeMachine(small, LIMITS, "web"), "memory", "warning", /UPLOAD_MEMORY_MB to 836/);
  });

  it("where Calot runs already", () => {
    expect(amiss(judgeMachine({ ...machine, ...port("calot") }, LIMITS, "web"))).toEqual([]);
  });
});

describe("a port", () => {
  it("is free, another program’s, or Calot’s own", async () => {
    let words = "hello";
    const server = createServer((_, response) => response.end(words));
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as AddressInfo;
    expect(await portState("127.0.0.1", port)).toBe("taken");
    words = '{"status":"ok"}';
    expect(await portState("127.0.0.1", port)).toBe("calot");
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    expect(await portState("127.0.0.1", port)).toBe("free");
    expect(await portState("192.0.2.1", port)).toBe("no-address");
  });
});
