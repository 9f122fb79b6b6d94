import { LogIn } from "lucide-react";
import type { Door } from "@/lib/domain/connections/views";
import { startPath } from "@/lib/domain/identities/addresses";
import { t } from "@/lib/language/t";
import { buttonClasses } from "../ui/button";

type DoorsProps = {
  doors: readonly Door[];
  /** What the way begins with, beside the provider: where it leads, an invitation. */
  query: Readonly<Record<string, string>>;
  /** What follows, where something else than a provider is offered below. */
  orElse: string;
};

/** The institution’s own ways to sign in. Plain links: they lead to another site. */
export function Doors({ doors, query, orElse }: DoorsProps) {
  if (doors.length === 0) return null;
  return (
    <div className="mb-8">
      <ul className="space-y-2">
        {doors.map(({ id, name }) => (
          <li key={id}>
            <a
              href={`${startPath(id)}?${new URLSearchParams(query)}`}
              className={buttonClasses({ size: "lg" }, "w-full gap-2 break-words")}
            >
              <LogIn aria-hidden />
              <span className="min-w-0">{t`Sign in with ${name}`}</span>
            </a>
          </li>
        ))}
      </ul>
      <p className="mt-6 flex items-center gap-3 text-muted text-sm before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {orElse}
      </p>
    </div>
  );
}
