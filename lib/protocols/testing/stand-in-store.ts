import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { isDeepStrictEqual } from "node:util";
import { statement as validateStatement } from "@learninglocker/xapi-validation/dist/factory";

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

/** What is wrong with a statement: by xAPI, as Learning Locker checks it, and by what Calot must never tell. */
function problemsOf(statement: Told): readonly string[] {
  const told = JSON.stringify(statement);
  return [
    ...validateStatement(statement, ["statement"]).map((warning) => JSON.stringify(warning)),
    ...["correctResponsesPattern", "null"].filter((each) => told.includes(each)),
  ];
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
