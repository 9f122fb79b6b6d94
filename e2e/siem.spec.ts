import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expectAccessible, expectNoSidewaysScrolling } from "./fixtures/accessibility";
import { expect, makePerson, test, withDatabase } from "./fixtures/people";

test("an administrator connects the hospital's SIEM, and it is told what happens", async ({ pageOf }) => {
  const events: { action: string; subject: string | null }[] = [];
  const siem = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    if (request.headers.authorization !== "Splunk right") return void response.writeHead(403).end();
    events.push(
      ...text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    );
    response.end();
  });
  await new Promise<void>((resolve) => siem.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(siem.address() as AddressInfo).port}/services/collector/raw?sourcetype=_json`;
  const { id: institutionId } = await withDatabase(({ prisma }) =>
    prisma.institution.create({ data: { name: `Hospital ${randomUUID()}` } }),
  );
  const admin = await makePerson({ role: "admin", institutionId });
  const name = `SIEM ${randomUUID().slice(0, 8)}`;

  const desk = await pageOf(admin, "/admin/connections/new");
  await desk.getByRole("link", { name: "The audit trail by https" }).click();
  await desk.getByLabel("Name, as people know it").fill(name);
  await desk.getByLabel("Address that takes events").fill(address);
  await desk.getByLabel("Its value").fill("Splunk wrong");
  await expectAccessible(desk);
  await desk.getByRole("button", { name: "Add it" }).click();
  await expect(desk.getByRole("heading", { level: 1, name })).toBeVisible();
  await desk.getByRole("button", { name: "Test this connection" }).click();
  await expect(desk.getByText(/It refuses the secret header/)).toBeVisible();
  await desk.getByLabel("Another value").fill("Splunk right");
  await desk.getByRole("button", { name: "Save" }).click();
  await expect(desk.getByText("Saved.")).toBeVisible();
  await desk.getByRole("button", { name: "Test this connection" }).click();
  await expect(desk.getByText(/took a test event/)).toBeVisible();
  expect(events).toMatchObject([{ action: "connection.test" }]);
  await desk.getByRole("button", { name: "Turn it on" }).click();
  await expect(desk.getByRole("heading", { name: "In use" })).toBeVisible();
  const id = desk.url().split("/").at(-1)!;
  await expect.poll(() => events.map(({ action }) => action)).toContain("connection.change");
  expect(events.find(({ action }) => action === "connection.change")).toMatchObject({ subject: id });
  await desk.reload();
  await expect(desk.getByText(/^Taken last on/)).toBeVisible();
  await expectAccessible(desk);
  await expectNoSidewaysScrolling(desk);
  siem.closeAllConnections();
  siem.close();
});
