import { formatCalendarDay } from "@/lib/words/dates";

/** Names a row by its week. */
export const weekColumn = {
  key: "week",
  header: "Week of",
  value: ({ week }: { readonly week: string }) => week,
  cell: ({ week }: { readonly week: string }) => formatCalendarDay(week, true),
};
