import { setTimeout as sleep } from "node:timers/promises";
import { type CDPSession, chromium, type Page } from "@playwright/test";
import { seedDemo } from "@/demo/seed";
import { DEMO_PASSWORD } from "@/lib/domain/people/demo-accounts";
import { findBrowser } from "@/tooling/browser";
import { startCalot } from "@/tooling/start-calot";
import { quantile, type Row } from "./table";

const STROKES = 12;
const MOVES_PER_STROKE = 120;
/** A mouse of 125 Hz. */
const BETWEEN_MOVES_MS = 8;
const SLOWED = [1, 4] as const;

/**
 * How long after the hand moved the zone is painted, in Chromium: from each pointermove's own time, when the browser was
 * told of it, to the end of the main thread's frame in which the box followed. The wait for that frame is in it: at 60
 * frames a second, 15.8 ms at p95 before anything is done. What is done is told apart: the handling of the moves
 * that a frame shows, and the frame itself.
 */
export async function benchDrawing(): Promise<Row[]> {
  const calot = await startCalot(seedDemo);
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, baseURL: calot.url });
    await openZone(page);
    const session = await page.context().newCDPSession(page);
    await stroke(page, session, STROKES);
    const rows: Row[] = [];
    for (const rate of SLOWED) {
      await session.send("Emulation.setCPUThrottlingRate", { rate });
      await page.evaluate(startWatching);
      for (let turn = 0; turn < STROKES; turn++) await stroke(page, session, turn);
      const { delays, works, frames } = await page.evaluate(stopWatching);
      const load = rate === 1 ? "CPU at full speed" : `CPU slowed ${rate}×`;
      const goal = rate === 1 ? "" : "p95 16 ms";
      rows.push(
        { what: "pointer to paint while drawing", load, perSecond: frames, ...quantiles(delays), goal },
        { what: "what is done for it", load, ...quantiles(works), goal: "" },
      );
    }
    return rows;
  } finally {
    await browser.close();
    await calot.stop();
  }
}

function quantiles(ms: number[]): Pick<Row, "p50" | "p95" | "p99"> {
  const sorted = ms.sort((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) };
}

/** Signs in as the demo's resident, and locks the phase of a case. */
async function openZone(page: Page): Promise<void> {
  await page.goto("/sign-in?next=/practice");
  await page.getByLabel("E-mail").fill("resident@calot.example");
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Skip", exact: true }).click();
  await page.getByRole("radio", { name: /^B: / }).check();
  await page.getByRole("button", { name: /^Lock in phase/ }).click();
  await page.getByRole("application").waitFor();
}

/** Draws a zone anew, as fast as a hand does, in a spiral so that every move changes the box. */
async function stroke(page: Page, session: CDPSession, turn: number): Promise<void> {
  const area = (await page.getByRole("application").boundingBox())!;
  const [left, top] = [area.x + 30 + 5 * turn, area.y + area.height / 2 - 200];
  const send = (type: "mousePressed" | "mouseMoved" | "mouseReleased", x: number, y: number) =>
    session.send("Input.dispatchMouseEvent", { type, x, y, button: "left", buttons: 1, clickCount: 1 });
  await page.keyboard.press("Delete");
  await send("mousePressed", left, top);
  const sent: Promise<unknown>[] = [];
  for (let move = 1; move <= MOVES_PER_STROKE; move++) {
    const angle = (2 * Math.PI * move) / MOVES_PER_STROKE;
    sent.push(send("mouseMoved", left + 40 + 6 * move, top + 200 + 150 * Math.sin(angle)));
    await sleep(BETWEEN_MOVES_MS);
  }
  await Promise.all(sent);
  await send("mouseReleased", left + 40 + 6 * MOVES_PER_STROKE, top + 200);
}

type Watch = {
  readonly delays: number[];
  readonly works: number[];
  readonly began: number;
  readonly over: AbortController;
  readonly observer: MutationObserver;
};
type Watched = typeof globalThis & { watch: Watch };

/** In the page: notes when pointers moved, and when what they changed was painted. */
function startWatching(): void {
  let moved: number[] = [];
  let entered = 0;
  let handling = 0;
  let frameBegan = 0;
  // Told at the end of the animation frame's callback; the message is heard once that frame is laid out and painted.
  const observer = new MutationObserver(() => {
    // What changes before the frame has begun is painted in that frame too.
    if (frameBegan === 0) return;
    const [shown, began, spent] = [moved, frameBegan, handling];
    moved = [];
    handling = 0;
    frameBegan = 0;
    const after = new MessageChannel();
    after.port1.onmessage = () => {
      const now = performance.now();
      watch.works.push(spent + now - began);
      for (const at of shown) watch.delays.push(now - at);
    };
    after.port2.postMessage(null);
  });
  const over = new AbortController();
  const watch: Watch = { delays: [], works: [], began: performance.now(), over, observer };
  (globalThis as Watched).watch = watch;
  // The first to hear of a move, and the last; its callback is the first of the frame.
  window.addEventListener(
    "pointermove",
    (event) => {
      entered = performance.now();
      if (event.buttons !== 1) return;
      if (moved.length === 0) {
        requestAnimationFrame(() => {
          frameBegan = performance.now();
        });
      }
      moved.push(event.timeStamp);
    },
    { capture: true, signal: over.signal },
  );
  window.addEventListener(
    "pointermove",
    () => {
      handling += performance.now() - entered;
    },
    { signal: over.signal },
  );
  const marks = document.querySelector("[role=application] svg")!;
  observer.observe(marks, { attributes: true, subtree: true });
}

/** In the page: each move's delay and each frame's work in ms, and how many frames a second were painted. */
function stopWatching(): { delays: number[]; works: number[]; frames: number } {
  const { delays, works, began, over, observer } = (globalThis as Watched).watch;
  over.abort();
  observer.disconnect();
  return { delays, works, frames: (1000 * works.length) / (performance.now() - began) };
}
