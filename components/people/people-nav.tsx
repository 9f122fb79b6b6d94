import { t } from "@/lib/language/t";
import { LinkSwitch } from "../ui/link-switch";

const places = [
  { key: "people", label: t`People`, href: "/people" },
  { key: "cohorts", label: t`Cohorts`, href: "/people/cohorts" },
  { key: "invitations", label: t`Invitations`, href: "/people/invitations" },
] as const;

/** The three pages about people. */
export function PeopleNav({ current }: { current: (typeof places)[number]["key"] }) {
  return (
    <div className="mb-6">
      <LinkSwitch
        label={t`People, cohorts and invitations`}
        options={places.map((place) => ({ ...place, current: place.key === current }))}
      />
    </div>
  );
}
