import { createElement, Fragment, type ReactElement, type ReactNode } from "react";
import { pieces, type Value } from "@/lib/language/t";

/** As `t`, for a sentence that holds elements: rich`See ${<TextLink href="/help">{t`the guide`}</TextLink>}.` */
export function rich(words: TemplateStringsArray, ...values: readonly (ReactNode | Value)[]): ReactElement {
  return createElement(Fragment, null, ...pieces<ReactNode>(words, values, null));
}
