import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { seedDemo } from "@/demo/seed";
import { setEnv } from "@/lib/env";
import { KEY_VARIABLES, type StandIn, startStandIn } from "@/lib/storage/testing/s3-stand-in";
import { freePort } from "@/tooling/free-port";
import { type Calot, startCalot } from "@/tooling/start-calot";
import { expectAccessible } from "./fixtures/accessibility";

let calot: Calot;
let storage: StandIn;
let metrics: string;
// One after the other, at one Calot.
test.describe.configure({ mode: "default" });
test.beforeAll(async () => {
  const port = await freePort();
  metrics = `http://127.0.0.1:${port}/metrics`;
  storage = await startStandIn();
  const place = { STORAGE_URL: storage.url(), ...KEY_VARIABLES };
  setEnv(place);
  calot = await startCalot(seedDemo, { ...place, METRICS_PORT: String(port), ACCESS_LOG: "on" });
});
test.afterAll(async () => {
  // What the next file's Calot doesn't have.
  setEnv({ STORAGE_URL: "" });
  await calot.stop();
  await storage.close();
});

async function signIn(page: Page, who = "resident"): Promise<void> {
  await page.goto(`${calot.url}/sign-in`);
  await page.getByLabel("E-mail").fill(`${who}@calot.example`);
  await page.getByLabel("Password", { exact: true }).fill("calot-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/(home|faculty)$/);
}

test("answers outlive a killed server and a killed Postgres, across a reload, and are stored once", async ({
  page,
}) => {
  await signIn(page);
  await page.goto(`${calot.url}/practice?mode=guided`);
  // The demo's resident has answered nothing yet.
  await page.getByRole("button", { name: "Skip", exact: true }).click();

  const heading = (name: string | RegExp) => page.getByRole("heading", { name });
  const unsent = page.getByRole("button", { name: /not sent yet/ });
  const pick = async (): Promise<void> => {
    await page.getByRole("radio", { name: /Dissection of Calot/ }).check();
    await page.getByRole("button", { name: "Lock in phase" }).click();
  };
  const draw = async (): Promise<void> => {
    await expect(heading("Draw the Go Zone")).toBeVisible();
    const frame = (await page.getByRole("application").boundingBox())!;
    await page.mouse.move(frame.x + frame.width * 0.4, frame.y + frame.height * 0.4);
    await page.mouse.down();
    await page.mouse.move(frame.x + frame.width * 0.6, frame.y + frame.height * 0.65, { steps: 6 });
    await page.mouse.up();
    await page.getByRole("button", { name: "Submit zone" }).click();
  };
  const revealed = () => expect(heading(/^(Right|Wrong) phase[.,]/)).toBeVisible({ timeout: 60_000 });
  const next = () => page.getByRole("button", { name: "Next case" }).click();

  await test.step("the server dies between lock-in and zone, and comes back", async () => {
    await pick();
    await expect(heading("Draw the Go Zone")).toBeVisible();
    await calot.killServer();
    await draw();
    await expect(unsent).toBeVisible();
    await calot.startServer();
    await revealed();
  });

  await test.step("Postgres dies between lock-in and zone; the page is reloaded when it is back", async () => {
    await next();
    await pick();
    await expect(heading("Draw the Go Zone")).toBeVisible();
    await calot.killPostgres();
    await draw();
    await expect(unsent).toBeVisible();
    await calot.startPostgres();
    await page.reload();
    await revealed();
  });

  await test.step("the server dies before the phase is locked in; the page is reloaded when it is back", async () => {
    await next();
    await expect(page.getByRole("radio", { name: /Dissection of Calot/ })).toBeVisible();
    await calot.killServer();
    await pick();
    await expect(unsent).toBeVisible();
    // The zone follows at once; whether the phase is right is told when it can be.
    await draw();
    await calot.startServer();
    await page.reload();
    await revealed();
  });

  const stored = await calot.withDatabase((db) => db.prisma.attempt.findMany());
  expect(stored).toHaveLength(3);
  expect(stored.every(({ ordinal, zoneAt, iou }) => ordinal === 1 && zoneAt !== null && iou !== null)).toBe(
    true,
  );
  await expect(unsent).toBeHidden();
});

test("says 503 without its database, pages in words too, and 200 again with it", async ({
  page,
  request,
}) => {
  await signIn(page);
  const status = async (path: string): Promise<number> => (await request.get(calot.url + path)).status();
  await calot.killPostgres();
  const away = await request.get(`${calot.url}/api/health`);
  expect(away.status()).toBe(503);
  expect(away.headers()["content-type"]).toBe("application/problem+json");
  expect((await away.json()).request).toBe(away.headers()["x-request-id"]);
  const seen = await (await request.get(metrics)).text();
  expect(seen).toContain("calot_queues_up 0");
  expect(seen).toContain('calot_http_requests_total{method="GET",route="/api/health",status="503"}');
  expect(seen).toContain('calot_db_statements_total{statement="user-of-session"}');
  expect(await status("/metrics")).toBe(404);
  expect([await status("/api/health/ready"), await status("/api/health/live")]).toEqual([503, 200]);
  const shown = await page.goto(`${calot.url}/progress`);
  expect([shown!.status(), shown!.headers()["retry-after"]]).toEqual([503, "2"]);
  await expect(page.getByRole("heading", { name: "Calot can’t reach its database" })).toBeVisible();
  await expect(page.getByText(`Reference for support: ${shown!.headers()["x-request-id"]}`)).toBeVisible();
  await calot.startPostgres();
  await expect.poll(() => status("/api/health")).toBe(200);
  await expect.poll(() => status("/api/health/ready")).toBe(200);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Progress" })).toBeVisible();
});

test("says that its pictures are away, or their place refuses its key, on the pages that need their place, and goes on with it", async ({
  page,
}) => {
  await signIn(page, "faculty");
  const id = randomUUID();
  const announced = await page.request.post(`${calot.url}/api/uploads`, {
    data: { id, kind: "frames", datasetName: "Own", fileName: "a.png", bytes: 9, video: "own" },
  });
  expect(announced.status()).toBe(201);
  storage.fault = () => ({ kind: "refuse", status: 503, code: "ServiceUnavailable" });
  for (const path of ["/authoring/uploads", `/authoring/uploads/${id}`]) {
    const shown = await page.goto(calot.url + path);
    const { "retry-after": after, "x-request-id": request } = shown!.headers();
    expect([shown!.status(), after]).toEqual([503, "2"]);
    await expect(page.getByRole("heading", { name: "Calot can’t reach its pictures" })).toBeVisible();
    await expect(page.getByText(`Reference for support: ${request}`)).toBeVisible();
  }
  await expectAccessible(page);
  storage.fault = () => ({ kind: "refuse", status: 403, code: "AccessDenied" });
  const refused = await page.goto(`${calot.url}/authoring/uploads/${id}`);
  expect([refused!.status(), refused!.headers()["retry-after"]]).toEqual([500, undefined]);
  await expect(
    page.getByRole("heading", { name: "Calot can’t use the place of its pictures" }),
  ).toBeVisible();
  await expect(page.getByText(`Reference for support: ${refused!.headers()["x-request-id"]}`)).toBeVisible();
  storage.fault = () => null;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "a.png" })).toBeVisible();
});

