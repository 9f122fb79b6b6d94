import { defineConfig, devices } from "@playwright/test";

const executablePath = process.env.CALOT_TEST_BROWSER;

export default defineConfig({
  testDir: "e2e",
  // Vitest has those that run long.
  testMatch: "**/*.spec.ts",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  // What hangs is told; what is only slow on a busy machine is not a failure.
  timeout: 600_000,
  expect: { timeout: 45_000 },
  globalSetup: "./e2e/fixtures/global-setup.ts",
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    // Answers that a journey makes up don't reach what a worker asks for: those of reception allow it.
    serviceWorkers: "block",
    // What can't be pressed is told soon, and not when the whole test's time is up.
    actionTimeout: 60_000,
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"],
    },
  },
});
