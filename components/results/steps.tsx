import { ButtonLink } from "../ui/button";
import { Kbd } from "../ui/kbd";

type StepsProps = {
  name: string;
  /** "case", "answer". */
  what: string;
  previous: string | null;
  next: string | null;
};

/** To the one before and the one after, by P and N too. */
export function Steps({ name, what, previous, next }: StepsProps) {
  return (
    <nav aria-label={name} className="flex gap-2 px-4 py-3">
      <Step to={previous} label={`Previous ${what}`} shortcut="P" />
      <Step to={next} label={`Next ${what}`} shortcut="N" />
    </nav>
  );
}

function Step({ to, label, shortcut }: { to: string | null; label: string; shortcut: string }) {
  if (!to) return <span className="flex-1" />;
  return (
    <ButtonLink href={to} size="lg" className="flex-1">
      {label} <Kbd>{shortcut}</Kbd>
    </ButtonLink>
  );
}
