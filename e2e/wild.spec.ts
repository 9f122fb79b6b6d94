import { request as send } from "node:http";
import type { APIRequestContext } from "@playwright/test";
import { ROLES, type Role } from "@/lib/domain/people/role";
import { copyDemo } from "./fixtures/demo-copy";
import { expect, makePerson, type Person, test, withDatabase } from "./fixtures/people";
import { type WildRequest, wildRequests } from "./fixtures/wild-requests";

/** In the long tests more of them, and others each time. */
const REQUESTS = Number(process.env.CALOT_WILD_REQUESTS ?? 500);
const SEED = Number(process.env.CALOT_WILD_SEED ?? 20_261_128);
const AT_ONCE = 8;
/** People may end each other's sessions and accounts: after so many, somebody new asks. */
const A_SESSION = 100;

/** Each was an error of the server's own once. */
const once: readonly (Partial<WildRequest> & { readonly role: Role; readonly status: number })[] = [
  { role: "admin", target: "/audit?until=9999-12-31", status: 200 },
  { role: "admin", target: "/api/audit?from=9999-12-31&until=9999-12-31", status: 200 },
  { role: "faculty", target: "/library?text=%00", status: 400 },
  { role: "faculty", target: "/api/library?text=%00", status: 400 },
  { role: "resident", target: "/practice/%E0%A4%A", status: 400 },
  { role: "resident", target: "/api/cases/%00", status: 400 },
  { role: "resident", method: "TRACE", target: "/home", status: 405 },
  { role: "resident", method: "OPTIONS", target: "*", status: 400 },
  { role: "resident", target: "/home", headers: { host: "[::1" }, status: 400 },
  { role: "resident", target: "/api/auth/signin?callbackUrl=%00", status: 400 },
  ...[
    { name: "near\u0000 the duct", status: 201 },
    { name: "near\ud800 the duct", status: 201 },
    { name: "near the duct", purpose: "practice\u0000", status: 400 },
  ].map(({ status, ...set }) => ({
    role: "faculty" as const,
    method: "POST",
    target: "/api/case-sets",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(set),
    status,
  })),
];

test("what can't be read, or stored, is refused in words", async ({ requestsOf, baseURL }) => {
  const { institutionId } = await withDatabase((db) => copyDemo(db, 1));
  const answers: unknown[] = [];
  for (const { role, status, ...wild } of once) {
    const cookie = await cookieOf(await requestsOf(await makePerson({ role, institutionId })));
    const request = { method: "GET", target: "/", headers: {}, body: undefined, ...wild };
    answers.push({ target: request.target, status: (await ask(baseURL!, request, cookie)).status });
  }
  expect(answers).toEqual(once.map(({ target, status }) => ({ target, status })));
});

test("a cookie of another program that can't be read locks nobody out", async ({ requestsOf, baseURL }) => {
  const cookie = await cookieOf(await requestsOf(await makePerson()));
  const request = {
    method: "GET",
    target: "/api/cases",
    headers: { cookie: `other=%; ${cookie}; theme=%E0` },
    body: undefined,
  };
  expect((await ask(baseURL!, request, "")).status).toBe(200);
});

test("nothing that can be asked, by anybody in any way, is an error of the server's own", async ({
  requestsOf,
  baseURL,
}) => {
  const { institutionId, caseIds } = await withDatabase((db) => copyDemo(db, 6));
  const makeAsker = (turn: number): Promise<Person> =>
    makePerson({ role: ROLES[turn % ROLES.length]!, institutionId });
  await Promise.all(ROLES.map((_, turn) => makeAsker(turn)));
  const ids = [...(await idsOf(institutionId)), ...caseIds];
  const wild = wildRequests(REQUESTS, SEED, ids);
  const failed: string[] = [];
  for (let at = 0; at < wild.length; at += A_SESSION) {
    // Whoever administers may have asked for more than a password meanwhile: of whom comes next that is not wanted.
    await withDatabase(({ prisma }) =>
      prisma.institution.update({
        where: { id: institutionId },
        data: { secondStepRoles: [], privacyRequired: null },
      }),
    );
    const cookie = await cookieOf(await requestsOf(await makeAsker(at / A_SESSION)));
    const waiting = wild.slice(at, at + A_SESSION);
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const answer = await ask(baseURL!, next, cookie);
        if (answer.status === null || answer.status >= 500) {
          failed.push(`${answer.status ?? answer.problem} ${JSON.stringify(next).slice(0, 1500)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
  expect(failed).toEqual([]);
});

async function cookieOf(requests: APIRequestContext): Promise<string> {
  const { cookies } = await requests.storageState();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** Of everything that an institution has. */
async function idsOf(institutionId: string): Promise<string[]> {
  return withDatabase(async ({ pool }) => {
    const { rows: tables } = await pool.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name = 'institution_id'
         AND table_name IN (SELECT table_name FROM information_schema.columns WHERE column_name = 'id' AND data_type = 'uuid')`,
    );
    const found = await Promise.all(
      tables.map(({ name }) =>
        pool.query<{ id: string }>(`SELECT id FROM "${name}" WHERE institution_id = $1 LIMIT 5`, [
          institutionId,
        ]),
      ),
    );
    return found.flatMap(({ rows }) => rows.map(({ id }) => id));
  });
}

type Answer =
  | { readonly status: number; readonly problem?: never }
  | { readonly status: null; readonly problem: string };

/** Past every client that would put a request right. A connection that is closed without an answer is a failure. */
function ask(origin: string, wild: WildRequest, cookie: string): Promise<Answer> {
  return new Promise((resolve) => {
    const body = wild.body === undefined ? undefined : Buffer.from(wild.body);
    const headers = {
      cookie,
      ...(body && { "content-length": body.length }),
      ...wild.headers,
    };
    const { hostname, port } = new URL(origin);
    const request = send(
      { hostname, port, method: wild.method, path: wild.target, headers, timeout: 30_000 },
      (response) => {
        response.resume();
        response.on("end", () => resolve({ status: response.statusCode! }));
        response.on("error", (error) => resolve({ status: null, problem: error.message }));
      },
    );
    request.on("timeout", () => request.destroy(new Error("no answer in 30 s")));
    request.on("error", (error) => resolve({ status: null, problem: error.message }));
    request.end(body);
  });
}
