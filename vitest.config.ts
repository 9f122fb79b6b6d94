import { availableParallelism } from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";

/** What needs a Postgres or a program of its own, by name. */
const SERVICE = "**/*.service.test.ts";
/** What needs nothing, and takes its time. */
const SLOW = "**/*.slow.test.ts";
/** What takes many minutes, and may need the production build: `npm run test:long`, and no part of `npm test`. */
const LONG = "**/*.long.test.ts";
/**
 * A third of the time would go into loading modules that the file before has loaded. Each leaves its process as it found
 * it (vitest.setup.ts).
 */
const SHARED = { isolate: false } as const;
const NOT_OURS = ["**/node_modules/**", "**/.next/**", "**/.calot/**", "e2e/**"];

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    setupFiles: "./vitest.setup.ts",
    // Left to itself, vitest keeps a processor free. Service tests wait much, for a Postgres or a program: half as many
    // again keep the processors at work.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    testTimeout: 120_000,
    hookTimeout: 180_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...NOT_OURS, SERVICE, SLOW, LONG],
          pool: "threads",
          ...SHARED,
        },
      },
      {
        extends: true,
        test: {
          name: "service",
          include: [SERVICE, SLOW],
          exclude: NOT_OURS,
          ...SHARED,
          globalSetup: "./vitest.global-setup.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "long",
          include: [LONG],
          exclude: ["**/node_modules/**", "**/.next/**", "**/.calot/**"],
          globalSetup: "./vitest.global-setup.ts",
          // One after the other: each is a load.
          fileParallelism: false,
          testTimeout: 1_800_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
