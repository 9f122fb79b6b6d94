import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { isDeepStrictEqual } from "node:util";

type Told = Readonly<Record<string, unknown>> & { readonly id: string };

/** What the store does with the next requests that tell it something, one after the other; then it takes what comes. */
export type Fault = "drop" | "store-and-drop" | "busy" | "broken" | "forbidden" | "refuse";

/** A learning record store of xAPI 1.0.3, as the specification has it, that fails where it is told to. */
export type StoreStandIn = {
  readonly endpoint: string;
  readonly key: string;
  readonly secret: string;
  /** What it holds, in the order in which it came. */
  readonly statements: Map<string, Told>;
  /** How often it was told something. */
  readonly told: () => number;
  readonly faults: Fault[];
  /** Whether it tells of itself. */
  readonly about: { tells: boolean };
  /** What it found wrong with what it was told. */
  readonly complaints: string[];
  close(): Promise<void>;
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const IRI = /^[a-z][a-z0-9+.-]*:\S+$/i;
const KNOWN = new Set(["id", "actor", "verb", "object", "result", "context", "timestamp"]);
const RESULT = new Set(["score", "success", "completion", "response", "duration", "extensions"]);

/** What is wrong with a statement by xAPI 1.0.3, part two, section 2.4; as far as Calot's have it. */
// biome-ignore lint/suspicious/noExplicitAny: what was sent may be anything
function problemsOf(statement: any): string[] {
  const wrong: string[] = [];
  const must = (holds: unknown, what: string) => !holds && wrong.push(what);
  must(UUID.test(statement.id), "id");
  for (const name of Object.keys(statement)) must(KNOWN.has(name), `property ${name}`);
  const { actor, verb, object, result, timestamp } = statement;
  const ways = [actor?.mbox, actor?.account].filter((each) => each !== undefined);
  must(ways.length === 1, "actor: one way to name it");
  if (actor?.mbox) must(/^mailto:[^@\s]+@[^@\s]+$/.test(actor.mbox), "actor.mbox");
  if (actor?.account) must(IRI.test(actor.account.homePage) && actor.account.name, "actor.account");
  must(IRI.test(verb?.id) && typeof verb?.display?.en === "string", "verb");
  must(
    object?.objectType === "Activity" && IRI.test(object?.id) && IRI.test(object?.definition?.type),
    "object",
  );
  must(object?.definition?.correctResponsesPattern === undefined, "a correct answer");
  if (result) {
    for (const name of Object.keys(result)) must(RESULT.has(name), `result.${name}`);
    const { scaled } = result.score ?? {};
    if (result.score) must(typeof scaled === "number" && scaled >= -1 && scaled <= 1, "result.score.scaled");
    if (result.duration) must(/^PT\d+(\.\d{1,2})?S$/.test(result.duration), "result.duration");
    for (const key of Object.keys(result.extensions ?? {})) must(IRI.test(key), `extension ${key}`);
  }
  must(!Number.isNaN(Date.parse(timestamp)) && timestamp.endsWith("Z"), "timestamp");
  must(!JSON.stringify(statement).includes("null"), "null");
  return wrong;
}

export async function startStoreStandIn(): Promise<StoreStandIn> {
  const [key, secret] = ["calot", "a secret between the two"];
  const statements = new Map<string, Told>();
  const faults: Fault[] = [];
  const complaints: string[] = [];
  const about = { tells: true };
  let told = 0;
  const server = createServer((request, response) => {
    const say = (status: number, body?: unknown, headers = {}) =>
      response
        // Each on a connection of its own: one that the store closes just then would be one more fault.
        .writeHead(status, { "content-type": "application/json", connection: "close", ...headers })
        .end(body === undefined ? "" : JSON.stringify(body));
    const { pathname } = new URL(request.url ?? "/", "http://store");
    if (pathname === "/xAPI/about" && about.tells) return say(200, { version: ["1.0.3", "1.0.0"] });
    if (pathname !== "/xAPI/statements") return say(404);
    const expected = `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`;
    if (request.headers.authorization !== expected) return say(401);
    if (!request.headers["x-experience-api-version"]?.toString().startsWith("1.0")) return say(400);
    if (request.method === "GET") return say(200, { statements: [...statements.values()].slice(0, 1) });
    void bodyOf(request).then((text) => {
      told += 1;
      const fault = faults.shift();
      if (fault === "drop") return request.socket.destroy();
      if (fault === "busy") return say(429, undefined, { "retry-after": "1" });
      if (fault === "broken") return say(500);
      if (fault === "forbidden") return say(403);
      if (fault === "refuse") return say(400);
      const came = JSON.parse(text) as Told[];
      const wrong = came.flatMap(problemsOf);
      if (wrong.length > 0) {
        complaints.push(...wrong);
        return say(400, { wrong });
      }
      // All or none: another statement of the same id is a conflict.
      const differs = came.some((each) => {
        const there = statements.get(each.id);
        return there && !isDeepStrictEqual(there, each);
      });
      if (differs) return say(409);
      for (const each of came) statements.set(each.id, each);
      if (fault === "store-and-drop") return request.socket.destroy();
      return say(
        200,
        came.map(({ id }) => id),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/xAPI`,
    key,
    secret,
    statements,
    told: () => told,
    faults,
    about,
    complaints,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
