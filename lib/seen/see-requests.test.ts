import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { log } from "../log";
import { type SeenRequest, seeRequests, type Watcher } from "./see-requests";

test("a watcher that fails takes no request with it, nor what others are told", async () => {
  const error = vi.spyOn(log(), "error").mockImplementation(() => {});
  const fail = (): never => {
    throw new Error("a watcher");
  };
  const told: SeenRequest[] = [];
  const watchers: Watcher[] = [
    { begin: fail },
    { begin: () => ({ end: fail }) },
    { begin: () => ({ end: (seen) => told.push(seen) }) },
  ];
  const begin = seeRequests(() => "/library", watchers);
  const server = createServer((request, response) => {
    response.end(begin(request, response).id);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/library?n=1`);
  const id = await answer.text();
  expect(answer.headers.get("x-request-id")).toBe(id);
  await vi.waitFor(() => expect(told).toMatchObject([{ id, method: "GET", route: "/library", status: 200 }]));
  expect(error).toHaveBeenCalledTimes(2);
  vi.restoreAllMocks();
  server.close();
});
