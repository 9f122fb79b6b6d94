import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { startPeer } from "@/lib/protocols/testing/oidc-peer";
import { freePort } from "@/tooling/free-port";
import { expectAccessible } from "./fixtures/accessibility";
import { expect, makePerson, PASSWORD, test, withDatabase } from "./fixtures/people";

const CLIENT = { id: "calot", secret: "a secret between the two" };

/** Shows the provider who one is, on its own page. */
async function showThere(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder("Enter any login").fill(login);
  await page.getByPlaceholder("and password").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

/** The same for the first time since signing out there: it asks whether Calot may know. */
async function signInThere(page: Page, login: string): Promise<void> {
  await showThere(page, login);
  await page.getByRole("button", { name: "Continue" }).click();
}

test("an administrator connects a provider, and people sign in by it, link it, confirm by it and sign out", async ({
  page,
  pageOf,
  baseURL,
}) => {
  const institution = await withDatabase(({ prisma }) =>
    prisma.institution.create({ data: { name: `Hospital ${randomUUID()}` } }),
  );
  const institutionId = institution.id;
  const admin = await makePerson({ role: "admin", institutionId });
  const resident = await makePerson({ institutionId, name: "Ada Vesalius" });
  const name = `Sign-in ${randomUUID().slice(0, 8)}`;
  const port = await freePort();

  const desk = await pageOf(admin, "/admin");
  await desk.getByRole("link", { name: "See the connections" }).click();
  await desk.getByRole("link", { name: "Add a connection" }).click();
  await desk.getByRole("link", { name: "Signing in by OpenID Connect" }).click();
  await desk.getByLabel("Name, as people know it").fill(name);
  await desk.getByLabel("Issuer").fill(`http://127.0.0.1:${port}`);
  await desk.getByLabel("Client ID").fill(CLIENT.id);
  await desk.getByLabel("Client secret").fill(CLIENT.secret);
  await desk.getByRole("button", { name: "Add it" }).click();
  await expect(desk.getByRole("heading", { level: 1, name })).toBeVisible();
  await expectAccessible(desk);
  const id = desk.url().split("/").at(-1)!;

  await desk.getByRole("button", { name: "Test this connection" }).click();
  await expect(desk.getByText(/can’t be reached from Calot’s server/)).toBeVisible();
  const peer = await startPeer({
    port,
    client: CLIENT,
    redirectUri: `${baseURL}/connect/oidc/${id}/callback`,
    afterSigningOut: `${baseURL}/sign-in`,
    logoutUri: `${baseURL}/connect/oidc/${id}/back-channel-logout`,
    claimsOf: (login) => ({ email: `${login}@hospital.example`, name: login }),
  });
  try {
    await desk.getByRole("button", { name: "Test this connection" }).click();
    await expect(desk.getByText("It takes the client ID and the secret.")).toBeVisible();
    await desk.getByRole("button", { name: "Turn it on" }).click();
    await expect(desk.getByRole("heading", { name: "In use" })).toBeVisible();

    await page.goto("/sign-in");
    await page.getByRole("link", { name: `Sign in with ${name}` }).click();
    await signInThere(page, "vesalius");
    await expect(page.getByRole("heading", { name: "Link your account" })).toBeVisible();
    await expect(page.getByText(`${name} knows you as vesalius@hospital.example.`)).toBeVisible();
    await page.getByLabel("E-mail").fill(resident.email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Link it" }).click();
    await expect(page).toHaveURL(/\/home$/);

    await page.goto("/account");
    await expect(page.getByText(/^vesalius@hospital\.example, since/)).toBeVisible();
    await page.getByRole("button", { name: /^Account: / }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();

    // Still signed in there: the button alone is enough.
    await page.getByRole("link", { name: `Sign in with ${name}` }).click();
    await expect(page).toHaveURL(/\/home$/);
    await page.getByRole("button", { name: /^Account: / }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    // What the provider began is ended there too.
    await page.getByRole("button", { name: "Yes, sign me out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();

    await page.getByRole("link", { name: `Sign in with ${name}` }).click();
    await signInThere(page, "vesalius");
    await expect(page).toHaveURL(/\/home$/);

    // What asks for a password can be shown there once more, in a window of its own.
    await withDatabase(({ prisma }) =>
      prisma.session.updateMany({
        where: { userId: resident.id },
        data: { beganAt: new Date(Date.now() - 3_600_000) },
      }),
    );
    await page.goto("/account");
    const opened = page.waitForEvent("popup");
    await page.getByRole("link", { name: "Download my data" }).click();
    await page.getByRole("button", { name: `Confirm with ${name}` }).click();
    const there = await opened;
    const download = page.waitForEvent("download");
    await showThere(there, "vesalius");
    expect((await download).suggestedFilename()).toBe("calot-my-data.zip");
  } finally {
    await withDatabase(({ prisma }) => prisma.connection.deleteMany({ where: { id } }));
    await peer.close();
  }
});
