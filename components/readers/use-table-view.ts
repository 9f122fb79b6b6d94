"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { readTableView, type TableView, writeTableView } from "@/lib/domain/readers/table-view";

/**
 * How the table is looked at. It is kept in the page's address too, so that a link to it shows the same; the controls
 * don't wait for the router to tell it back.
 */
export function useTableView(): readonly [TableView, (change: Partial<TableView>) => void] {
  const params = useSearchParams();
  const [view, setView] = useState(() => readTableView(new URLSearchParams(params)));
  const written = useRef<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the router's word that the address is another one
  useEffect(() => {
    const { search } = window.location;
    if (written.current !== null && written.current !== search) {
      written.current = search;
      setView(readTableView(new URLSearchParams(search)));
    }
  }, [params]);

  const change = (changed: Partial<TableView>): void => {
    const next = { ...view, ...changed };
    const address = writeTableView(next);
    // Nothing is asked of the server: all rows are here.
    window.history.replaceState(null, "", address.size > 0 ? `?${address}` : window.location.pathname);
    written.current = window.location.search;
    setView(next);
  };
  return [view, change];
}
