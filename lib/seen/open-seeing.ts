import type { Server } from "node:http";
import { poolState } from "../db/pool-state";
import { database } from "../db/served";
import { env } from "../env";
import { openAccessLog } from "./access-log";
import type { Watcher } from "./see-requests";

/** What those who run Calot see of this process. */
export type Seeing = {
  /** Who is told of each request. */
  readonly watchers: readonly Watcher[];
  close(): Promise<void>;
};

/** Makes a server listen on a port. @returns the port */
type Listen = (server: Server, port: number) => Promise<number>;

/**
 * Opens what the environment asks for: metrics, the access log, traces. Each is loaded only then.
 *
 * @param version of Calot
 * @param listen where metrics are asked for
 */
export async function openSeeing(version: string, listen: Listen): Promise<Seeing> {
  const { ACCESS_LOG, METRICS_PORT, OTEL_EXPORTER_OTLP_ENDPOINT } = env();
  const watchers: Watcher[] = [];
  const closing: (() => unknown)[] = [];
  if (METRICS_PORT !== undefined) {
    const { watcher, close } = await serveMetrics(version, (server) => listen(server, METRICS_PORT));
    watchers.push(watcher);
    closing.push(close);
  }
  if (OTEL_EXPORTER_OTLP_ENDPOINT !== undefined) {
    const { openTraces } = await import("./traces/open-traces");
    const traces = openTraces(version);
    watchers.push(traces);
    closing.push(traces.close);
  }
  if (ACCESS_LOG === "on") {
    const accessLog = openAccessLog();
    watchers.push(accessLog);
    closing.push(accessLog.close);
  }
  return {
    watchers,
    async close() {
      for (const close of closing) await close();
    },
  };
}

async function serveMetrics(version: string, listen: (server: Server) => Promise<number>) {
  const { openMetrics } = await import("./metrics/open-metrics");
  const { metricsServer } = await import("./metrics/metrics-server");
  const { queueAsker } = await import("./metrics/ask-queues");
  const metrics = openMetrics({ version, pool: poolState, queues: queueAsker(database) });
  const server = metricsServer(metrics);
  await listen(server);
  return {
    watcher: metrics,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      metrics.close();
    },
  };
}
