import fc from "fast-check";
import { afterAll, afterEach, vi } from "vitest";
import { setEnv } from "./lib/env";

/**
 * Elsewhere each run tries other examples of every property. In CI it is the same ones each time, so that a change
 * lands or not by what it changes, and not by chance.
 */
if (process.env.CI) fc.configureGlobal({ seed: 20_261_127 });

// Files share a process: each leaves its environment as it found it, and no stand-in for anything of the process.
const found = { ...process.env };
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  for (const name of Object.keys(process.env)) if (!(name in found)) delete process.env[name];
  setEnv(found as Record<string, string>);
});

// Tests of components share a page: each leaves it empty, its hooks and their listeners gone, and where it was. A file that
// was saved, say, leaves the page at the file's address, from which no other can be reached.
if (typeof document !== "undefined") {
  const { cleanup } = await import("@testing-library/react");
  const { happyDOM } = window as unknown as { readonly happyDOM: { setURL(address: string): void } };
  const address = window.location.href;
  afterEach(() => {
    cleanup();
    happyDOM.setURL(address);
    window.history.replaceState(null, "");
    window.localStorage.clear();
    window.sessionStorage.clear();
  });
}
