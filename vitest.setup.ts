import fc from "fast-check";
import { afterEach } from "vitest";

/**
 * Elsewhere each run tries other examples of every property. In CI it is the same ones each time, so that a change
 * lands or not by what it changes, and not by chance.
 */
if (process.env.CI) fc.configureGlobal({ seed: 20_261_127 });

// Tests of components share a page: each leaves it empty, its hooks and their listeners gone.
if (typeof document !== "undefined") {
  const { cleanup } = await import("@testing-library/react");
  afterEach(cleanup);
}
