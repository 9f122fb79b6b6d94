import { clsx } from "clsx";
import { nameOf } from "@/lib/domain/name-of";
import { roleNames } from "@/lib/domain/people/role";
import type { PersonRow } from "@/lib/domain/people/views";
import { t } from "@/lib/language/t";
import { ScrollRegion } from "../ui/scroll-region";
import { TextLink } from "../ui/text-link";
import { trainingWords } from "./training-words";

type PeopleTableProps = {
  people: readonly PersonRow[];
  chosen: ReadonlySet<string>;
  onChoose: (people: readonly PersonRow[], on: boolean) => void;
};

const COLUMNS = [t`Role`, t`Cohort`, t`Training`, t`Account`] as const;

/** A page of people. Residents have a box each: they alone are promoted and moved. */
export function PeopleTable({ people, chosen, onChoose }: PeopleTableProps) {
  const residents = people.filter(({ role }) => role === "resident");
  const all = residents.length > 0 && residents.every(({ id }) => chosen.has(id));
  return (
    <ScrollRegion labelledBy="people-caption" className="border-line border-y">
      <table className="w-full border-collapse text-sm">
        <caption id="people-caption" className="sr-only">{t`People`}</caption>
        <thead>
          <tr className="border-line border-b text-left text-muted text-xs">
            <th scope="col" className="w-10 py-2 font-normal">
              <Box
                label={t`Choose all residents on this page`}
                checked={all}
                disabled={residents.length === 0}
                onChange={(on) => onChoose(residents, on)}
              />
            </th>
            <th scope="col" className="py-2 pr-4 font-normal">{t`Person`}</th>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" className="px-2 py-2 font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {people.map((person) => (
            <Row
              key={person.id}
              person={person}
              chosen={chosen.has(person.id)}
              onChoose={(on) => onChoose([person], on)}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

type RowProps = { person: PersonRow; chosen: boolean; onChoose: (on: boolean) => void };

function Row({ person, chosen, onChoose }: RowProps) {
  const { id, name, email, role, cohorts, trainingYear, active, deletionAskedAt } = person;
  return (
    <tr className={clsx("group hover:bg-sunken", chosen && "bg-accent-soft")}>
      <td className="pt-1 align-top">
        {role === "resident" && <Box label={t`Choose ${name}`} checked={chosen} onChange={onChoose} />}
      </td>
      <th
        scope="row"
        className="min-w-48 max-w-80 break-words py-2 pr-4 text-left align-baseline font-medium"
      >
        <TextLink href={`/people/${id}`}>{name}</TextLink>
        <span className="block break-all font-normal text-muted text-xs">{email}</span>
      </th>
      <td className="whitespace-nowrap px-2 py-2 align-baseline">{nameOf(roleNames, role)}</td>
      <td className="px-2 py-2 align-baseline">
        {cohorts.map((cohort) => cohort.name).join(", ") || (role === "resident" ? t`None` : "—")}
      </td>
      <td className="whitespace-nowrap px-2 py-2 align-baseline">{trainingWords(trainingYear)}</td>
      <td className="whitespace-nowrap px-2 py-2 align-baseline">
        {active ? t`Open` : t`Closed`}
        {deletionAskedAt && <span className="block text-caution text-xs">{t`Asks to be deleted`}</span>}
      </td>
    </tr>
  );
}

type BoxProps = { label: string; checked: boolean; disabled?: boolean; onChange: (on: boolean) => void };

function Box({ label, checked, disabled = false, onChange }: BoxProps) {
  return (
    <label className="grid size-9 place-items-center pointer-coarse:size-11">
      <span className="sr-only">{label}</span>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
        className="size-4.5 accent-accent"
      />
    </label>
  );
}
