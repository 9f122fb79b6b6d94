import type { Concern } from "@/lib/domain/cohorts/views";

/** What a resident is stuck on, each a rule's own sentence. */
export function ConcernList({ concerns }: { concerns: readonly Concern[] }) {
  return (
    <ul className="space-y-1">
      {concerns.map(({ rule, text }) => (
        <li key={rule} className="border-caution border-l-2 pl-2.5 leading-snug">
          {text}
        </li>
      ))}
    </ul>
  );
}
