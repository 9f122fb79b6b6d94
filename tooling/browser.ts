import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** Where distributions put a Chromium or a Chrome. */
const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * Finds a Chromium for the browser tests, or gets one: Playwright's own, one of the system's, Playwright's
 * download, or Debian's package.
 *
 * @throws Error when none can be had, saying what to do
 */
export function findBrowser(): string {
  const found = lookAround();
  if (found) return found;
  const ways: [string, string[]][] = [
    ["npx", ["playwright", "install", "chromium"]],
    ["apt-get", ["update"]],
    ["apt-get", ["install", "-y", "chromium"]],
  ];
  for (const [command, args] of ways) {
    process.stdout.write(`No browser yet: ${command} ${args.join(" ")} …\n`);
    try {
      execFileSync(command, args, { stdio: "ignore", timeout: 300_000 });
    } catch {
      // The next way may work.
    }
    const got = lookAround();
    if (got) return got;
  }
  throw new Error(
    "The browser tests need a Chromium, and none could be installed. Install one and run them again.",
  );
}

function lookAround(): string | null {
  const candidates = [chromium.executablePath(), ...INSTALLED];
  return candidates.find((path) => path !== "" && existsSync(path)) ?? null;
}
