import { randomUUID } from "node:crypto";
import { globSync } from "node:fs";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, it } from "vitest";
import { problemsOf } from "@/lib/contract/openapi";
import type { Declaration } from "@/lib/contract/route";
import { SIGNED_IN } from "@/lib/contract/route";
import { servedTestDatabase } from "@/lib/db/testing";
import type { Role } from "@/lib/domain/people/role";
import { setEnv } from "@/lib/env";
import { makeInstitution, makeSession, makeUser } from "@/lib/services/testing/factories";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SECRET = "a secret of thirty-two bytes or more";
const db = await servedTestDatabase();
setEnv({ DATABASE_URL: db.url, NEXTAUTH_SECRET: SECRET });

type Handler = {
  (request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response>;
  readonly route: Declaration;
};

const handlers: Handler[] = [];
const cookies = new Map<Role, string>();

beforeAll(async () => {
  for (const file of globSync("app/api/**/route.ts", { cwd: ROOT })) {
    if (file.includes("nextauth")) continue;
    const module: Record<string, Handler> = await import(path.join(ROOT, file));
    handlers.push(...Object.values(module).filter((each) => each.route));
  }
  const institution = await makeInstitution(db);
  for (const role of SIGNED_IN) {
    const user = await makeUser(db, institution, role);
    const sid = await makeSession(db, user, new Date());
    const token = await encode({ token: { sub: user.id, sid }, secret: SECRET });
    cookies.set(role, `next-auth.session-token=${token}`);
  }
});

/** Asks for a thing that there is not. */
function ask(
  handler: Handler,
  role: Role | null,
  body: string,
  type = "application/json",
): Promise<Response> {
  const { method, path: place } = handler.route;
  const params: Record<string, string> = {};
  const url = place.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    params[name] = randomUUID();
    return params[name];
  });
  const request = new Request(`http://calot.example${url}?format=csv&sheet=items`, {
    method,
    headers: { "content-type": type, ...(role && { cookie: cookies.get(role)! }) },
    ...(method !== "GET" && { body }),
  });
  return handler(request, { params: Promise.resolve(params) });
}

const takesJson = ({ route }: Handler): boolean => route.body !== undefined && !("mediaTypes" in route.body);

