import { database } from "../db/client";
import { poolState } from "../db/pool-state";
import { env } from "../env";
import { openAccessLog } from "./access-log";
import type { Watcher } from "./see-requests";

/** What those who run Calot see of this process. */
export type Seeing = {
  /** Who is told of each request. */
  readonly watchers: readonly Watcher[];
  close(): Promise<void>;
};

/**
 * Opens what the environment asks for: metrics, the access log, traces. Each is loaded only then.
 *
 * @param version of Calot
 * @throws Error where the metrics' port is taken
 */
export async function openSeeing(version: string): Promise<Seeing> {
  const { ACCESS_LOG, METRICS_HOST, METRICS_PORT } = env();
  const watchers: Watcher[] = [];
  const closing: (() => unknown)[] = [];
  if (METRICS_PORT !== undefined) {
    const { watcher, close } = await openServedMetrics(version, METRICS_HOST, METRICS_PORT);
    watchers.push(watcher);
    closing.push(close);
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

async function openServedMetrics(version: string, host: string, port: number) {
  const { openMetrics } = await import("./metrics/open-metrics");
  const { serveMetrics } = await import("./metrics/serve-metrics");
  const { queueAsker } = await import("./metrics/ask-queues");
  const queues = queueAsker(database);
  const metrics = openMetrics({ version, pool: poolState, queues });
  const served = await serveMetrics(metrics, host, port);
  return {
    watcher: metrics,
    async close() {
      await served.close();
      metrics.close();
    },
  };
}
