import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { toState } from "./ask-queues";
import { openMetrics } from "./open-metrics";

const metrics = openMetrics({
  version: "1.2.3",
  pool: () => ({ used: 0, idle: 0, waiting: 0, limit: 10 }),
  queues: async () => null,
});
afterAll(() => metrics.close());

/** Prometheus adds these to each. */
const ITS_OWN = ["job", "instance"];

/** What may be asked for: each name with its labels. */
const known = new Map<string, readonly string[]>([["up", ITS_OWN]]);
for (const { name, type, labelNames } of metrics.registry.getMetricsAsArray() as unknown as readonly {
  readonly name: string;
  readonly type: string;
  readonly labelNames: readonly string[];
}[]) {
  const labels = [...labelNames, ...ITS_OWN];
  if (type === "histogram") {
    known.set(`${name}_bucket`, [...labels, "le"]);
    for (const part of ["_sum", "_count"]) known.set(name + part, labels);
  } else known.set(name, labels);
}

const QUEUES = Object.keys(
  toState({
    mails: 0,
    mailsOldest: null,
    failedMails: 0,
    deliveries: 0,
    deliveriesOldest: null,
    failedDeliveries: 0,
    uploads: 0,
    uploadsRunning: 0,
    uploadsOldest: null,
    figures: 0,
    figuresOfCases: 0,
    estimates: 0,
    estimatesBehind: null,
    lateAnswers: 0,
  }).lengths,
);

type Panel = { readonly title: string; readonly targets?: readonly { readonly expr: string }[] };
const dashboard = JSON.parse(readFileSync("deploy/grafana/calot.json", "utf8")) as {
  readonly panels: readonly Panel[];
};
const panels = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => ({ of: `panel “${title}”`, expr })),
);

const rules = readFileSync("deploy/prometheus/alerts.yaml", "utf8");
const alerts = [...rules.matchAll(/- alert: (\w+)\n +expr: (.+)/g)].map(([, name, expr]) => ({
  of: `alert ${name}`,
  expr: expr!,
}));

const asked = [...panels, ...alerts];

describe("what the dashboard and the alerts ask for", () => {
  it("is found in both", () => {
    expect(panels.length).toBeGreaterThan(30);
    expect(alerts.length).toBe(rules.match(/- alert:/g)?.length);
    for (const title of dashboard.panels.map((panel) => panel.title)) expect(title).toMatch(/^[A-Z]/);
  });

  it.each(asked)("$of: is what /metrics has, by labels that it has", ({ expr }) => {
    const selectors = [...expr.matchAll(/([a-z_][a-z0-9_]*)\{([^}]*)\}/g)];
    expect(selectors.length).toBeGreaterThan(0);
    for (const [, name, within] of selectors) {
      expect([...known.keys()]).toContain(name);
      const labels = [...within!.matchAll(/(\w+)(?:=~?|!~|!=)"/g)].map(([, label]) => label!);
      expect(labels.filter((label) => !known.get(name!)!.includes(label))).toEqual([]);
      for (const [, queue] of within!.matchAll(/queue="(\w+)"/g)) expect(QUEUES).toContain(queue);
      const grouped = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, names]) => names!.split(/, */));
      const has = selectors.flatMap((selector) => known.get(selector[1]!)!);
      expect(grouped.filter((label) => !has.includes(label))).toEqual([]);
    }
  });

  it("leaves out no metric of ours", () => {
    const all = panels.map(({ expr }) => expr).join("\n");
    const ours = metrics.registry.getMetricsAsArray().map(({ name }) => name);
    expect(ours.filter((name) => name.startsWith("calot_") && !all.includes(name))).toEqual([]);
  });

  it("has a section for each alert in docs/operating.md", () => {
    const page = readFileSync("docs/operating.md", "utf8");
    for (const { of } of alerts) expect(page).toContain(`\`${of.replace("alert ", "")}\``);
  });
});

const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

describe("Prometheus itself", () => {
  it.skipIf(!hasPromtool)(
    "takes the rules and every panel’s question (needs promtool, of Debian’s prometheus)",
    () => {
      execFileSync("promtool", ["check", "rules", "deploy/prometheus/alerts.yaml"]);
      execFileSync("promtool", ["check", "config", "deploy/prometheus/prometheus.yaml"]);
      const folder = mkdtempSync(path.join(tmpdir(), "calot-rules-"));
      const file = path.join(folder, "panels.json");
      const questions = panels.map(({ expr }, at) => ({
        record: `panel:${at}`,
        expr: expr.replaceAll("$__rate_interval", "1m").replaceAll(/\$(job|instance)/g, "x"),
      }));
      writeFileSync(file, JSON.stringify({ groups: [{ name: "panels", rules: questions }] }));
      try {
        execFileSync("promtool", ["check", "rules", file]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
