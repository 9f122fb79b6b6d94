import { afterAll, beforeAll, expect, test } from "vitest";
import { setEnv } from "@/lib/env";
import {
  StorageAwayError,
  StorageDamagedError,
  StorageError,
  StorageFullError,
} from "@/lib/storage/frame-storage";
import { errorResponse } from "./error-response";

// What is wrong with a server is written to its log: not to that of the tests.
beforeAll(() => setEnv({ LOG_LEVEL: "silent" }));
afterAll(() => setEnv({ LOG_LEVEL: "info" }));

const coded = (code: string, more: object = {}) => Object.assign(new Error("failed"), { code, ...more });

test.each([
  ["a file’s disk", coded("ENOSPC")],
  ["somebody’s share of a disk", coded("EDQUOT")],
  ["Postgres’ disk", coded("53100")],
  ["Postgres’ disk, by Prisma", Object.assign(new Error("failed"), { cause: { originalCode: "53100" } })],
  ["the frames’ disk", new StorageFullError()],
])("%s that is full is said in words", async (_, error) => {
  const response = errorResponse(error);
  expect(response.status).toBe(507);
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining("disk is full") });
});

test("a place of the frames that is away is waited for", async () => {
  const response = errorResponse(new StorageAwayError("s3://frames can’t be reached (ECONNREFUSED)."));
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(JSON.stringify(await response.json())).not.toContain("s3://");
});

test.each([
  new StorageError("The object storage s3://frames refuses its key."),
  new StorageDamagedError("frames/a.webp"),
])(
  "a place of the frames that can't be used is told as such, and which it is to the log alone",
  async (error) => {
    const response = errorResponse(error);
    expect(response.status).toBe(500);
    const told = JSON.stringify(await response.json());
    expect(told).toContain("The place of the pictures can’t be used.");
    expect(told).not.toMatch(/s3:|a\.webp/);
  },
);

test("other errors are told by a number alone", async () => {
  const response = errorResponse(coded("EIO"));
  expect(response.status).toBe(500);
  expect(JSON.stringify(await response.json())).not.toContain("failed");
});
