"use client";

import { useState } from "react";
import { MOST_MOVED, type PeopleQuery } from "@/lib/domain/people/input";
import type { PersonRow } from "@/lib/domain/people/views";
import { t } from "@/lib/language/t";
import { listPeople } from "./api";
import { peopleParameters } from "./people-addresses";

type ChosenResidents = {
  readonly ids: ReadonlySet<string>;
  readonly busy: boolean;
  readonly problem: string | null;
  readonly choose: (people: readonly PersonRow[], on: boolean) => void;
  /** Adds every resident of the list, on whatever page. */
  readonly addAll: () => Promise<void>;
  readonly clear: () => void;
};

/** Residents that are chosen; they stay so from page to page. */
export function useChosenResidents(query: PeopleQuery): ChosenResidents {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function findAll(): Promise<string[] | null> {
    const found: string[] = [];
    for (let page = 1; ; page++) {
      const answer = await listPeople(peopleParameters({ ...query, role: "resident" }, page));
      if ("problem" in answer) {
        setProblem(answer.problem);
        return null;
      }
      if (answer.value.total > MOST_MOVED) {
        setProblem(t`More than ${MOST_MOVED} residents match: narrow the list first.`);
        return null;
      }
      found.push(...answer.value.people.map(({ id }) => id));
      if (page >= answer.value.pages) return found;
    }
  }

  return {
    ids,
    busy,
    problem,
    choose: (people, on) =>
      setIds((before) => {
        const after = new Set(before);
        for (const { id } of people) {
          if (on) after.add(id);
          else after.delete(id);
        }
        return after;
      }),
    addAll: async () => {
      setBusy(true);
      setProblem(null);
      const found = await findAll();
      setBusy(false);
      if (found) setIds(new Set(found));
    },
    clear: () => {
      setIds(new Set());
      setProblem(null);
    },
  };
}
