import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { variable } from "@/lib/env";

/** Where distributions put a Chromium or a Chrome. The shell has no windows, and takes a fifth less of the processor. */
const INSTALLED = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const ABOUT_TO_INSTALL = `
This needs a Chromium, and none was found. One is installed now: the one that Playwright downloads into your home, or else
a package of Debian, by apt-get. To keep the machine as it is, stop this with Ctrl-C and set CALOT_TEST_BROWSER to the
program of a Chromium or Chrome. The tests that need no browser: npm run test:unit and npm run test:service.
`;

/**
 * Finds a Chromium: the one that CALOT_TEST_BROWSER names, Playwright's own, or one of the system's. Where there is
 * none it says that one is about to be installed, and how to prevent it, and installs one.
 *
 * @returns the path of its program
 * @throws Error when none can be had, saying what to do
 */
export function findBrowser(): string {
  const found = variable("CALOT_TEST_BROWSER") ?? lookAround();
  if (found) return found;
  process.stdout.write(`${ABOUT_TO_INSTALL}\n`);
  const ways: [string, string[]][] = [
    ["npx", ["playwright", "install", "chromium"]],
    ["apt-get", ["update"]],
    ["apt-get", ["install", "-y", "chromium-headless-shell"]],
    ["apt-get", ["install", "-y", "chromium"]],
  ];
  for (const [command, args] of ways) {
    process.stdout.write(`${command} ${args.join(" ")} …\n`);
    try {
      execFileSync(command, args, { stdio: "ignore", timeout: 300_000 });
    } catch {
      // The next way may work.
    }
    const got = lookAround();
    if (got) return got;
  }
  throw new Error(
    "No Chromium could be installed. Install one, or set CALOT_TEST_BROWSER to its program, and start again.",
  );
}

function lookAround(): string | null {
  const candidates = [chromium.executablePath(), ...INSTALLED];
  return candidates.find((path) => path !== "" && existsSync(path)) ?? null;
}