test("tells whether it lives within a tenth of a second, with every connection waiting for a Postgres that stands still", async ({
  page,
  request,
}) => {
  await signIn(page);
  await calot.freezePostgres();
  // As many as take every connection, and more: each is told within the time of a turn and a statement.
  const begun = performance.now();
  const waiting = Array.from({ length: 30 }, () => page.request.get(`${calot.url}/api/progress`));
  const times: number[] = [];
  for (let i = 0; i < 20; i++) {
    const asked = performance.now();
    expect((await request.get(`${calot.url}/api/health/live`)).status()).toBe(200);
    await request.get(`${calot.url}/api/health`);
    times.push((performance.now() - asked) / 2);
  }
  expect(times.sort((a, b) => a - b)[10]).toBeLessThan(100);
  await expect.poll(async () => (await request.get(`${calot.url}/api/health`)).status()).toBe(503);
  const answers = await Promise.all(waiting);
  expect(new Set(answers.map((answer) => answer.status()))).toEqual(new Set([503]));
  expect(performance.now() - begun).toBeLessThan(30_000);
  calot.thawPostgres();
  await expect.poll(async () => (await page.request.get(`${calot.url}/api/progress`)).status()).toBe(200);
});

test("a server that is asked to stop says so while it lives, and answers each request that it is sent until then", async () => {
  const beside = await calot.startBeside({ DRAIN_SECONDS: "5", METRICS_PORT: "" });
  const ready = () => fetch(`${beside.url}/api/health/ready`);
  expect((await ready()).status).toBe(200);
  // As a proxy sends, over connections that are kept, for as long as the server calls itself ready.
  let sending = true;
  const sent = Array.from({ length: 4 }, async () => {
    const statuses = new Set<number>();
    while (sending) statuses.add((await fetch(`${beside.url}/sign-in`)).status);
    return [...statuses];
  });
  const stopped = beside.stop();
  await expect.poll(async () => (await ready()).status).toBe(503);
  sending = false;
  const away = await ready();
  expect(away.headers.get("connection")).toBe("close");
  expect(await away.json()).toMatchObject({ detail: "It was asked to stop, and takes nothing new." });
  expect((await fetch(`${beside.url}/api/health/live`)).status).toBe(200);
  expect(await Promise.all(sent)).toEqual(Array(4).fill([200]));
  await stopped;
  await expect(ready()).rejects.toThrow("fetch failed");
});

test("keeps a connection open for longer than a proxy does", async ({ request }) => {
  const answer = await request.get(`${calot.url}/api/health`);
  expect(answer.headers()["keep-alive"]).toBe("timeout=75");
});
