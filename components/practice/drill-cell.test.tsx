// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Miss } from "@/lib/domain/practice/misses";
import { renderInPage } from "../testing/render";
import { json, problem, standInServer } from "../testing/server";
import { DrillCell } from "./drill-cell";

const ID = "0b9f6a52-6f0e-4a53-9d0e-3f4f2a7c1d01";
const named: Miss = { phase: "C", kind: "taken-for-B" };
const drawn: Miss = { phase: "C", kind: "too-large" };

test("a cell leads to a drill for each kind of miss in it: the phase is asked where it was wrong, given where the zone was", async () => {
  const server = standInServer();
  server.answer(() => json({ sitting: { id: ID, purpose: "drill", at: 1, of: 10 } }));
  const misses = [
    { miss: named, n: 4 },
    { miss: drawn, n: 1 },
  ];
  const { user, routed } = renderInPage(
    <DrillCell misses={misses} label="Five">
      5
    </DrillCell>,
  );
  await user.click(screen.getByRole("button", { name: "Five. Practise these" }));
  expect(screen.getByRole("dialog", { name: "Practise these" }).textContent).toContain("4 answers");
  await user.click(screen.getByRole("button", { name: "Practise these: C taken for B" }));
  await user.click(screen.getByRole("button", { name: "Practise these: Zone too large in C" }));
  expect(server.asked.map(({ body }) => body)).toEqual([named, drawn]);
  expect(routed.pushed).toEqual([
    `/practice?mode=guided&sitting=${ID}`,
    `/practice?mode=phase-given&sitting=${ID}`,
  ]);
});

test("where none can be begun the server’s sentence is said, and nobody is led away", async () => {
  standInServer().answer(() => problem(409, "No case of C is left to practise."));
  const { user, routed } = renderInPage(
    <DrillCell misses={[{ miss: drawn, n: 1 }]} label="One">
      1
    </DrillCell>,
  );
  await user.click(screen.getByRole("button", { name: "One. Practise these" }));
  await user.click(screen.getByRole("button", { name: "Practise these: Zone too large in C" }));
  expect(
    (await screen.findByText("No case of C is left to practise.")).closest("[role=alert]"),
  ).not.toBeNull();
  expect(routed.pushed).toEqual([]);
});

test("a cell in which nothing was missed offers nothing", () => {
  renderInPage(
    <DrillCell misses={[]} label="None">
      0
    </DrillCell>,
  );
  expect(screen.queryByRole("button")).toBeNull();
});
