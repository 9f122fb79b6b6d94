// @vitest-environment happy-dom
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { json, problem, standInServer } from "../testing/server";
import { TakeBackImport } from "./take-back-import";

const ID = "0b9f6a52-6f0e-4a53-9d0e-3f4f2a7c1d01";
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

test("an import is taken back once it is asked for twice, or it is said what stands in the way", async () => {
  const server = standInServer();
  server.answer(() => problem(409, "Somebody answered V1, 1."));
  const onTakenBack = vi.fn();
  render(<TakeBackImport id={ID} dataset="ResGo" onTakenBack={onTakenBack} />);
  press("Take this import back");
  expect(server.asked).toEqual([]);
  press("Take it back");
  await screen.findByText("Somebody answered V1, 1.");
  expect(onTakenBack).not.toHaveBeenCalled();
  const value = { dataset: "ResGo", removed: 3, restored: 1, runs: 0, datasetRemoved: false, pictures: 2 };
  server.answer(() => json(value));
  press("Take it back");
  await screen.findByText(/3 cases are gone, 1 is as before/);
  expect(onTakenBack).toHaveBeenCalledOnce();
  expect(server.asked.at(-1)).toMatchObject({ method: "DELETE", path: `/api/imports/${ID}` });
});
