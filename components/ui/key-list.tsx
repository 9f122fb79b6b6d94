import { clsx } from "clsx";
import { Kbd } from "./kbd";

/** Some keys that do one thing. */
export type KeyBinding = { readonly keys: readonly string[]; readonly does: string };

/** What keys do, a line each. */
export function KeyList({ bindings, className }: { bindings: readonly KeyBinding[]; className?: string }) {
  return (
    <dl className={clsx("mt-1", className)}>
      {bindings.map(({ keys, does }) => (
        <div key={does} className="flex break-inside-avoid items-baseline gap-3 py-0.5 text-sm">
          <dt className="flex w-24 shrink-0 flex-wrap gap-1">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd className="text-pretty text-muted">{does}</dd>
        </div>
      ))}
    </dl>
  );
}
