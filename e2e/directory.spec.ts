import { randomUUID } from "node:crypto";
import { expectAccessible } from "./fixtures/accessibility";
import { expect, makePerson, test, withDatabase } from "./fixtures/people";

test("an administrator connects a directory, and whoever it deactivates is out in every browser", async ({
  pageOf,
  baseURL,
}) => {
  const institution = await withDatabase(({ prisma }) =>
    prisma.institution.create({ data: { name: `Hospital ${randomUUID()}` } }),
  );
  const institutionId = institution.id;
  const admin = await makePerson({ role: "admin", institutionId });
  const resident = await makePerson({ institutionId, name: "Ada Vesalius" });
  const name = `Directory ${randomUUID().slice(0, 8)}`;

  const desk = await pageOf(admin, "/admin/connections");
  await desk.getByRole("link", { name: "Add a connection" }).click();
  await expectAccessible(desk);
  await desk.getByRole("link", { name: "People by SCIM" }).click();
  await desk.getByLabel("Name, as people know it").fill(name);
  await desk.getByRole("button", { name: "Add it" }).click();
  await expect(desk.getByRole("heading", { level: 1, name })).toBeVisible();
  await desk.getByRole("button", { name: "Make a token" }).click();
  const token = await desk.getByText(/^[\w-]{43}$/).textContent();
  await desk.getByRole("button", { name: "Turn it on" }).click();
  await expect(desk.getByRole("heading", { name: "In use" })).toBeVisible();
  await expectAccessible(desk);

  const id = desk.url().split("/").at(-1)!;
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${baseURL}/connect/scim/${id}/v2${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
    });
  const found = await ask(`/Users?filter=${encodeURIComponent(`userName eq "${resident.email}"`)}`);
  expect(found.headers.get("content-type")).toContain("application/scim+json");
  expect(await found.json()).toMatchObject({
    totalResults: 1,
    Resources: [{ id: resident.id, active: true }],
  });

  const corridor = await pageOf(resident, "/home");
  const office = await pageOf(resident, "/progress");
  await expect(corridor.getByRole("heading", { level: 1 })).toBeVisible();
  const closed = await ask(`/Users/${resident.id}`, {
    method: "PATCH",
    body: JSON.stringify({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "Replace", path: "active", value: "False" }],
    }),
  });
  expect(closed.status).toBe(200);
  for (const page of [corridor, office]) {
    await page.goto("/account");
    await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();
  }

  await desk.getByRole("button", { name: "Test this connection" }).click();
  await expect(desk.getByText("The directory has asked, and showed the right token.")).toBeVisible();
  await desk.goto(`/people/${resident.id}`);
  await expect(desk.getByText(/Account closed, made on/)).toBeVisible();
});
