import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { seedDemo } from "@/demo/seed";
import { type Calot, startCalot } from "@/tooling/start-calot";
import { expectAccessible } from "./fixtures/accessibility";

let calot: Calot;
test.beforeAll(async () => {
  calot = await startCalot(seedDemo);
});
test.afterAll(() => calot.stop());

// What is promised here is the worker's.
test.use({ serviceWorkers: "allow", viewport: { width: 390, height: 780 } });

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${calot.url}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("calot-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/(home|faculty)/);
}

async function answer(page: Page): Promise<void> {
  await page.getByRole("radio", { name: /Dissection of Calot/ }).check();
  await page.getByRole("button", { name: "Lock in phase" }).click();
  await expect(page.getByText("You chose B, Dissection of Calot’s Triangle.").first()).toBeVisible();
  await expect(page.getByText("explicitly excludes the liver bed").first()).toBeVisible();
  const frame = (await page.getByRole("application").boundingBox())!;
  await page.mouse.move(frame.x + frame.width * 0.4, frame.y + frame.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width * 0.6, frame.y + frame.height * 0.65, { steps: 6 });
  await page.mouse.up();
  await page.getByRole("button", { name: "Submit zone" }).click();
  await expect(page.getByText("Its result comes once it is sent.")).toBeVisible();
}

/** Everything that this browser keeps for scripts: addresses and texts of caches, rows of databases, local storage. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found: unknown[] = [{ ...localStorage }];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const kept = await cache.match(request);
        const type = kept?.headers.get("content-type") ?? "";
        const text = type.startsWith("image/") || request.url.includes("/_next/") ? "" : await kept?.text();
        found.push([name, request.url, type, text]);
      }
    }
    const rowsOf = (db: IDBDatabase, store: string) =>
      new Promise((resolve, reject) => {
        const all = db.transaction(store).objectStore(store).getAll();
        all.onsuccess = () => resolve(all.result);
        all.onerror = () => reject(all.error);
      });
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of db.objectStoreNames) found.push([name, store, await rowsOf(db, store)]);
      db.close();
    }
    return JSON.stringify(found);
  });

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });

async function reopen(context: BrowserContext, page: Page, path: string): Promise<Page> {
  const next = await context.newPage();
  await page.close();
  await next.goto(calot.url + path);
  return next;
}

test("cases that were taken along are answered without reception, sent later, read then, and gone at signing out", async ({
  page: first,
  context,
}) => {
  let page = first;
  await signIn(page, "resident@calot.example");

  await test.step("twenty are taken along, and no answer of theirs", async () => {
    await page.getByRole("link", { name: "Take 20 along, to practise without reception" }).click();
    await page.getByRole("button", { name: "Take 20 along" }).click();
    await expect(page.getByText(/^20 of 20 are here, .*; 0 answered\./)).toBeVisible();
    await expectAccessible(page);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const kept = await keptBy(page);
    const cases = await calot.withDatabase(({ prisma }) =>
      prisma.case.findMany({ include: { currentVersion: true, video: true } }),
    );
    const here = cases.filter(({ id }) => kept.includes(id));
    expect(here).toHaveLength(20);
    for (const { currentVersion: told, video } of here) {
      const words = [told!.location, told!.exposure, told!.nextAction, told!.criticalRisk, video.name];
      for (const each of words) if (each) expect(kept).not.toContain(each);
      expect(kept).not.toContain(JSON.stringify(told!.boxes));
    }
    for (const name of ["phase", "boxes", "rationale", "reference", "difficulty", "why"]) {
      expect(kept).not.toContain(`"${name}":`);
    }
    expect(kept).not.toContain("resident@calot.example");
  });

  await test.step("without reception any address shows Calot, and three cases are answered", async () => {
    await context.setOffline(true);
    await calot.killServer();
    await page.goto(`${calot.url}/progress`);
    await expect(heading(page, "Calot can’t be reached just now")).toBeVisible();
    await page.goto(`${calot.url}/along`);
    await page.getByRole("link", { name: "Practise them" }).click();
    for (let n = 1; n <= 3; n++) {
      await expect(heading(page, "Which phase is this?")).toBeVisible();
      await answer(page);
      if (n < 3) await page.getByRole("button", { name: "Next case" }).click();
    }
    // Loaded anew, the case stands as it was left.
    await page.reload();
    await expect(page.getByText("Its result comes once it is sent.")).toBeVisible();
    page = await reopen(context, page, "/along");
    await expect(heading(page, "17 cases to answer without reception")).toBeVisible();
    await expect(page.getByRole("button", { name: "3 not sent yet" })).toBeVisible();
  });

  await test.step("signing out asks before it takes answers away that wait", async () => {
    await calot.startServer();
    await context.route("**/api/attempts**", (route) => route.abort());
    await context.setOffline(false);
    page = await reopen(context, page, "/home");
    await page.getByRole("button", { name: /^Account:/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    const asked = page.getByRole("dialog", { name: "3 answers are not sent yet" });
    await expectAccessible(page);
    await asked.getByRole("button", { name: "Stay signed in" }).click();
    await context.unroute("**/api/attempts**");
  });

  await test.step("with reception they are sent, and what came of them is read", async () => {
    page = await reopen(context, page, "/progress");
    const stored = () =>
      calot.withDatabase(({ prisma }) => prisma.attempt.findMany({ select: { mode: true, iou: true } }));
    await expect
      .poll(stored)
      .toEqual(Array.from({ length: 3 }, () => ({ mode: "exam", iou: expect.any(Number) })));
    await page.goto(`${calot.url}/home`);
    await page.getByRole("link", { name: "3 answers sent: see what came of them" }).click();
    await expect(heading(page, "3 answers sent")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: /^Case 1 / }).click();
    await expect(heading(page, /^(Right|Wrong) phase[.,]/)).toBeVisible();
  });

  await test.step("signing out takes everything away, and another person finds nothing", async () => {
    await page.goto(`${calot.url}/home`);
    await page.getByRole("button", { name: /^Account:/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL(/\/sign-in/);
    const names = await page.evaluate(() => caches.keys());
    expect(names.filter((name) => name.startsWith("calot-frames"))).toEqual([]);
    expect(await keptBy(page)).not.toContain("/frame");
    await signIn(page, "faculty@calot.example");
    await page.goto(`${calot.url}/along`);
    await expect(heading(page, "Practise without reception")).toBeVisible();
  });
});
