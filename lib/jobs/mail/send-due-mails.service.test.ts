import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "../../db/testing";
import { MOST_TRIES, waitAfterTry } from "../../services/mail/claim-mail";
import { type SendMail, sendDueMails } from "./send-due-mails";
import { openSmtp, readFailure } from "./smtp";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const HOUR = 60 * 60 * 1000;
const signal = new AbortController().signal;
const at = (ms: number) => ({ signal, clock: () => new Date(NOW.getTime() + ms) });

let servers: SMTPServer[] = [];
beforeEach(() => db.pool.query("TRUNCATE mail, parting"));
afterEach(async () => {
  await Promise.all(servers.map((server) => new Promise<void>((closed) => server.close(closed))));
  servers = [];
});

/** A mail server of this very process, with what it has taken. */
async function mailServer(options: SMTPServerOptions = {}): Promise<{ url: string; taken: string[] }> {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      let text = "";
      stream.on("data", (part: Buffer) => {
        text += part.toString();
      });
      stream.on("end", () => {
        taken.push(text);
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, taken };
}

const write = (over: { address?: string; sendAfter?: Date; createdAt?: Date; switchOff?: string } = {}) =>
  db.prisma.mail.create({
    data: {
      address: "ann@hospital.example",
      subject: "Fällig: Prüfung",
      text: "Hello Ann,\n\n“Exam” is due – today.\n",
      key: randomUUID(),
      createdAt: NOW,
      sendAfter: NOW,
      ...over,
    },
  });

const stored = (id: string) => db.prisma.mail.findUniqueOrThrow({ where: { id } });
const rejection = (code: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode: code });

describe("a mail", () => {
  it("reaches a real mail server, and is sent once", async () => {
    const { url, taken } = await mailServer();
    const { send, close } = openSmtp(url, "Calot <calot@hospital.example>");
    const mail = await write();
    expect(await sendDueMails(db, send, at(0))).toBe(1);
    expect(await sendDueMails(db, send, at(HOUR))).toBe(0);
    close();
    expect(taken).toHaveLength(1);
    expect(taken[0]).toContain("From: Calot <calot@hospital.example>");
    expect(taken[0]).toContain("To: ann@hospital.example");
    expect(taken[0]).toContain(`Message-ID: <${mail.id}@hospital.example>`);
    expect(taken[0]).toMatch(/^Content-Type: text\/plain; charset=utf-8/m);
    expect(await stored(mail.id)).toMatchObject({ sentAt: NOW, tries: 1, error: null });
  });

  it("says where such mails are switched off, where they can be", async () => {
    const { url, taken } = await mailServer();
    const { send, close } = openSmtp(url, "calot@hospital.example");
    await write({ switchOff: "https://calot.example/account#reminders" });
    await write();
    expect(await sendDueMails(db, send, at(0))).toBe(2);
    close();
    const said = taken.filter((text) =>
      /^List-Unsubscribe: <https:\/\/calot.example\/account#reminders>/m.test(text),
    );
    expect(said).toHaveLength(1);
  });

  it("waits for its time, and is not sent when it is old", async () => {
    const { url, taken } = await mailServer();
    const { send, close } = openSmtp(url, "calot@hospital.example");
    await write({ sendAfter: new Date(NOW.getTime() + HOUR) });
    await write({ createdAt: new Date(NOW.getTime() - 73 * HOUR) });
    expect(await sendDueMails(db, send, at(0))).toBe(0);
    expect(await sendDueMails(db, send, at(HOUR))).toBe(1);
    close();
    expect(taken).toHaveLength(1);
  });

  it("goes out once, though several processes send", async () => {
    const { url, taken } = await mailServer();
    const { send, close } = openSmtp(url, "calot@hospital.example");
    for (let i = 0; i < 12; i++) await write();
    const sent = await Promise.all([1, 2, 3, 4].map(() => sendDueMails(db, send, at(0))));
    close();
    expect(sent.reduce((sum, n) => sum + n, 0)).toBe(12);
    const ids = taken.map((text) => /Message-ID: <([^@]+)/i.exec(text)![1]);
    expect(new Set(ids).size).toBe(12);
    expect(taken).toHaveLength(12);
  });
});

