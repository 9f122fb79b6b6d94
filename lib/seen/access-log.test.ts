import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { setEnv } from "../env";
import { during, notePerson } from "../under-way";
import { openAccessLog } from "./access-log";
import { routesOf } from "./routes";
import { seeRequests } from "./see-requests";

it("has a line for each request, with the person’s id and no address that they asked for", async () => {
  setEnv({ TRUSTED_PROXIES: "1" });
  const folder = mkdtempSync(path.join(tmpdir(), "calot-access-"));
  const file = path.join(folder, "access.log");
  const fd = openSync(file, "a");
  const log = openAccessLog(fd);
  const begin = seeRequests(routesOf(["/reset/[secret]"]), [log]);
  const server = createServer((request, response) => {
    during(begin(request, response), async () => {
      request.headers["x-calot-address"] = "192.0.2.7";
      await new Promise(setImmediate);
      if (request.method === "POST") notePerson("0d5f4f9a-8f0b-4c7e-9a51-3f3d6b0a2f11");
      response.writeHead(200, { "content-length": "5000" }).end("x".repeat(5000));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/reset/secret-of-a-link?email=ann@x.example`;
  const given = "4f0c2b7d9a8e4d12b3c4d5e6f7a8b9c0";
  const first = await fetch(address, { method: "POST", headers: { "x-request-id": given } });
  await first.text();
  expect(first.headers.get("x-request-id")).toBe(given);
  const second = await fetch(address);
  await second.text();
  await new Promise((closed) => server.close(closed));
  await log.close();
  closeSync(fd);
  const text = readFileSync(file, "utf8");
  rmSync(folder, { recursive: true });
  expect(text).not.toMatch(/secret-of-a-link|ann@/);
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      request: given,
      method: "POST",
      route: "/reset/{secret}",
      status: 200,
      ms: expect.any(Number),
      bytes: expect.any(Number),
      person: "0d5f4f9a-8f0b-4c7e-9a51-3f3d6b0a2f11",
      address: "192.0.2.7",
    },
    expect.objectContaining({ method: "GET", request: second.headers.get("x-request-id") }),
  ]);
  expect(lines[1]).not.toHaveProperty("person");
  for (const { bytes } of lines) expect(bytes).toBeGreaterThan(5000);
});

it.skipIf(!existsSync("/dev/full"))("keeps nobody from being answered where its disk is full", async () => {
  const fd = openSync("/dev/full", "a");
  const log = openAccessLog(fd);
  const begin = seeRequests(routesOf([]), [log]);
  const server = createServer((request, response) => {
    begin(request, response);
    response.end("an answer");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  // More than is kept before it is written.
  for (let i = 0; i < 60; i++) expect(await (await fetch(address)).text()).toBe("an answer");
  await new Promise((closed) => server.close(closed));
  await log.close();
  closeSync(fd);
});
