import type { Page } from "@playwright/test";
import { MODES, type Mode } from "@/lib/domain/attempts/mode";
import { expect, makePerson, signIn, test, withDatabase } from "./fixtures/people";
import { makeSecretInstitution, SECRET, SECRET_EDGE, turnPhases } from "./fixtures/secrets";

type Received = {
  readonly url: string;
  readonly method: string;
  head: string;
  body: Buffer;
};

/** Notes every byte that a page receives from now on: bodies, headers and addresses. */
async function record(page: Page): Promise<Received[]> {
  const received: Received[] = [];
  // Where a redirect leads is asked for by the browser itself, past the route below.
  page.context().on("response", async (response) => {
    const request = response.request();
    if (!request.redirectedFrom()) return;
    const [url, method] = [response.url(), request.method()];
    const followed: Received = { url, method, head: "", body: Buffer.alloc(0) };
    received.push(followed);
    followed.head = JSON.stringify(await response.allHeaders());
    if (response.status() < 300) followed.body = await response.body();
  });
  await page.context().route("**", async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    received.push({
      url: route.request().url(),
      method: route.request().method(),
      head: JSON.stringify(response.headers()),
      body: await response.body(),
    });
    await route.fulfill({ response });
  });
  return received;
}

function expectNoSecret(received: readonly Received[]): void {
  for (const { url, head, body } of received) {
    const text = `${url}\n${head}\n${body.toString("latin1")}`;
    for (const secret of [SECRET, String(SECRET_EDGE), "133.5,", "480.25", "401.75"]) {
      expect(text.includes(secret), `${url} holds ${secret}`).toBe(false);
    }
    // Metadata in a picture may tell a procedure, a time or a phase.
    if (head.includes("image/webp")) expect(text).not.toMatch(/EXIF|XMP |<x:xmpmeta|Photoshop/);
  }
}

async function drawZone(page: Page): Promise<void> {
  const frame = (await page.getByRole("application").boundingBox())!;
  await page.mouse.move(frame.x + frame.width * 0.4, frame.y + frame.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width * 0.5, frame.y + frame.height * 0.5, { steps: 4 });
  await page.mouse.move(frame.x + frame.width * 0.6, frame.y + frame.height * 0.6, { steps: 4 });
  await page.mouse.up();
}

async function lock(page: Page, mode: Mode): Promise<void> {
  if (mode === "phase-given") await page.getByRole("button", { name: "Show the phase" }).click();
  else {
    await page.getByRole("radio", { name: /Clip and Divide/ }).check();
    await page.getByRole("button", { name: "Lock in phase" }).click();
  }
  await expect(page.getByRole("heading", { name: "Draw the Go Zone" })).toBeVisible();
}

for (const mode of MODES) {
  test(`in ${mode} mode no byte tells the answer before the zone is stored`, async ({ page, baseURL }) => {
    const institutionId = await withDatabase((db) =>
      makeSecretInstitution(db, process.env.CALOT_TEST_FRAMES!),
    );
    const { email } = await makePerson({ institutionId });
    const heard = await record(page);
    await signIn(page, email);
    await page.goto("/history");
    await page.goto("/progress");
    await page.goto(`/practice?mode=${mode}`);
    await page.request.get("/api/cases");
    await expect(page.getByRole("img", { name: /operative field/ }).first()).toBeVisible();
    await page.waitForLoadState("networkidle");

    // What is read of the case's own page is there, and was looked at.
    const stage = heard.filter(({ url, body }) => url === page.url() && body.includes("frameVersion"));
    expect(stage).not.toHaveLength(0);
    expectNoSecret(heard);
    await expectSameWithOtherPhases(page, baseURL!, institutionId, heard);

    await lock(page, mode);
    await drawZone(page);
    await page.waitForLoadState("networkidle");
    expectNoSecret(heard);
    const [locked] = heard.filter(({ url, method }) => method === "POST" && url.endsWith("/api/attempts"));
    expect(Object.keys(JSON.parse(locked!.body.toString())).sort()).toEqual(
      mode === "guided" ? ["definition", "id", "phaseCorrect"] : ["definition", "id"],
    );

    await page.getByRole("button", { name: "Submit zone" }).click();
    await expect(page.getByText(SECRET).first()).toBeVisible();
    const revealed = heard.filter(({ body }) => body.includes(SECRET));
    expect(revealed.map(({ url }) => new URL(url).pathname)).toEqual([expect.stringMatching(/\/zone$/)]);
    expect(JSON.parse(revealed[0]!.body.toString()).reveal.rationale.location).toBe(SECRET);
  });
}

/**
 * Asks for everything once more while every case has another phase: if a single byte knew the phase, it would
 * differ. Nonces and the moment differ at each request, and are left out.
 */
async function expectSameWithOtherPhases(
  page: Page,
  baseURL: string,
  institutionId: string,
  received: readonly Received[],
): Promise<void> {
  const own = received.filter(
    ({ method, url }) => method === "GET" && /\/(api\/(cases|practice)|practice)/.test(url),
  );
  const paths = [...new Set(own.map(({ url }) => url))].filter((url) => url.startsWith(baseURL));
  expect(paths.length).toBeGreaterThan(3);
  const readAll = () =>
    Promise.all(paths.map(async (url) => normalised(await (await page.request.get(url)).body())));
  const before = await readAll();
  await withDatabase((db) => turnPhases(db, institutionId));
  expect(await readAll()).toEqual(before);
}

const normalised = (body: Buffer): string =>
  body.toString("latin1").replaceAll(/nonce(=|\\?":\\?)"[^"]+"/g, "nonce");
