import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { writePaintedBundle } from "@/lib/baseline/testing";
import { testFolder, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { BUILT_CALOT } from "@/tooling/build-commands";

const below = await testFolder();

function calot(...args: string[]): ChildProcess {
  return spawn(process.execPath, [BUILT_CALOT, ...args]);
}

/** What a command says until it ends, or until something is said. */
async function heard(child: ChildProcess, until?: RegExp): Promise<{ said: string; status: number | null }> {
  let said = "";
  return new Promise((resolve) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        if (until?.test(said)) resolve({ said, status: null });
      });
    }
    child.on("exit", (status) => resolve({ said, status }));
  });
}

describe("calot baseline-fit and baseline-server", () => {
  test("fit on the train split, serve the fit, and stop when asked to", { timeout: 120_000 }, async () => {
    const out = path.join(below, "fit.json");
    const fitted = await heard(calot("baseline-fit", await writePaintedBundle(below), "--out", out));
    expect(fitted.status).toBe(0);
    expect(fitted.said).toMatch(/painted-frames-[0-9a-f]{8}: fitted on 24 frames of 3 videos/);
    expect(fitted.said).toMatch(/without looking +\d/);

    const server = calot("baseline-server", "--fit", out, "--port", "0");
    const address = /at (http:\/\/127\.0\.0\.1:\d+\/v1)\./;
    const { said } = await heard(server, address);
    const models = await fetch(`${address.exec(said)![1]}/models`);
    expect((await models.json()).data[0].root).toMatch(/^painted-frames-/);
    const ended = heard(server);
    server.kill("SIGTERM");
    expect((await ended).status).toBe(0);
  });

  test.each([
    ["neither a fit nor a bundle", [], /Give either --fit FILE or --fit-on DIR/],
    ["a fit that is none", ["--fit", path.join(below, "none.json")], /no fit of the baseline/],
    ["a bundle that isn’t there", ["--fit-on", path.join(below, "absent")], /absent/],
    ["a port that is none", ["--fit", "x", "--port", "http"], /A port is a number/],
  ])("say what is wrong with %s", { timeout: 60_000 }, async (_, args, message) => {
    await writeFiles(below, { "none.json": "{}" });
    const { said, status } = await heard(calot("baseline-server", ...args));
    expect(status).toBe(1);
    expect(said).toMatch(message);
    expect(said).not.toMatch(/^\s+at /m);
  });
});
