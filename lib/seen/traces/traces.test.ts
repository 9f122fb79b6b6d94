import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setEnv } from "../../env";
import { runChores } from "../../jobs/chores/run-chores";
import { during, underWay } from "../../under-way";
import { witnessed } from "../../witness";
import { routesOf } from "../routes";
import { seeRequests } from "../see-requests";
import { openTraces } from "./open-traces";

type Sent = {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
  readonly status: { readonly code?: number; readonly message?: string };
};

const spans: Sent[] = [];
let resource = "";
const posted: string[] = [];
let collector: Server;
let outside = "";

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const closed = async (server: Server): Promise<void> => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
};

const PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/** Two requests and a round of a chore, as they are traced; then all of it is sent. */
beforeAll(async () => {
  collector = createServer((request, response) => {
    posted.push(request.url ?? "");
    let text = "";
    request.on("data", (part: Buffer) => {
      text += part.toString();
    });
    request.on("end", () => {
      for (const { scopeSpans, resource: of } of JSON.parse(text).resourceSpans) {
        resource = JSON.stringify(of);
        for (const scope of scopeSpans) spans.push(...scope.spans);
      }
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  setEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: await listening(collector), TRUSTED_PROXIES: "1" });
  const traces = openTraces("1.2.3");
  const begin = seeRequests(routesOf(["/api/attempts/[id]/zone"]), [traces]);
  const server = createServer((request, response) => {
    during(begin(request, response), async () => {
      outside = underWay()?.traceparent ?? "";
      await witnessed("statement", "lock-phase", async () => 1);
      await witnessed("statement", "write-zone", () =>
        Promise.reject(new RangeError("what ann@hospital.example wrote")),
      ).catch(() => {});
      response.writeHead(request.method === "POST" ? 500 : 200).end();
    });
  });
  const origin = await listening(server);
  const address = `${origin}/api/attempts/0d5f4f9a/zone?name=ann`;
  await (await fetch(address, { method: "POST", headers: { traceparent: PARENT } })).text();
  await (await fetch(address, { headers: { traceparent: "00-nonsense" } })).text();
  await closed(server);
  const chores = await new Promise<ReturnType<typeof runChores>>((resolve) => {
    const running = runChores([
      {
        name: "mail",
        everyMs: 1,
        run: async () => {
          await witnessed("statement", "claim-mail", async () => null);
          resolve(running);
        },
      },
    ]);
  });
  await chores.stop();
  await traces.close();
});
afterAll(() => closed(collector));

const named = (name: string): Sent => {
  const found = spans.find((span) => span.name === name);
  if (!found) throw new Error(`There is no span ${name}: ${spans.map((span) => span.name).join(", ")}.`);
  return found;
};

describe("traces", () => {
  it("are sent where the variable says, with whose they are", () => {
    expect(new Set(posted)).toEqual(new Set(["/v1/traces"]));
    expect(resource).toContain('"calot"');
    expect(resource).toContain('"1.2.3"');
  });

  it("have a span of a request, part of what a trusted proxy says", () => {
    const request = named("POST /api/attempts/{id}/zone");
    expect(request).toMatchObject({
      traceId: "0af7651916cd43dd8448eb211c80319c",
      parentSpanId: "b7ad6b7169203331",
      status: { code: 2 },
    });
    expect(request.attributes).toContainEqual({ key: "http.response.status_code", value: { intValue: 500 } });
  });

  it("begin anew where what is said can’t be read", () => {
    const request = named("GET /api/attempts/{id}/zone");
    expect(request.parentSpanId).toBeUndefined();
    expect(request.traceId).not.toBe("0af7651916cd43dd8448eb211c80319c");
    expect(outside).toBe(`00-${request.traceId}-${request.spanId}-01`);
  });

  it("have a span of each statement within its request, by its name", () => {
    const request = named("POST /api/attempts/{id}/zone");
    const within = spans.filter(({ parentSpanId }) => parentSpanId === request.spanId);
    expect(within.map(({ name }) => name)).toEqual(["lock-phase", "write-zone"]);
    expect(within[1]?.status).toEqual({ code: 2, message: "RangeError" });
  });

  it("have a span of a chore’s round, with its statements", () => {
    const chore = named("chore mail");
    expect(named("claim-mail").parentSpanId).toBe(chore.spanId);
  });

  it("tell no value and no address", () => {
    expect(JSON.stringify(spans)).not.toMatch(/ann|0d5f4f9a/);
  });
});
