import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";

/** A key as it is written, in words: `fromAddress` is "from address", and `caseSetId` "case set". */
function wordsOf(key: string): string {
  return key
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[_-]+/g, " ")
    .toLowerCase()
    .replace(/(?<=.) ids?$/, "");
}

/** The names of what has ids. */
type Names = ReadonlyMap<string, string>;

function valueInWords(value: unknown, names: Names): string {
  if (value === null) return t`none`;
  if (typeof value === "boolean") return value ? t`yes` : t`no`;
  if (Array.isArray(value)) {
    return value.length === 0
      ? t`none`
      : inList(
          value.map((inner) => valueInWords(inner, names)),
          ",",
        );
  }
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([key, inner]) => `${wordsOf(key)} ${valueInWords(inner, names)}`)
      .join("; ");
  }
  const text = String(value);
  return names.get(text) ?? text;
}

/** All texts in a detail, however deep: the ids among them may have names. */
export function textsIn(detail: unknown): readonly string[] {
  if (typeof detail === "string") return [detail];
  return typeof detail === "object" && detail !== null ? Object.values(detail).flatMap(textsIn) : [];
}

/**
 * What an entry says beside who, what and of whom: a label and a value each, in the order in which it was written. An id
 * that has a name is called by it.
 */
export function readDetail(
  detail: unknown,
  names: Names,
): readonly { readonly label: string; readonly value: string }[] {
  if (typeof detail !== "object" || detail === null || Array.isArray(detail)) return [];
  return Object.entries(detail).map(([key, value]) => ({
    label: wordsOf(key),
    value: valueInWords(value, names),
  }));
}
