import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runChores } from "../../jobs/chores/run-chores";
import { during } from "../../under-way";
import { witnessed } from "../../witness";
import { routesOf } from "../routes";
import { seeRequests } from "../see-requests";
import { metricsServer } from "./metrics-server";
import { type Metrics, openMetrics, type QueueState } from "./open-metrics";

const pool = { used: 3, idle: 2, waiting: 3, limit: 10 };
let queues: QueueState | null = { lengths: { mails: 4 }, oldestSeconds: { mails: 7 } };
let metrics: Metrics;
let served: Server;
let origin: string;

async function listening(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  metrics = openMetrics({ version: "1.2.3", pool: () => pool, queues: async () => queues });
  served = metricsServer(metrics);
  origin = await listening(served);
});
afterAll(async () => {
  served.closeAllConnections();
  await new Promise((closed) => served.close(closed));
  metrics.close();
});

const scrape = async (): Promise<string> => (await fetch(`${origin}/metrics`)).text();

describe("/metrics", () => {
  it("is all that is answered, on a port of its own", async () => {
    const response = await fetch(`${origin}/metrics`);
    expect(response.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    expect((await fetch(`${origin}/`)).status).toBe(404);
    const posted = await fetch(`${origin}/metrics`, { method: "POST" });
    expect(posted.status).toBe(404);
  });

  it("tells requests by route and never by address", async () => {
    const begin = seeRequests(routesOf(["/api/attempts/[id]/zone"]), [metrics]);
    const server = createServer((request, response) => {
      during(begin(request, response), () => {
        if (request.url === "/gone") request.socket.destroy();
        else response.writeHead(request.url?.includes("/zone") ? 200 : 404).end("an answer");
      });
    });
    const asked = await listening(server);
    for (let i = 0; i < 20; i++) await (await fetch(`${asked}/api/attempts/${i}/zone?x=${i}`)).text();
    for (let i = 0; i < 20; i++) await (await fetch(`${asked}/${i}.php`)).text();
    await fetch(`${asked}/gone`).catch(() => {});
    await new Promise((closed) => server.close(closed));
    const text = await scrape();
    expect(text).toContain(
      'calot_http_requests_total{method="GET",route="/api/attempts/{id}/zone",status="200"} 20',
    );
    expect(text).toContain('calot_http_requests_total{method="GET",route="other",status="404"} 20');
    expect(text).toContain('calot_http_requests_total{method="GET",route="other",status="499"} 1');
    expect(text).toContain(
      'calot_http_request_duration_seconds_count{method="GET",route="/api/attempts/{id}/zone"} 20',
    );
    expect(text).toContain("calot_http_requests_in_flight 0");
    expect(text).not.toContain(".php");
  });

  it("tells statements, and how they end", async () => {
    await witnessed("statement", "lock-phase", async () => 1);
    await expect(
      witnessed("statement", "lock-phase", () => Promise.reject(new Error("unique"))),
    ).rejects.toThrow("unique");
    const text = await scrape();
    expect(text).toContain('calot_db_statements_total{statement="lock-phase"} 2');
    expect(text).toContain('calot_db_statements_failed_total{statement="lock-phase"} 1');
    expect(text).toContain("calot_db_statement_duration_seconds_count 2");
  });

  it("tells chores, what they have done and when they last ended well", async () => {
    const chores = await new Promise<ReturnType<typeof runChores>>((resolve) => {
      let rounds = 0;
      const running = runChores([
        {
          name: "mail",
          everyMs: 1,
          run: async () => {
            rounds += 1;
            if (rounds === 2) resolve(running);
            return 3;
          },
        },
      ]);
    });
    await chores.stop();
    const text = await scrape();
    expect(text).toMatch(/calot_chore_done_total\{chore="mail"\} \d+/);
    expect(text).toMatch(/calot_chore_duration_seconds_count\{chore="mail",result="ok"\} \d+/);
    const at = /calot_chore_last_success_timestamp_seconds\{chore="mail"\} ([\d.]+)/.exec(text)?.[1];
    expect(Date.now() / 1000 - Number(at)).toBeLessThan(60);
  });

  it("tells the pool, the versions and what waits", async () => {
    const text = await scrape();
    expect(text).toContain('calot_db_pool_connections{state="used"} 3');
    expect(text).toContain('calot_db_pool_connections{state="idle"} 2');
    expect(text).toContain("calot_db_pool_waiting 3");
    expect(text).toContain("calot_db_pool_limit 10");
    expect(text).toContain('calot_info{version="1.2.3",metric_version="1"} 1');
    expect(text).toContain('calot_queue_length{queue="mails"} 4');
    expect(text).toContain('calot_queue_oldest_seconds{queue="mails"} 7');
    expect(text).toContain("nodejs_eventloop_lag_p99_seconds");
  });

  it("tells no old queues while the database is away", async () => {
    queues = null;
    const text = await scrape();
    expect(text).toContain("calot_queues_up 0");
    expect(text).not.toContain("calot_queue_length{");
  });
});
