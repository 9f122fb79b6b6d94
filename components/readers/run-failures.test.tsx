// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { RunDetail, RunFailure } from "@/lib/domain/readers/views";
import { renderInPage } from "../testing/render";
import { RunFailures } from "./run-failures";

const show = (...failures: readonly RunFailure[]) =>
  renderInPage(<RunFailures run={{ id: "r1", split: "test", failures } as unknown as RunDetail} />);

const heads = (): (string | null)[] =>
  screen.getAllByRole("columnheader").map(({ textContent }) => textContent);

test("each count leads to its cases, and has its share of all", () => {
  show({ phase: "right", zone: "hit", n: 30 }, { phase: "wrong", zone: "too-large", n: 10 });
  expect(screen.getByRole("link", { name: "10 cases: Wrong phase, Too large" }).getAttribute("href")).toBe(
    "/readers/runs/r1?named=wrong&zone=too-large&split=test#cases",
  );
  expect(screen.getAllByRole("link")).toHaveLength(2);
  expect(screen.getByRole("row", { name: /^Hit/ }).textContent).toBe("Hit3075%00%");
});

test("of fewer than twenty no share is told beside a count", () => {
  show({ phase: "right", zone: "hit", n: 3 }, { phase: "wrong", zone: "too-large", n: 1 });
  expect(screen.getByRole("row", { name: /^Hit/ }).textContent).toBe("Hit30");
});

test("a column for answers without a phase is there where there are such", () => {
  show({ phase: "right", zone: "hit", n: 3 });
  expect(heads()).toEqual(["Zone", "Right phase", "Wrong phase"]);
  show({ phase: "none", zone: "none", n: 1 });
  expect(heads().slice(3)).toEqual(["Zone", "Right phase", "Wrong phase", "No phase"]);
});
