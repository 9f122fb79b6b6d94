import { describe, expect, it } from "vitest";
import { statusFault } from "./server-fault";

describe("a status", () => {
  it.each([
    [400, "refused"],
    [401, "refused"],
    [404, "refused"],
    [422, "refused"],
    [408, "faulty"],
    [409, "faulty"],
    [429, "busy"],
    [500, "faulty"],
    [502, "away"],
    [503, "busy"],
    [302, "refused"],
  ])("of %i is %s", (status, kind) => expect(statusFault(status, "", null, 0).kind).toBe(kind));

  it.each([
    ['{"error": {"message": "Too long.", "code": 400}}', "the server answered 400: Too long"],
    ['{"error": "Too long."}', "the server answered 400: Too long"],
    ['{"object": "error", "message": "Too long"}', "the server answered 400: Too long"],
    ['{"detail": "Too long"}', "the server answered 400: Too long"],
    ['{"detail": [{"loc": ["top_k"]}]}', 'the server answered 400: [{"loc":["top_k"]}]'],
    ["<html><h1>Bad  Request</h1></html>", "the server answered 400: Bad Request"],
    ["null", "the server answered 400: null"],
    ["", "the server answered 400"],
    ["x".repeat(5000), `the server answered 400: ${"x".repeat(299)}…`],
  ])("with %s says so", (body, message) => expect(statusFault(400, body, null, 0).message).toBe(message));
});
