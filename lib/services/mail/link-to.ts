import { t } from "@/lib/language/t";
import { env } from "../../env";

/** An address that leads into Calot from a mail; where nobody said how Calot is reached, words that do. */
export function linkTo(href: string): string {
  return addressOf(href) ?? t`Sign in to Calot, and open ${href}.`;
}

/** An address that leads into Calot from elsewhere; null where nobody said how Calot is reached. */
export function addressOf(href: string): string | null {
  const base = env().NEXTAUTH_URL;
  return base ? new URL(href, base).href : null;
}
