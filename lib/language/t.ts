import { type Language, language, type Piece } from "./language";
import { numberFormat } from "./number-format";

/** A number and the English words for one and for any other number, "#" in them being the number itself. */
export type Plural = { readonly n: number; readonly one: string; readonly other: string };

/** What a sentence may hold: never half a sentence of its own, since its order is another in another language. */
export type Value = string | number | Plural;

/**
 * A sentence in the language of this installation: t`Due ${day}`.
 *
 * The English one stands in the code and is what a catalogue knows it by, with its values as {0}, {1} … (ICU
 * MessageFormat). Ask for it where it is shown, and never build one from parts.
 */
export function t(words: TemplateStringsArray, ...values: readonly Value[]): string {
  return pieces(words, values, null).join("");
}

/** As `t`, where one English word has two meanings: inContext("the state of an exam")`Open`. */
export function inContext(context: string): (words: TemplateStringsArray, ...values: Value[]) => string {
  return (words, ...values) => pieces(words, values, context).join("");
}

/** A count within a sentence: t`${plural(n, "# case", "# cases")} left`. */
export function plural(n: number, one: string, other: string): Plural {
  return { n, one, other };
}

/** The parts of a sentence in the order of this installation's language; any value may be a node of a page. */
export function pieces<Node>(
  words: readonly string[],
  values: readonly (Node | Value)[],
  context: string | null,
): (Node | string)[] {
  const spoken = language();
  const message = spoken?.messages[messageOf(words, values, context)];
  return spoken && message ? say(message, values, spoken) : inEnglish(words, values);
}

function inEnglish<Node>(words: readonly string[], values: readonly (Node | Value)[]): (Node | string)[] {
  return words.flatMap((text, index) => {
    if (index === 0) return [text];
    const value = values[index - 1] as Node | Value;
    return [
      isPlural(value) ? counted(value.n === 1 ? value.one : value.other, value.n, "en-GB") : own(value),
      text,
    ];
  });
}

function say<Node>(
  message: readonly Piece[],
  values: readonly (Node | Value)[],
  spoken: Language,
): (Node | string)[] {
  return message.flatMap((piece): (Node | string)[] => {
    if (typeof piece === "string") return [piece];
    if (typeof piece === "number") {
      const value = values[piece] as Node | Value;
      return [typeof value === "number" ? plainNumber(value) : own(value)];
    }
    const value = values["by" in piece ? piece.by : piece.count];
    const n = isPlural(value) ? value.n : Number(value);
    if ("count" in piece) return [rulesOf(spoken.tag).numbers.format(n)];
    const form = piece.forms[`=${n}`] ?? piece.forms[rulesOf(spoken.tag).plurals.select(n)];
    return say(form ?? piece.forms.other ?? [], values, spoken);
  });
}

const counted = (form: string, n: number, tag: string): string =>
  form.replaceAll("#", () => rulesOf(tag).numbers.format(n));

type NumberRules = { readonly numbers: Intl.NumberFormat; readonly plurals: Intl.PluralRules };

const rulesByTag = new Map<string, NumberRules>();

/** How a language writes numbers and counts. Making the rules takes a hundred times as long as using them. */
function rulesOf(tag: string): NumberRules {
  const rules = rulesByTag.get(tag) ?? {
    numbers: new Intl.NumberFormat(tag),
    plurals: new Intl.PluralRules(tag),
  };
  rulesByTag.set(tag, rules);
  return rules;
}

/** All of its digits, and none of the marks that group them: it may be a year or the number of a frame. */
const plainNumber = (n: number): string =>
  numberFormat({ useGrouping: false, maximumFractionDigits: 20 }).format(n);

const own = <Node>(value: Node | Value): Node | string =>
  typeof value === "number" ? String(value) : (value as Node | string);

const isPlural = (value: unknown): value is Plural =>
  typeof value === "object" && value !== null && "one" in value && "other" in value && "n" in value;

/** The name of a message in a catalogue: "Due {0}", "{0, plural, one {# case} other {# cases}} left". */
export function messageOf(
  words: readonly string[],
  values: readonly unknown[],
  context: string | null,
): string {
  const id = words.reduce((before, text, index) => {
    const value = values[index - 1];
    const place = isPlural(value)
      ? `{${index - 1}, plural, one {${escaped(value.one)}} other {${escaped(value.other)}}}`
      : `{${index - 1}}`;
    return `${before}${place}${escaped(text)}`;
  }, "");
  // The first part has no value before it.
  return named(id.slice("{-1}".length), context);
}

/** As gettext joins a context and a message. */
export const named = (id: string, context: string | null): string =>
  context === null ? id : `${context}\u0004${id}`;

const escaped = (text: string): string => text.replaceAll(/[{}]/g, (brace) => `'${brace}'`);
