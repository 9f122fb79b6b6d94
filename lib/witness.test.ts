import { afterEach, expect, test, vi } from "vitest";
import { log } from "./log";
import { addWitness, isWitnessed, type Witness, witnessed } from "./witness";

afterEach(() => void vi.restoreAllMocks());

const noting =
  (told: string[]): Witness =>
  (_, name) => {
    told.push(`${name} begins`);
    return (error) => told.push(`${name} ${error === undefined ? "ended" : "failed"}`);
  };

test.each([
  [0, 1],
  [1, 0],
])("witnesses are told until they stop, in whatever order they do", async (first, second) => {
  const told: string[][] = [[], []];
  const removes = told.map((lines) => addWitness(noting(lines)));
  await witnessed("chore", "a", async () => 1);
  removes[first]!();
  await witnessed("chore", "b", () => Promise.reject(new Error("b"))).catch(() => {});
  removes[second]!();
  await witnessed("chore", "c", async () => 1);
  expect(told[first]).toEqual(["a begins", "a ended"]);
  expect(told[second]).toEqual(["a begins", "a ended", "b begins", "b failed"]);
  expect(isWitnessed()).toBe(false);
});

test("a witness that fails changes nothing of what it sees, nor what others are told", async () => {
  const error = vi.spyOn(log(), "error").mockImplementation(() => {});
  const told: string[] = [];
  const fail = (): never => {
    throw new Error("a witness");
  };
  const removes = [addWitness(fail), addWitness(() => fail), addWitness(noting(told))];
  expect(await witnessed("transaction", "a", async () => 1)).toBe(1);
  await expect(witnessed("transaction", "b", () => Promise.reject(new Error("b")))).rejects.toThrow("b");
  for (const remove of removes) remove();
  expect(told).toEqual(["a begins", "a ended", "b begins", "b failed"]);
  expect(error).toHaveBeenCalledTimes(4);
});
