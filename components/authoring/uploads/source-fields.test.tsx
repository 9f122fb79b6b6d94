// @vitest-environment happy-dom
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { SourceFields, sourceOptions } from "./source-fields";

const form = (fields: Readonly<Record<string, string | File>>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};
const map = (content: string) => new File([content], "ours.json", { type: "application/json" });

test("a ready map, a rate and the terms are said as they stand, and nothing as nothing", async () => {
  expect(await sourceOptions(form({}))).toEqual({
    map: null,
    frameRate: null,
    licence: null,
    citation: null,
  });
  expect(
    await sourceOptions(form({ map: "cholec80", rate: "0,5", licence: " CC BY 4.0 ", citation: "Us" })),
  ).toEqual({ map: "cholec80", frameRate: 0.5, licence: "CC BY 4.0", citation: "Us" });
});

test("a map of one's own is read from its file, and told where it is none", async () => {
  const own = (content: string) => sourceOptions(form({ map: "own", mapFile: map(content) }));
  expect(await own('{"categories": {"zone": "go zone"}}')).toMatchObject({
    map: { categories: { zone: "go zone" }, smallestZone: 100 },
  });
  expect(await own("{")).toEqual({ problem: "The map ours.json can’t be read as JSON." });
  expect(await own('{"category": {}}')).toEqual({
    problem: expect.stringMatching(/^The map ours.json can’t be taken: .*category.*\.$/),
  });
  expect(await sourceOptions(form({ map: "own" }))).toEqual({ problem: "Choose the file of the map." });
});

test("the file is asked for only where the map is one's own", async () => {
  render(<SourceFields />);
  expect(screen.queryByLabelText("The map, a JSON file")).toBeNull();
  await userEvent.selectOptions(screen.getByLabelText("What its categories are"), "own");
  expect(screen.getByLabelText("The map, a JSON file")).toBeTruthy();
  expect(screen.getByLabelText("Licence")).toBeTruthy();
});
