import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { seedDemo } from "@/demo/seed";
import { DEMO_PASSWORD } from "@/lib/domain/people/demo-accounts";
import { findBrowser } from "@/tooling/browser";
import { startCalot } from "@/tooling/start-calot";
import { quantile, type Row } from "./table";

const LOAD = "400 kbit/s, 200 ms, CPU slowed 4×";
const LINE = { offline: false, latency: 200, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const SLOWED = 4;
const TIMES = 5;
const PHONE = { viewport: { width: 375, height: 667 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** In milliseconds from when the page was asked for. */
type Visit = {
  /** The frame can be seen. */
  readonly frame: number;
  /** A key, pressed as soon as it can be, shows what it did. */
  readonly answered: number;
  /** The stage's script runs: from now on everything answers. */
  readonly ready: number;
};

/** How soon a case is ready on a slow phone that sees Calot for the first time, and the bytes of script for it. */
export async function benchStage(): Promise<Row[]> {
  const calot = await startCalot(seedDemo);
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox"] });
  try {
    const visits: Visit[] = [];
    for (let turn = 0; turn < TIMES; turn++) visits.push(await visit(browser, calot.url));
    const row = (what: string, ms: readonly number[], goal: string): Row => {
      const sorted = ms.toSorted((a, b) => a - b);
      return { what, load: LOAD, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), goal };
    };
    return [
      row(
        "frame shown",
        visits.map(({ frame }) => frame),
        "",
      ),
      row(
        "from there until a key is answered",
        visits.map(({ frame, answered }) => answered - frame),
        "1 s",
      ),
      row(
        "from there until the script runs",
        visits.map(({ frame, ready }) => ready - frame),
        "",
      ),
      ...(await scriptsOf(browser, calot.url)),
    ];
  } finally {
    await browser.close();
    await calot.stop();
  }
}

/** A browser that has nothing of Calot yet but a session. */
async function newcomer(browser: Browser, url: string): Promise<BrowserContext> {
  const context = await browser.newContext({ ...PHONE, baseURL: url });
  const { csrfToken } = (await (await context.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const form = { csrfToken, email: "resident@calot.example", password: DEMO_PASSWORD, json: "true" };
  await context.request.post("/api/auth/callback/credentials", { form });
  // Not the first case, which explains itself.
  await context.request.post("/api/account/introduction", { headers: { origin: url } });
  return context;
}

async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await newcomer(browser, url);
  // The redirect is no part of it.
  const address = (await context.request.get("/practice")).url();
  const page = await context.newPage();
  await page.addInitScript(watch);
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", LINE);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  await page.goto(address, { waitUntil: "commit" });
  const seen = async (what: keyof Visit): Promise<number> => {
    await page.waitForFunction((name) => name in (globalThis as unknown as Watched).seen, what);
    return page.evaluate((name) => (globalThis as unknown as Watched).seen[name]!, what);
  };
  const frame = await seen("frame");
  await page.keyboard.press("a");
  const [answered, ready] = [await seen("answered"), await seen("ready")];
  await context.close();
  return { frame, answered, ready };
}

type Watched = { seen: Partial<Record<keyof Visit, number>> };

/** In the page: notes when each was first so, once a frame of the screen. */
function watch(): void {
  const { seen } = Object.assign(globalThis as unknown as Watched, { seen: {} as Watched["seen"] });
  const signs = {
    frame: "main.stage img",
    answered: "input[type=radio][value=A]:checked",
    // The marks are laid on the frame by the script alone.
    ready: "main.stage svg > title",
  };
  setInterval(() => {
    for (const [name, sign] of Object.entries(signs)) {
      const found = document.querySelector(sign);
      const isThere = found instanceof HTMLImageElement ? found.complete && found.naturalWidth > 0 : found;
      if (isThere) seen[name as keyof Visit] ??= performance.now();
    }
  }, 16);
}

/** The bytes of script that pages ask for by themselves: exact, whatever the machine. */
async function scriptsOf(browser: Browser, url: string): Promise<Row[]> {
  const context = await newcomer(browser, url);
  const rows: Row[] = [];
  for (const [what, path, goal] of [
    ["a case", "/practice", "170 kB"],
    ["home", "/home", ""],
    ["history", "/history", ""],
    ["progress", "/progress", ""],
  ] as const) {
    const html = await (await context.request.get(path)).text();
    const sources = [...html.matchAll(/<script src="([^"]+)"(?![^>]*noModule)/g)].map(
      ([, source]) => source!,
    );
    let bytes = 0;
    for (const source of new Set(sources)) {
      bytes += Number((await context.request.get(source)).headers()["content-length"]);
    }
    rows.push({ what: `script of ${what}`, load: "Brotli", kB: bytes / 1000, goal });
  }
  await context.close();
  return rows;
}
