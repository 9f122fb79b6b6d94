import type { Locator, Page } from "@playwright/test";
import { aSetSite, measure, type SiteCase } from "@/lib/services/case-sets/testing";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { expect, makePerson, type Person, signIn, test, withDatabase } from "./fixtures/people";

type Ground = {
  readonly institutionId: string;
  readonly cases: readonly SiteCase[];
  readonly faculty: Person;
};

/** An institution of its own: six videos with two cases of each phase, each measured. */
async function makeGround(): Promise<Ground> {
  const { institutionId, cases } = await withDatabase(async (db) => {
    const site = await aSetSite(db, { videos: 6, ofEachPhase: 2 });
    for (const [index, { id }] of site.cases.entries()) await measure(db, id, (index * 3) % 10);
    return site;
  });
  return { institutionId, cases, faculty: await makePerson({ role: "faculty", institutionId }) };
}

const cells = (page: Page): Locator => page.getByRole("grid", { name: "Cases" }).getByRole("gridcell");
const items = (page: Page): Locator =>
  page.getByRole("list", { name: "Cases of the set" }).getByRole("listitem");

/** The order of a set's cases, as it is read. */
const orderOf = async (page: Page): Promise<string[]> =>
  (await items(page).allInnerTexts()).map((text) => /V\d+, frame \d+/.exec(text)?.[0] ?? "");

