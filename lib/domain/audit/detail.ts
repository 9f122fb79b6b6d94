/** A key as it is written, in words: `fromAddress` is "from address". */
function wordsOf(key: string): string {
  return key
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[_-]+/g, " ")
    .toLowerCase();
}

function valueInWords(value: unknown): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(valueInWords).join(", ");
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([key, inner]) => `${wordsOf(key)} ${valueInWords(inner)}`)
      .join("; ");
  }
  return String(value);
}

/** What an entry says beside who, what and of whom: a label and a value each, in the order in which it was written. */
export function readDetail(detail: unknown): readonly { readonly label: string; readonly value: string }[] {
  if (typeof detail !== "object" || detail === null || Array.isArray(detail)) return [];
  return Object.entries(detail).map(([key, value]) => ({ label: wordsOf(key), value: valueInWords(value) }));
}
