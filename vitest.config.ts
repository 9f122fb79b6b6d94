import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    include: ["**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/.next/**", "**/.calot/**", "e2e/**"],
    globalSetup: "./vitest.global-setup.ts",
    setupFiles: "./vitest.setup.ts",
    // Left to itself, vitest keeps a processor free: half of them where there are two.
    maxWorkers: "100%",
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
