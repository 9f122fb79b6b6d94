import { globSync, readFileSync } from "node:fs";
import ts from "typescript";
import { messageOf, type Plural } from "@/lib/language/t";

/** A sentence that the code says. */
export type Message = {
  /** In ICU MessageFormat, its values as {0}, {1} … */
  readonly id: string;
  /** Which of its meanings, where one English word has several. */
  readonly context: string | null;
  /** Where it is said: "components/home/home.tsx:12". */
  readonly places: string[];
  /** What each value is in the code: "{0}: milestone.name". */
  readonly values: readonly string[];
};

/** Every message of the product's code, in the order of its files. */
export function collectMessages(): readonly Message[] {
  const messages = new Map<string, Message>();
  for (const file of globSync("{app,components,lib}/**/*.{ts,tsx}").sort()) {
    if (/\.test\.tsx?$|\/testing|\/generated\//.test(file)) continue;
    for (const { place, ...message } of messagesOf(file, readFileSync(file, "utf8"))) {
      const key = JSON.stringify([message.context, message.id]);
      const known = messages.get(key);
      if (known) known.places.push(place);
      else messages.set(key, { ...message, places: [place] });
    }
  }
  return [...messages.values()];
}

type Said = Omit<Message, "places"> & { readonly place: string };

/** @throws Error where a message can't be known from the code alone */
export function messagesOf(file: string, source: string): readonly Said[] {
  // By its ending: `<T>(of: T) =>` of a .ts file would be an element of a .tsx one.
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: Said[] = [];
  const visit = (node: ts.Node): void => {
    const context = ts.isTaggedTemplateExpression(node) ? contextOf(node.tag) : undefined;
    if (ts.isTaggedTemplateExpression(node) && context !== undefined) {
      const place = `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      const { words, values } = partsOf(node.template);
      const known = values.map((value) => pluralOf(value, place) ?? value.getText());
      found.push({
        // An expression's own text stands for its value: a message knows its place alone.
        id: messageOf(words, known, null),
        context,
        place,
        values: values.map((value, index) => `{${index}}: ${value.getText().replaceAll(/\s+/g, " ")}`),
      });
    }
    if (ts.isCallExpression(node) && node.expression.getText() === "plural" && !isOfMessage(node)) {
      const place = `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      throw new Error(`${place}: a plural must stand in its sentence, or no catalogue can know that one.`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** @returns undefined for a tag that says nothing */
function contextOf(tag: ts.Expression): string | null | undefined {
  if (ts.isIdentifier(tag) && (tag.text === "t" || tag.text === "rich")) return null;
  if (!ts.isCallExpression(tag) || tag.expression.getText() !== "inContext") return undefined;
  const [context] = tag.arguments;
  return context && ts.isStringLiteral(context) ? context.text : undefined;
}

/** Whether a node is itself a value of a message. */
function isOfMessage({ parent }: ts.Node): boolean {
  const tagged = parent.parent?.parent;
  return (
    ts.isTemplateSpan(parent) && ts.isTaggedTemplateExpression(tagged) && contextOf(tagged.tag) !== undefined
  );
}

function partsOf(template: ts.TemplateLiteral): { words: string[]; values: ts.Expression[] } {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return { words: [template.text], values: [] };
  return {
    words: [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)],
    values: template.templateSpans.map(({ expression }) => expression),
  };
}

function pluralOf(value: ts.Expression, place: string): Plural | null {
  if (!ts.isCallExpression(value) || value.expression.getText() !== "plural") return null;
  const [, one, other] = value.arguments;
  if (!one || !other || !ts.isStringLiteral(one) || !ts.isStringLiteral(other)) {
    throw new Error(`${place}: the words of a plural must stand in it, or no catalogue can know them.`);
  }
  return { n: 0, one: one.text, other: other.text };
}