describe("every route", () => {
  it("refuses who is not signed in, unless anyone may ask", async () => {
    for (const handler of handlers) {
      const { status } = await ask(handler, null, "{}");
      if (handler.route.who === "anyone") expect(status, handler.route.path).not.toBe(401);
      else expect(status, handler.route.path).toBe(401);
    }
  });

  it.each(SIGNED_IN)("keeps a %s out of what is not theirs, whatever is sent", async (role) => {
    for (const handler of handlers) {
      const { who = SIGNED_IN, method, path: place } = handler.route;
      if (who === "anyone" || who.includes(role)) continue;
      const { status } = await ask(handler, role, "[1]");
      expect([403, 404], `${method} ${place} for a ${role}: ${status}`).toContain(status);
    }
  });

  it.each(["[1]", "null", '"text"', "{}", '{"id":{},"box":"x","userIds":7,"sets":null}'])(
    "takes %s for what it is, with a status that it declares and never a 500",
    async (body) => {
      for (const handler of handlers) {
        const { who = SIGNED_IN, method, path: place, status: fine = 200 } = handler.route;
        const role = who === "anyone" ? null : who.at(-1)!;
        const response = await ask(handler, role, body);
        const declared = [String(fine), ...Object.keys(problemsOf(handler.route))];
        expect(declared, `${method} ${place} gave ${response.status}`).toContain(String(response.status));
        expect(response.headers.get("cache-control"), `${method} ${place}`).toMatch(/no-store|private/);
        if (response.status >= 400) {
          expect(response.headers.get("content-type")).toBe("application/problem+json");
        }
      }
    },
  );

  it("is one that asks for the password again where accounts are concerned, or files with people’s data", () => {
    const free = handlers
      .filter(({ route: { who, body, answer, confirmed } }) => {
        const takes = "mediaTypes" in answer && !answer.mediaTypes.includes("image/webp");
        const isOurs = who !== "anyone" && (body !== undefined || takes);
        return isOurs && !confirmed;
      })
      .map(({ route: { method, path } }) => `${method} ${path}`)
      .filter((each) =>
        /\/api\/(people|invitations|institution|account)|csv|export|packet|judgements/.test(each),
      );
    expect(free.sort()).toEqual(
      [
        // The password is its body.
        "POST /api/account/confirmation",
        "POST /api/account/confirmation/passkey",
        "POST /api/account/password",
        // One’s own mail of a morning, and whether a learning record store is told of one’s answers.
        "PUT /api/account/reminders",
        "PUT /api/account/records",
        // Annotations and pictures, without who made them.
        "GET /api/authoring/datasets/{id}/export",
        // Nothing is changed by it.
        "POST /api/invitations/check",
        // Cohorts and years of training, which open no door.
        "POST /api/people/moves",
        "POST /api/people/{id}/training",
        // Models, and cohorts as a whole.
        "GET /api/readers/csv",
      ].sort(),
    );
  });

  it("counts who has the privacy notice to accept as signed out, but for accepting it and for one’s own data", async () => {
    const institutionId = await makeInstitution(db);
    const notice = {
      institutionId,
      version: 1,
      text: "Read this",
      substantial: true,
      publishedAt: new Date(),
    };
    await db.prisma.privacyNotice.create({ data: notice });
    await db.prisma.institution.update({ where: { id: institutionId }, data: { privacyRequired: 1 } });
    const admin = await makeUser(db, institutionId, "admin");
    const sid = await makeSession(db, admin, new Date());
    const before = cookies.get("admin")!;
    const token = await encode({ token: { sub: admin.id, sid }, secret: SECRET });
    cookies.set("admin", `next-auth.session-token=${token}`);
    const open: string[] = [];
    for (const handler of handlers.filter(({ route }) => route.who !== "anyone")) {
      const { method, path: place } = handler.route;
      const response = await ask(handler, "admin", "{}");
      if (response.status !== 401) open.push(`${method} ${place}`);
      else expect((await response.json()).detail, place).toContain("privacy notice");
    }
    cookies.set("admin", before);
    expect(open.sort()).toEqual([
      "GET /api/account/confirmation",
      "GET /api/account/data",
      "GET /api/account/leave-address",
      "GET /api/account/ways",
      "POST /api/account/confirmation",
      "POST /api/account/confirmation/passkey",
      "POST /api/account/confirmation/question",
      "POST /api/privacy/acceptance",
    ]);
  });

  it("asks for the password again, ten minutes after it was typed, where people's accounts or data are concerned", async () => {
    const confirmed = handlers.filter(({ route }) => route.confirmed);
    expect(confirmed.length).toBeGreaterThanOrEqual(10);
    const long = new Date(Date.now() - 11 * 60_000);
    await db.prisma.session.updateMany({ data: { beganAt: long } });
    const statuses = () =>
      Promise.all(
        confirmed.map(async (handler) => {
          const { who = SIGNED_IN } = handler.route;
          return (await ask(handler, who === "anyone" ? null : who.at(-1)!, "{}")).status;
        }),
      );
    expect(new Set(await statuses())).toEqual(new Set([428]));
    await db.prisma.session.updateMany({ data: { confirmedAt: new Date() } });
    expect(await statuses()).not.toContain(428);
  });

  it("tells a body that is no JSON, or too large, before it is looked at", async () => {
    for (const handler of handlers.filter(takesJson)) {
      const { who = SIGNED_IN, path: place, bodyLimit = 64 * 1024 } = handler.route;
      const role = who === "anyone" ? null : who.at(-1)!;
      expect((await ask(handler, role, "{}", "text/plain")).status, place).toBe(415);
      expect((await ask(handler, role, "{")).status, place).toBe(400);
      expect((await ask(handler, role, `"${"x".repeat(bodyLimit)}"`)).status, place).toBe(413);
    }
  });
});
