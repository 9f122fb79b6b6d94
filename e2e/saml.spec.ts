import { randomUUID } from "node:crypto";
import { startSamlPeer } from "@/lib/protocols/testing/saml-peer";
import { freePort } from "@/tooling/free-port";
import { expectAccessible } from "./fixtures/accessibility";
import { expect, makePerson, PASSWORD, test, withDatabase } from "./fixtures/people";

test("an administrator connects a provider by SAML, and people sign in by it, link it and confirm by it", async ({
  page,
  pageOf,
  browser,
}) => {
  const institution = await withDatabase(({ prisma }) =>
    prisma.institution.create({ data: { name: `University ${randomUUID()}` } }),
  );
  const institutionId = institution.id;
  const admin = await makePerson({ role: "admin", institutionId });
  const resident = await makePerson({ institutionId, name: "Ada Vesalius" });
  const name = `Campus ${randomUUID().slice(0, 8)}`;
  const peer = await startSamlPeer({
    port: await freePort(),
    attributesOf: (login) => ({ mail: [`${login}@hospital.example`], displayName: [login] }),
  });
  let id = "";
  try {
    const desk = await pageOf(admin, "/admin/connections/new");
    await desk.getByRole("link", { name: "Signing in by SAML" }).click();
    await desk.getByLabel("Name, as people know it").fill(name);
    const source = desk.getByLabel(/^The provider’s metadata/);
    await source.fill("<nothing/>");
    await desk.getByRole("button", { name: "Read it" }).click();
    await expect(desk.getByText(/tells of no provider with a certificate/)).toBeVisible();
    await source.fill(peer.metadataUrl);
    await desk.getByRole("button", { name: "Read it" }).click();
    await expect(desk.getByText(/signs holds until \d+ \w+ \d{4}/)).toBeVisible();
    await expect(desk.getByLabel("Entity ID")).toHaveValue(/\/idp$/);
    await desk.getByRole("button", { name: "Add it" }).click();
    await expect(desk.getByRole("heading", { level: 1, name })).toBeVisible();
    await expectAccessible(desk);
    id = desk.url().split("/").at(-1)!;
    await desk.getByRole("button", { name: "Test this connection" }).click();
    await expect(desk.getByText(/signs holds for [\d,]+ days more/)).toBeVisible();
    await desk.getByRole("button", { name: "Turn it on" }).click();
    await expect(desk.getByRole("heading", { name: "In use" })).toBeVisible();

    await page.goto("/sign-in");
    const posting = page.waitForRequest((request) => request.url().endsWith("/acs"));
    await page.getByRole("link", { name: `Sign in with ${name}` }).click();
    await page.getByLabel("Name").fill("vesalius");
    await page.getByRole("button", { name: "Go on" }).click();
    const posted = await posting;
    await expect(page.getByRole("heading", { name: "Link your account" })).toBeVisible();
    await expect(page.getByText(`${name} knows you as vesalius@hospital.example.`)).toBeVisible();
    await page.getByLabel("E-mail").fill(resident.email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Link it" }).click();
    await expect(page).toHaveURL(/\/home$/);

    // What was posted is worth nothing in another browser, nor here once more.
    const stranger = await browser.newContext();
    for (const requests of [stranger.request, page.context().request]) {
      const again = await requests.post(posted.url(), {
        form: Object.fromEntries(new URLSearchParams(posted.postData()!)),
      });
      expect(again.url()).toMatch(/\?outside=stale$/);
    }
    await stranger.close();

    await page.getByRole("button", { name: /^Account: / }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();
    // Still signed in there: the button alone is enough.
    await page.getByRole("link", { name: `Sign in with ${name}` }).click();
    await expect(page).toHaveURL(/\/home$/);

    // What asks for a password can be shown there once more, in a window of its own.
    await withDatabase(({ prisma }) =>
      prisma.session.updateMany({
        where: { userId: resident.id },
        data: { beganAt: new Date(Date.now() - 3_600_000) },
      }),
    );
    await page.goto("/account");
    await expect(page.getByText(/^vesalius@hospital\.example, since/)).toBeVisible();
    const opened = page.waitForEvent("popup");
    await page.getByRole("link", { name: "Download my data" }).click();
    await page.getByRole("button", { name: `Confirm with ${name}` }).click();
    const there = await opened;
    const download = page.waitForEvent("download");
    await there.getByLabel("Name").fill("vesalius");
    await there.getByRole("button", { name: "Go on" }).click();
    expect((await download).suggestedFilename()).toBe("calot-my-data.zip");
  } finally {
    if (id) await withDatabase(({ prisma }) => prisma.connection.deleteMany({ where: { id } }));
    await peer.close();
  }
});
