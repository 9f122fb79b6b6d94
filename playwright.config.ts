import { defineConfig, devices } from "@playwright/test";

const executablePath = process.env.CALOT_TEST_BROWSER;

export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  globalSetup: "./e2e/fixtures/global-setup.ts",
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    // What can't be pressed is told soon, and not when the whole test's time is up.
    actionTimeout: 30_000,
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"],
    },
  },
});
