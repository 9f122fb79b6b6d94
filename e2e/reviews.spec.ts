import type { APIRequestContext, Page } from "@playwright/test";
import { draftReview, makeReviewGround, type ReviewGround } from "@/lib/services/reviews/testing";
import { makeInstitution } from "@/lib/services/testing/factories";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { record } from "./fixtures/listening";
import { expect, makePerson, type Person, signIn, test, withDatabase } from "./fixtures/people";

type Ground = ReviewGround & { readonly institutionId: string };

const CASES = 4;

/** An institution with cases that a review can be made of, under frames that are in the storage. */
function makeGround(): Promise<Ground> {
  return withDatabase(async (db) => {
    const institutionId = await makeInstitution(db);
    const frame = await db.prisma.frame.findFirstOrThrow({
      where: { versions: { some: { case: { video: { dataset: { name: "Calot rendered demo" } } } } } },
    });
    return {
      ...(await makeReviewGround(db, institutionId, { cases: CASES, frameId: frame.id })),
      institutionId,
    };
  });
}

const facultyOf = ({ institutionId }: Ground): Promise<Person> =>
  makePerson({ role: "faculty", institutionId });

/** Makes a review past the form. */
async function reviewBy(
  requests: APIRequestContext,
  ground: Ground,
  reviewers: readonly Person[],
): Promise<string> {
  const answer = await requests.post("/api/reviews", {
    data: draftReview(ground, reviewers, {}),
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

const caseHeading = (page: Page, position: number) =>
  page.getByRole("heading", { name: `Case ${position} of ${CASES}` });
const judged = (page: Page, n: number) => page.getByText(`${n} of ${CASES} judged`);
const text = (page: Page, letter: string) => page.getByRole("region", { name: `Text ${letter}` });

/** The page answers to keys once its script runs, which lays the marks on the frame. */
async function caseReady(page: Page, position: number): Promise<void> {
  await expect(caseHeading(page, position)).toBeVisible();
  await expect(page.getByRole("img", { name: "Marks on the frame" })).toBeAttached();
}

async function closeReview(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Close the review" }).click();
  await page.getByRole("button", { name: "Close for good" }).click();
  await expect(page.getByRole("heading", { name: "The key" })).toBeVisible();
}

/** Ids and names that tell where a text is from. */
function secretsOf(reviewId: string, ground: Ground): Promise<string[]> {
  return withDatabase(async ({ prisma }) => {
    const review = await prisma.blindReview.findUniqueOrThrow({
      where: { id: reviewId },
      include: { sources: true, cases: true },
    });
    return [
      ...review.sources.map(({ id }) => id),
      ...review.cases.flatMap(({ id, versionId }) => [id, versionId]),
      ...ground.runs,
      ...ground.models,
      ...ground.caseIds,
    ];
  });
}

test("two reviewers judge blind, by keyboard and by touch, through to the results", async ({
  browser,
  page,
  baseURL,
}) => {
  const ground = await makeGround();
  const [maker, first, second] = [await facultyOf(ground), await facultyOf(ground), await facultyOf(ground)];
  await withDatabase(async ({ prisma }) => {
    await prisma.user.update({ where: { id: first.id }, data: { name: "Dr First" } });
    await prisma.user.update({ where: { id: second.id }, data: { name: "Dr Second" } });
  });

  await signIn(page, maker.email);
  await page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Reviews" }).click();
  await expect(page.getByText("No review yet")).toBeVisible();
  await page.getByRole("link", { name: "Make a review" }).click();
  await page.getByLabel("Name").fill("Two models and us");
  await page.getByLabel("Split").selectOption("All videos");
  for (const model of ground.models) await page.getByRole("checkbox", { name: model }).check();
  await expect(page.getByText(`${CASES} cases to choose from: A 1, B 1, C 1, D 1.`)).toBeVisible();
  await page.getByRole("button", { name: "Make the review" }).click();
  await expect(page.getByText("Choose at least one reviewer.")).toBeVisible();
  for (const name of ["Dr First", "Dr Second"]) await page.getByRole("checkbox", { name }).check();
  await page.getByRole("button", { name: "Make the review" }).click();
  await expect(page.getByRole("heading", { name: "Two models and us" })).toBeVisible();
  await expect(page.getByText(`0 of ${CASES}`)).toHaveCount(2);
  const reviewId = /\/reviews\/([0-9a-f-]{36})/.exec(page.url())![1]!;

  const secrets = await secretsOf(reviewId, ground);
  const keyboard = await (await browser.newContext({ baseURL: baseURL! })).newPage();
  const received = await record(keyboard);
  await signIn(keyboard, first.email, `/reviews/${reviewId}`);
  await keyboard.getByRole("link", { name: "Begin" }).focus();
  await keyboard.keyboard.press("Enter");
  await caseReady(keyboard, 1);
  for (const key of ["b", "1", "2", "2", "3"]) await keyboard.keyboard.press(key);
  await expect(judged(keyboard, 1)).toBeVisible();
  await expect(text(keyboard, "B").getByRole("radio", { name: "B: The best" })).toBeChecked();
  await expect(text(keyboard, "B").getByRole("radio", { name: "Wrong, text B" })).toBeChecked();
  await keyboard.keyboard.press("Enter");
  await caseReady(keyboard, 2);
  await keyboard.keyboard.press("a");
  await keyboard.keyboard.press("Shift+Enter");
  await caseReady(keyboard, 1);
  await expect(text(keyboard, "C").getByRole("radio", { name: "Right, text C" })).toBeChecked();

  // Left in the middle, and taken up again where something is open.
  await keyboard.goto("/reviews");
  await keyboard.getByRole("link", { name: "Go on: Two models and us" }).click();
  await keyboard.getByRole("link", { name: "Go on", exact: true }).click();
  await caseReady(keyboard, 2);
  await expect(text(keyboard, "A").getByRole("radio", { name: "A: The best" })).toBeChecked();
  for (let position = 2; position <= CASES; position++) {
    await caseReady(keyboard, position);
    for (const key of ["a", "1", "2", "3"]) await keyboard.keyboard.press(key);
    await expect(judged(keyboard, position)).toBeVisible();
    await keyboard.keyboard.press("Enter");
  }
  await expect(keyboard.getByRole("heading", { name: "You have judged every case" })).toBeVisible();
  await keyboard.context().unrouteAll({ behavior: "wait" });
  const bodies = received
    .filter(({ url }) => /^\/(api\/)?reviews/.test(new URL(url).pathname) && !url.includes("/frames/"))
    .map(({ url, body }) => `${url}\n${body.toString("utf8")}`);
  expect(bodies.filter((body) => body.includes("/cases/")).length).toBeGreaterThan(CASES);
  for (const body of bodies) {
    for (const secret of secrets) expect(body).not.toContain(secret);
    expect(body).not.toMatch(/\breference\b/i);
  }

  const phone = await browser.newContext({
    baseURL: baseURL!,
    viewport: { width: 375, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const touch = await phone.newPage();
  await signIn(touch, second.email, `/reviews/${reviewId}`);
  await touch.getByRole("link", { name: "Begin" }).tap();
  for (let position = 1; position < CASES; position++) {
    await caseReady(touch, position);
    await touch.getByRole("button", { name: "A is the best" }).tap();
    for (const letter of ["A", "B", "C"]) {
      await touch.getByRole("radio", { name: `Right, text ${letter}` }).tap();
    }
    await expect(touch.getByText("This case is judged.")).toBeVisible();
    await touch.getByRole("button", { name: /^Next/ }).tap();
  }
  await caseReady(touch, CASES);
  await expect(judged(touch, CASES - 1)).toBeVisible();

  await page.reload();
  await expect(page.getByRole("listitem").filter({ hasText: "Dr First" })).toContainText(
    `${CASES} of ${CASES}`,
  );
  await expect(page.getByRole("listitem").filter({ hasText: "Dr Second" })).toContainText(
    `${CASES - 1} of ${CASES}`,
  );
  await closeReview(page);
  await expect(page.getByRole("table", { name: "By source" })).toContainText("Reference");
  for (const model of ground.models) {
    await expect(page.getByRole("table", { name: "By source" })).toContainText(model);
  }
  const csv = await page.request.get(`/api/reviews/${reviewId}/judgements`);
  const lines = (await csv.text()).trim().split("\r\n");
  expect(lines).toHaveLength(1 + 2 * CASES * 3);
  expect(await csv.text()).not.toContain("Dr First");

  // Who was still at it is told, and comes to the results.
  await touch.getByRole("button", { name: "A is the best" }).tap();
  await expect(touch.getByText("Not stored: The review is closed")).toBeVisible();
  await touch.reload();
  await expect(touch.getByRole("heading", { name: "The key" })).toBeVisible();
  await keyboard.context().close();
  await phone.close();
});

test("what is judged without a connection is sent when there is one", async ({ page, context }) => {
  const ground = await makeGround();
  const person = await facultyOf(ground);
  await signIn(page, person.email);
  const id = await reviewBy(page.request, ground, [person]);
  await page.goto(`/reviews/${id}/cases/1`);
  await caseReady(page, 1);
  await context.setOffline(true);
  await page.keyboard.press("c");
  await expect(page.getByText("One case is not stored yet.")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("One case is not stored yet.")).toBeHidden();
  await page.reload();
  await expect(text(page, "C").getByRole("radio", { name: "C: The best" })).toBeChecked();
});

test("nobody finds a review who has nothing to do with it", async ({ request, requestsOf, baseURL }) => {
  const ground = await makeGround();
  const reviewer = await facultyOf(ground);
  const own = await requestsOf(reviewer);
  const id = await reviewBy(own, ground, [reviewer]);
  const [item, reviewCase] = await withDatabase(async ({ prisma }) => [
    await prisma.blindReviewItem.findFirstOrThrow({ where: { reviewId: id } }),
    await prisma.blindReviewCase.findFirstOrThrow({ where: { reviewId: id } }),
  ]);
  const pages = [`/reviews/${id}`, `/reviews/${id}/cases/1`];
  const answers = [
    `/api/reviews/${id}/frames/${item.id}?w=320`,
    `/api/reviews/${id}/frames/${reviewCase.id}?w=320`,
    `/api/reviews/${id}/judgements`,
    `/api/reviews/${id}/judgements?names=1`,
  ];
  expect((await own.get(answers[0]!)).status()).toBe(200);
  expect((await own.get(answers[1]!)).status()).toBe(404);
  expect((await own.get(answers[2]!)).status()).toBe(409);

  const { institutionId } = ground;
  const elsewhere = await withDatabase((db) => makeInstitution(db));
  const strangers = [
    await makePerson({ role: "resident", institutionId }),
    await makePerson({ role: "faculty", institutionId }),
    ...(await Promise.all(
      (["faculty", "director", "admin"] as const).map((role) =>
        makePerson({ role, institutionId: elsewhere }),
      ),
    )),
  ];
  const origin = baseURL!;
  for (const stranger of strangers) {
    const other = await requestsOf(stranger);
    for (const path of [...pages, ...answers]) {
      expect([stranger.email, path, (await other.get(path)).status()]).toEqual([stranger.email, path, 404]);
    }
    const put = await other.put(`/api/reviews/${id}/items/${item.id}`, {
      data: { best: "A", marks: {} },
      headers: { origin },
    });
    const close = await other.post(`/api/reviews/${id}/close`, { headers: { origin } });
    expect([put.status(), close.status()]).toEqual([404, 404]);
  }
  for (const path of [...pages, "/reviews", "/reviews/new"]) {
    expect([path, (await request.get(path, { maxRedirects: 0 })).status()]).toEqual([path, 307]);
  }
  for (const path of [...answers, "/api/reviews/candidates"]) {
    expect([path, (await request.get(path)).status()]).toEqual([path, 401]);
  }
  expect((await request.put(`/api/reviews/${id}/items/${item.id}`, { data: {} })).status()).toBe(401);
  expect((await request.post("/api/reviews", { data: {} })).status()).toBe(401);
  expect((await request.post(`/api/reviews/${id}/close`, { data: {} })).status()).toBe(401);
});

test("is fit to be used by everybody: from no review to the results", async ({ page }) => {
  const ground = await makeGround();
  const person = await facultyOf(ground);
  const isFit = async (): Promise<void> => {
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
  };
  await signIn(page, person.email, "/reviews");
  await expect(page.getByText("No review yet")).toBeVisible();
  await isFit();
  await page.goto("/reviews/new");
  await expect(page.getByRole("button", { name: "Make the review" })).toBeVisible();
  await isFit();
  const id = await reviewBy(page.request, ground, [person]);
  await page.goto("/reviews");
  await expect(page.getByRole("link", { name: /^Begin: / })).toBeVisible();
  await isFit();
  await page.goto(`/reviews/${id}`);
  await expect(page.getByRole("link", { name: "Begin" })).toBeVisible();
  await isFit();
  await page.goto(`/reviews/${id}/cases/2`);
  await caseReady(page, 2);
  for (const key of ["b", "1", "2", "2"]) await page.keyboard.press(key);
  await expect(page.getByText("Still open: a mark for C.").first()).toBeAttached();
  await isFit();
  await page.goto(`/reviews/${id}/cases/1`);
  await caseReady(page, 1);
  for (const key of ["a", "1", "2", "3"]) await page.keyboard.press(key);
  await expect(judged(page, 1)).toBeVisible();
  await page.goto(`/reviews/${id}`);
  await closeReview(page);
  await isFit();
});
