// Every test there is: those of the groups unit and service, then the browser tests against the production build. Ends with
// the line `N passed, N failed, N skipped`, and a status that is 0 only when nothing failed.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findBrowser } from "@/tooling/browser";
import { buildIfChanged } from "@/tooling/build";

type Counts = { passed: number; failed: number; skipped: number };

const reports = await mkdtemp(path.join(tmpdir(), "calot-reports-"));
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

// First, for it may have to install one.
const chromium = findBrowser();
const unit = await runVitest();
const browser = await runPlaywright();
await rm(reports, { recursive: true, force: true });
const passed = unit.passed + browser.passed;
const failed = unit.failed + browser.failed;
const skipped = unit.skipped + browser.skipped;
say("");
say(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

async function runVitest(): Promise<Counts> {
  const file = path.join(reports, "vitest.json");
  const status = await run("vitest", [
    "run",
    "--project=unit",
    "--project=service",
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const report = await readReport(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const counts = {
    passed: Number(report.numPassedTests),
    failed: Number(report.numFailedTests),
    skipped: Number(report.numPendingTests) + Number(report.numTodoTests),
  };
  // A file that breaks before its first test fails no test of its own.
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function runPlaywright(): Promise<Counts> {
  await buildIfChanged(".calot", say);
  const file = path.join(reports, "playwright.json");
  const status = await run("playwright", ["test", "--reporter=dot,json"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    CALOT_TEST_BROWSER: chromium,
  });
  const report = await readReport(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const stats = report.stats as { expected: number; unexpected: number; flaky: number; skipped: number };
  const counts = { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function readReport(file: string): Promise<Record<string, unknown> | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  return text === null ? null : JSON.parse(text);
}

function run(
  command: string,
  args: readonly string[],
  extra: Record<string, string> = {},
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...extra } });
    child.once("error", reject);
    child.once("close", resolve);
  });
}