test("builds a set by hand with the keyboard alone, and publishes it", async ({ page }) => {
  const { faculty } = await makeGround();
  await signIn(page, faculty.email, "/case-sets/new");
  await page.getByLabel("Name").fill("By hand");
  await page.getByLabel("Name").press("Enter");
  await expect(page.getByRole("heading", { name: "Library" })).toBeVisible();
  await expect(page.getByText("48 cases", { exact: true })).toBeVisible();

  await cells(page).first().focus();
  await page.keyboard.press("x");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByRole("status").filter({ hasText: "3 cases chosen" })).toBeVisible();
  await page.keyboard.press("Enter");
  const preview = page.getByRole("dialog", { name: /V01, frame/ });
  await expect(preview.getByRole("heading", { name: /^Phase/ })).toBeVisible();
  const before = await preview.getByRole("heading").first().textContent();
  await page.keyboard.press("ArrowRight");
  await expect(preview.getByRole("heading").first()).not.toHaveText(before!);
  await page.keyboard.press("x");
  await page.keyboard.press("Escape");
  await expect(preview).toBeHidden();
  await expect(page.getByRole("status").filter({ hasText: "4 cases chosen" })).toBeVisible();
  await page.getByRole("button", { name: "Add to By hand" }).press("Enter");
  await expect(page.getByText("4 cases added; 4 cases in it now.")).toBeVisible();

  await page.getByRole("link", { name: "By hand" }).last().press("Enter");
  await expect(items(page)).toHaveCount(4);
  const order = await orderOf(page);
  await page.getByRole("button", { name: new RegExp(`^Place of ${order[0]}:`) }).press("ArrowDown");
  await expect.poll(() => orderOf(page)).toEqual([order[1], order[0], order[2], order[3]]);
  // The handle keeps the focus where it moves to.
  await page.keyboard.press("ArrowDown");
  const moved = [order[1], order[2], order[0], order[3]];
  await expect.poll(() => orderOf(page)).toEqual(moved);
  await page.getByRole("button", { name: `Take ${order[3]} out` }).press("Enter");
  await expect(items(page)).toHaveCount(3);
  await expect(page.getByText("Stored", { exact: true })).toBeVisible();
  await page.reload();
  await expect.poll(() => orderOf(page)).toEqual(moved.slice(0, 3));

  await page.getByRole("button", { name: "Publish …" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).press("Enter");
  await expect(page.getByText(/^Published · Practice · 3 cases/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Place of/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Copy" }).press("Enter");
  await expect(page.getByRole("heading", { name: "By hand, copy" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish …" })).toBeVisible();
});

test("puts cases in order by dragging", async ({ page }) => {
  const { faculty, cases } = await makeGround();
  await signIn(page, faculty.email, "/case-sets");
  const made = await page.request.post("/api/case-sets", {
    data: { name: "Dragged", caseIds: cases.slice(0, 5).map(({ id }) => id) },
  });
  await page.goto(`/case-sets/${((await made.json()) as { id: string }).id}`);
  const order = await orderOf(page);
  const from = await page.getByRole("button", { name: /: 1 of 5/ }).boundingBox();
  const to = await items(page).nth(3).boundingBox();
  await page.mouse.move(from!.x + 10, from!.y + 20);
  await page.mouse.down();
  await page.mouse.move(from!.x + 10, to!.y + to!.height / 2, { steps: 12 });
  await page.mouse.up();
  const dragged = [order[1], order[2], order[3], order[0], order[4]];
  await expect.poll(() => orderOf(page)).toEqual(dragged);
  await expect(page.getByText("Stored", { exact: true })).toBeVisible();
  await page.reload();
  expect(await orderOf(page)).toEqual(dragged);
});

test("keeps what was changed where somebody else was first", async ({ page }) => {
  const { faculty, cases } = await makeGround();
  await signIn(page, faculty.email, "/case-sets");
  const caseIds = cases.slice(0, 3).map(({ id }) => id);
  const made = await page.request.post("/api/case-sets", { data: { name: "Two tabs", caseIds } });
  const { id } = (await made.json()) as { id: string };
  await page.goto(`/case-sets/${id}`);
  await expect(items(page)).toHaveCount(3);
  const other = await page.context().newPage();
  await other.goto(`/case-sets/${id}`);
  await other.getByLabel("Description").fill("Changed elsewhere");
  await expect(other.getByText("Stored", { exact: true })).toBeVisible();
  await expect
    .poll(
      async () =>
        ((await (await page.request.get(`/api/case-sets/${id}`)).json()) as { description: string })
          .description,
    )
    .toBe("Changed elsewhere");
  await page.getByLabel("Name").fill("Mine");
  await expect(page.getByText(/Somebody else has changed this set/)).toBeVisible();
  await page.getByRole("button", { name: "Keep mine as a new set" }).click();
  await expect(page.getByRole("heading", { name: /^Mine, mine/ })).toBeVisible();
  await expect(items(page)).toHaveCount(3);
  await other.close();
});

test("builds a set by a rule, and says what it could not meet", async ({ page }) => {
  const { faculty } = await makeGround();
  await signIn(page, faculty.email, "/case-sets");
  await page.getByRole("link", { name: "Build the first one" }).click();
  await page.getByRole("link", { name: /^By rule/ }).click();
  await page.getByRole("textbox", { name: "Cases", exact: true }).fill("12");
  await page.getByLabel("Of a measured difficulty").check();
  await page.getByRole("button", { name: "Choose cases" }).click();
  const proposal = page.getByRole("region", { name: "Proposal" });
  await expect(proposal.getByRole("img")).toHaveCount(12);
  await page.getByLabel("Where a model is wrong").selectOption({ index: 1 });
  await page.getByLabel("In so many").fill("150");
  await page.getByRole("button", { name: "Choose again" }).click();
  await expect(page.getByText("A share is 100% at most.")).toBeVisible();
  await page.getByLabel("In so many").fill("50");
  await page.getByRole("textbox", { name: "Cases", exact: true }).fill("60");
  await page.getByRole("button", { name: "Choose again" }).click();
  await expect(proposal.getByText(/cases rather than 60/)).toBeVisible();
  await expect(proposal.getByText(/^The model has not read/)).toBeVisible();
  await page.getByLabel("Where a model is wrong").selectOption({ label: "No matter" });
  await page.getByRole("textbox", { name: "Cases", exact: true }).fill("8");
  await page.getByRole("button", { name: "Choose again" }).click();
  await expect(proposal.getByRole("img")).toHaveCount(8);
  await proposal.getByLabel("Name").fill("Eight by rule");
  await proposal.getByRole("button", { name: "Make the set" }).click();
  await expect(page.getByRole("heading", { name: "Eight by rule" })).toBeVisible();
  await expect(page.getByText(/built by a rule/)).toBeVisible();
  await expect(items(page)).toHaveCount(8);
});

test("filters and searches the library, and keeps it in the address", async ({ page }) => {
  const { faculty } = await makeGround();
  await signIn(page, faculty.email, "/library");
  await page.getByLabel("Video, frame, dataset or words of the rationale").fill("clips on the cystic artery");
  await expect(page.getByText("12 cases", { exact: true })).toBeVisible();
  await page.getByLabel("Split").selectOption({ label: "Test" });
  await expect(page.getByText("6 cases", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText("6 cases", { exact: true })).toBeVisible();
  await expect(cells(page)).toHaveCount(6);
  await page.getByLabel("Phase", { exact: true }).selectOption({ label: "A Preparation of the Go Zone" });
  await expect(page.getByText("No case matches these filters")).toBeVisible();
  await page.getByRole("button", { name: "Show all cases" }).first().click();
  await expect(page.getByText("48 cases", { exact: true })).toBeVisible();
  await expect(page.getByLabel("Video, frame, dataset or words of the rationale")).toHaveValue("");
});

test("shows neither the library nor the sets to residents and strangers", async ({ requestsOf }) => {
  const { institutionId, faculty, cases } = await makeGround();
  const made = await (await requestsOf(faculty)).post("/api/case-sets", {
    data: { name: "Ours", caseIds: [cases[0]!.id] },
  });
  const { id } = (await made.json()) as { id: string };
  const paths = [`/case-sets/${id}`, `/api/case-sets/${id}`, `/api/library/cases/${cases[0]!.id}`];
  const own = ["/library", "/case-sets", "/case-sets/new", "/api/library", "/api/case-sets"];
  const resident = await makePerson({ institutionId });
  const stranger = await makePerson({ role: "director" });
  for (const [person, hidden] of [
    [resident, [...paths, ...own]],
    [stranger, paths],
  ] as const) {
    const theirs = await requestsOf(person);
    for (const path of hidden) expect([path, (await theirs.get(path)).status()]).toEqual([path, 404]);
    for (const verb of ["publish", "archive", "restore", "copy"]) {
      expect((await theirs.post(`/api/case-sets/${id}/${verb}`)).status()).toBe(404);
    }
    const added = await theirs.post(`/api/case-sets/${id}/cases`, {
      data: { caseIds: [cases[1]!.id] },
    });
    expect(added.status()).toBe(404);
  }
});

test("is fit to be used by everybody: the library, the sets, a set, the ways to a new one", async ({
  page,
}) => {
  const { faculty, cases } = await makeGround();
  await signIn(page, faculty.email, "/library");
  await expect(cells(page).first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  const made = await page.request.post("/api/case-sets", {
    data: { name: "Looked at", caseIds: cases.slice(0, 6).map(({ id }) => id) },
  });
  const { id } = (await made.json()) as { id: string };
  for (const path of [
    "/case-sets",
    `/case-sets/${id}`,
    "/case-sets/new?by=rule",
    "/case-sets/new?by=forms",
  ]) {
    await page.goto(path);
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
  }
});
