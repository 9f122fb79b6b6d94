import { calendarDayInWords } from "@/lib/domain/time/moment-in-words";

/** Names a row by its week. */
export const weekColumn = {
  key: "week",
  header: "Week of",
  value: ({ week }: { readonly week: string }) => week,
  cell: ({ week }: { readonly week: string }) => calendarDayInWords(week, true),
};
