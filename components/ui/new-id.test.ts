import { expect, it } from "vitest";
import { z } from "zod";
import { newId } from "../ui/new-id";

it("makes different ids that the server takes", () => {
  const ids = Array.from({ length: 50 }, newId);
  expect(ids.every((id) => z.uuidv4().safeParse(id).success)).toBe(true);
  expect(new Set(ids).size).toBe(50);
});