describe("a mail that is refused", () => {
  it("for now is tried again, later and later, and then given up", async () => {
    const { url } = await mailServer({
      onRcptTo: (_address, _session, done) => done(rejection(450, "Mailbox busy")),
    });
    const { send, close } = openSmtp(url, "calot@hospital.example");
    const mail = await write();
    let ms = 0;
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      expect(await sendDueMails(db, send, at(ms))).toBe(0);
      expect(await stored(mail.id)).toMatchObject({ tries, sentAt: null });
      expect((await stored(mail.id)).error).toContain("Mailbox busy");
      // Not before its time.
      await sendDueMails(db, send, at(ms + waitAfterTry(tries) - 1));
      expect(await stored(mail.id)).toMatchObject({ tries });
      ms += waitAfterTry(tries);
    }
    await sendDueMails(db, send, at(ms + 24 * HOUR));
    expect(await stored(mail.id)).toMatchObject({ tries: MOST_TRIES });
    close();
  });

  it("for good is not tried again", async () => {
    const { url } = await mailServer({
      onRcptTo: (_address, _session, done) => done(rejection(550, "No such user")),
    });
    const { send, close } = openSmtp(url, "calot@hospital.example");
    const mail = await write();
    await sendDueMails(db, send, at(0));
    await sendDueMails(db, send, at(10 * HOUR));
    close();
    expect(await stored(mail.id)).toMatchObject({ tries: MOST_TRIES, sentAt: null });
  });

  it("because nobody answers is tried again", async () => {
    const { send, close } = openSmtp("smtp://127.0.0.1:9", "calot@hospital.example");
    const mail = await write();
    await sendDueMails(db, send, at(0));
    close();
    expect(await stored(mail.id)).toMatchObject({ tries: 1, sentAt: null });
    const { url, taken } = await mailServer();
    const open = openSmtp(url, "calot@hospital.example");
    expect(await sendDueMails(db, open.send, at(waitAfterTry(1)))).toBe(1);
    open.close();
    expect(taken).toHaveLength(1);
  });
});

describe("a mail whose fate nobody knows", () => {
  it("is not sent again", async () => {
    const unknown: SendMail = async () => ({ outcome: "unknown", error: "Connection closed" });
    const dead: SendMail = () => Promise.reject(new Error("the process died"));
    const [one, other] = [await write(), await write()];
    await sendDueMails(db, unknown, at(0));
    await db.prisma.mail.update({ where: { id: other.id }, data: { tries: 0, error: null } });
    await expect(sendDueMails(db, dead, at(0))).rejects.toThrow("died");
    const { url, taken } = await mailServer();
    const { send, close } = openSmtp(url, "calot@hospital.example");
    expect(await sendDueMails(db, send, at(HOUR))).toBe(0);
    close();
    expect(taken).toHaveLength(0);
    for (const { id } of [one, other]) {
      expect(await stored(id)).toMatchObject({ tries: 1, error: null, sentAt: null });
    }
  });

  it("is one whose connection broke after its text had gone", () => {
    const error = (over: object) => readFailure(Object.assign(new Error("broken"), over));
    expect(error({ command: "DATA" })).toMatchObject({ outcome: "unknown" });
    expect(error({ command: "CONN" })).toMatchObject({ outcome: "failed", final: false });
    expect(error({ command: "DATA", responseCode: 451 })).toMatchObject({ outcome: "failed", final: false });
    expect(error({ command: "AUTH LOGIN", responseCode: 535 })).toMatchObject({ final: false });
    expect(error({ responseCode: 552 })).toMatchObject({ outcome: "failed", final: true });
  });
});
