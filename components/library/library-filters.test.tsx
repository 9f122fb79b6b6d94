// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { type LibraryQuery, PLAIN_LIBRARY_QUERY } from "@/lib/domain/library/query";
import type { LibraryChoices } from "@/lib/domain/library/views";
import { renderInPage } from "../testing/render";
import { LibraryFilters } from "./library-filters";

const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const choices: LibraryChoices = {
  datasets: [
    { id: id(1), name: "Theatre 1", videos: [{ id: id(2), name: "V01" }] },
    { id: id(3), name: "Theatre 2", videos: [{ id: id(4), name: "V07" }] },
  ],
  runs: [
    { id: id(5), model: "SurGo", run: "first" },
    { id: id(6), model: "SurGo", run: "second" },
    { id: id(7), model: "Baseline", run: "only" },
  ],
  sets: [],
  cohorts: [],
};

type Ask = (query: LibraryQuery) => void;

function Filters({ first, asked }: { first: Partial<LibraryQuery>; asked: Ask }) {
  const [query, setQuery] = useState<LibraryQuery>({ ...PLAIN_LIBRARY_QUERY, ...first });
  return (
    <LibraryFilters
      query={query}
      choices={choices}
      onChange={(next) => {
        asked(next);
        setQuery(next);
      }}
    />
  );
}

function show(first: Partial<LibraryQuery> = {}) {
  const asked = vi.fn<Ask>();
  return { asked, ...renderInPage(<Filters first={first} asked={asked} />) };
}

const choose = (name: string) => screen.getByRole<HTMLSelectElement>("combobox", { name });
const optionsOf = (name: string) => [...choose(name).options].map(({ text }) => text);
const words = () =>
  screen.getByRole<HTMLInputElement>("searchbox", {
    name: "Video, frame, dataset or words of the rationale",
  });

test("words are searched for once the hand has paused, without the space around them", async () => {
  const { user, asked } = show();
  await user.type(words(), " cystic artery ");
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  expect(asked.mock.calls.map(([{ text }]) => text)).toEqual(["cystic artery"]);
});

test("the videos are those of the dataset, and another dataset lets go of the video", async () => {
  const { user, asked } = show();
  expect(optionsOf("Video")).toEqual(["Choose a dataset first"]);
  await user.selectOptions(choose("Dataset"), "Theatre 1");
  await user.selectOptions(choose("Video"), "V01");
  expect(asked).toHaveBeenLastCalledWith(expect.objectContaining({ dataset: id(1), video: id(2) }));
  await user.selectOptions(choose("Dataset"), "Theatre 2");
  expect(asked).toHaveBeenLastCalledWith(expect.objectContaining({ dataset: id(3), video: null }));
  expect(optionsOf("Video")).toEqual(["All videos", "V07"]);
});

test("a run and how it did are chosen together, and runs of one model are told apart", async () => {
  const { user, asked } = show();
  expect(optionsOf("Model")).toContain("SurGo, second missed");
  expect(optionsOf("Model")).toContain("Baseline hit");
  await user.selectOptions(choose("Model"), "SurGo, second missed");
  expect(asked).toHaveBeenLastCalledWith(expect.objectContaining({ run: id(6), outcome: "miss" }));
  await user.selectOptions(choose("Model"), "Any answer");
  expect(asked).toHaveBeenLastCalledWith(expect.objectContaining({ run: null, outcome: null }));
});

test("“Show all cases” takes every filter away, clears the words and keeps the order", async () => {
  const { user, asked } = show({ text: "clips", phase: "C", order: "hardest" });
  expect(words().value).toBe("clips");
  await user.click(screen.getByRole("button", { name: "Show all cases" }));
  expect(asked).toHaveBeenLastCalledWith({ ...PLAIN_LIBRARY_QUERY, order: "hardest" });
  expect(words().value).toBe("");
  expect(screen.queryByRole("button", { name: "Show all cases" })).toBeNull();
});
