import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { PoolState } from "../../db/pool-state";
import { METRIC_VERSION } from "../../domain/scoring/score";
import { addWitness, type Ended } from "../../witness";
import type { Watcher } from "../see-requests";

/** What waits, and since when in seconds; null where that could not be told. */
export type QueueState = {
  readonly lengths: Readonly<Record<string, number>>;
  readonly oldestSeconds: Readonly<Record<string, number>>;
};

export type MetricsSource = {
  readonly version: string;
  pool(): PoolState;
  queues(): Promise<QueueState | null>;
};

export type Metrics = Watcher & {
  /** As Prometheus reads it. */
  text(): Promise<string>;
  /** The names of all there are, for the dashboard and the alerts. */
  readonly registry: Registry;
  close(): void;
};

/** In seconds: an answer is stored within the first ones, a page that others wait for within the last. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const STATEMENT_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 10];
const CHORE_BUCKETS = [0.01, 0.1, 1, 10, 60, 600, 3600];

/** What is measured of this process, and of what waits in its database. It is a witness from now on, until it is closed. */
export function openMetrics(source: MetricsSource): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  new Gauge({
    name: "calot_info",
    help: "1, with the version of Calot and that of the metric that answers are scored by.",
    labelNames: ["version", "metric_version"],
    registers,
  }).set({ version: source.version, metric_version: String(METRIC_VERSION) }, 1);

  const requests = new Counter({
    name: "calot_http_requests_total",
    help: "Requests that have ended, by route; status 499 where who asked went away first.",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const durations = new Histogram({
    name: "calot_http_request_duration_seconds",
    help: "How long requests took, until the last of their answer was handed on.",
    labelNames: ["method", "route"],
    buckets: REQUEST_BUCKETS,
    registers,
  });
  const sent = new Counter({
    name: "calot_http_response_bytes_total",
    help: "What was sent, with headers.",
    registers,
  });
  const inFlight = new Gauge({
    name: "calot_http_requests_in_flight",
    help: "Requests that have begun and not ended.",
    registers,
  });

  watchPool(source, registers);
  const tellQueues = queueGauges(registers);

  const removeWitness = addWitness(
    measuredBy({
      statement: statements(registers),
      transaction: transactions(registers),
      chore: chores(registers),
    }),
  );

  return {
    registry,
    begin() {
      inFlight.inc();
      return {
        end({ method, route, status, ms, bytes }) {
          inFlight.dec();
          requests.inc({ method, route, status });
          durations.observe({ method, route }, ms / 1000);
          sent.inc(bytes);
        },
      };
    },
    async text() {
      tellQueues(await source.queues());
      return registry.metrics();
    },
    close() {
      removeWitness();
      registry.clear();
    },
  };
}

type Measure = (name: string, seconds: number, error: unknown, done: unknown) => void;

const measuredBy =
  (measures: Readonly<Record<"statement" | "transaction" | "chore", Measure>>) =>
  (kind: keyof typeof measures, name: string): Ended => {
    const begun = performance.now();
    return (error, done) => measures[kind](name, (performance.now() - begun) / 1000, error, done);
  };

const resultOf = (error: unknown): "ok" | "failed" => (error === undefined ? "ok" : "failed");

function statements(registers: Registry[]): Measure {
  const durations = new Histogram({
    name: "calot_db_statement_duration_seconds",
    help: "How long statements took, with the wait for a connection.",
    buckets: STATEMENT_BUCKETS,
    registers,
  });
  const labelNames = ["statement"];
  const spent = new Counter({
    name: "calot_db_statement_seconds_total",
    help: "How long statements took in all, each by the name it has in the code.",
    labelNames,
    registers,
  });
  const failed = new Counter({
    name: "calot_db_statements_failed_total",
    help: "Statements that ended in an error, those of a unique index among them.",
    labelNames,
    registers,
  });
  const counted = new Counter({
    name: "calot_db_statements_total",
    help: "Statements that have ended.",
    labelNames,
    registers,
  });
  return (statement, seconds, error) => {
    durations.observe(seconds);
    spent.inc({ statement }, seconds);
    counted.inc({ statement });
    if (error !== undefined) failed.inc({ statement });
  };
}

function transactions(registers: Registry[]): Measure {
  const durations = new Histogram({
    name: "calot_db_transaction_duration_seconds",
    help: "How long transactions took, with the wait for a connection.",
    labelNames: ["result"],
    buckets: STATEMENT_BUCKETS,
    registers,
  });
  return (_, seconds, error) => durations.observe({ result: resultOf(error) }, seconds);
}

function chores(registers: Registry[]): Measure {
  const durations = new Histogram({
    name: "calot_chore_duration_seconds",
    help: "Rounds of what the server does by itself, those that found another process at it too.",
    labelNames: ["chore", "result"],
    buckets: CHORE_BUCKETS,
    registers,
  });
  const succeeded = new Gauge({
    name: "calot_chore_last_success_timestamp_seconds",
    help: "When a round last ended well.",
    labelNames: ["chore"],
    registers,
  });
  const done = new Counter({
    name: "calot_chore_done_total",
    help: "What chores have done: mails sent, answers folded, attempts whose figures were made, uploads read …",
    labelNames: ["chore"],
    registers,
  });
  return (chore, seconds, error, count) => {
    durations.observe({ chore, result: resultOf(error) }, seconds);
    if (error !== undefined) return;
    succeeded.set({ chore }, Date.now() / 1000);
    if (typeof count === "number") done.inc({ chore }, count);
  };
}

function watchPool(source: MetricsSource, registers: Registry[]): void {
  new Gauge({
    name: "calot_db_pool_connections",
    help: "Connections to Postgres that this process holds.",
    labelNames: ["state"],
    registers,
    collect() {
      const { used, idle } = source.pool();
      this.set({ state: "used" }, used);
      this.set({ state: "idle" }, idle);
    },
  });
  new Gauge({
    name: "calot_db_pool_waiting",
    help: "Requests that wait for a connection.",
    registers,
    collect() {
      this.set(source.pool().waiting);
    },
  });
  new Gauge({
    name: "calot_db_pool_limit",
    help: "Connections that this process holds at most.",
    registers,
    collect() {
      this.set(source.pool().limit);
    },
  });
}

function queueGauges(registers: Registry[]): (state: QueueState | null) => void {
  const lengths = new Gauge({
    name: "calot_queue_length",
    help: "What waits in the database, of all processes: asked at most every few seconds, counted up to 100,000.",
    labelNames: ["queue"],
    registers,
  });
  const oldest = new Gauge({
    name: "calot_queue_oldest_seconds",
    help: "How long the oldest of what waits has waited.",
    labelNames: ["queue"],
    registers,
  });
  const up = new Gauge({
    name: "calot_queues_up",
    help: "1 where the database said what waits, 0 where it did not.",
    registers,
  });
  return (state) => {
    up.set(state ? 1 : 0);
    lengths.reset();
    oldest.reset();
    for (const [queue, length] of Object.entries(state?.lengths ?? {})) lengths.set({ queue }, length);
    for (const [queue, age] of Object.entries(state?.oldestSeconds ?? {})) oldest.set({ queue }, age);
  };
}
