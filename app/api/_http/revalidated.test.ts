import { expect, test } from "vitest";
import { revalidated } from "./revalidated";

const ask = (headers: Record<string, string> = {}, value: unknown = { n: 5 }) =>
  revalidated(value, new Request("http://localhost/x", { headers }));
const etag = ask().headers.get("etag")!;

test.each([etag, `W/${etag}`, `"older", ${etag}`, "*"])("who has it by %s is told so", async (tag) => {
  const answer = ask({ "if-none-match": tag });
  expect([answer.status, await answer.text()]).toEqual([304, ""]);
  expect(Object.fromEntries(answer.headers)).toEqual({
    etag,
    "cache-control": "private, no-cache",
    vary: "Accept-Encoding",
  });
});

test("who has another, or none, is given it", async () => {
  for (const answer of [
    ask(),
    ask({ "if-none-match": '"older"' }),
    ask({ "if-none-match": etag }, { n: 6 }),
  ]) {
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json");
  }
  expect(await ask().json()).toEqual({ n: 5 });
});
