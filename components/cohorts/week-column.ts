import { calendarDayInWords } from "@/lib/domain/time/moment-in-words";
import { t } from "@/lib/language/t";

/** Names a row by its week. */
export const weekColumn = {
  key: "week",
  header: t`Week of`,
  value: ({ week }: { readonly week: string }) => week,
  cell: ({ week }: { readonly week: string }) => calendarDayInWords(week, true),
};
