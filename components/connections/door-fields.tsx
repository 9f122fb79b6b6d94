"use client";

import { useState } from "react";
import type { DoorSettings } from "@/lib/domain/connections/fields";
import { roleSchema } from "@/lib/domain/people/role";
import { t } from "@/lib/language/t";
import { Tick } from "../ui/tick";
import { JoiningFields } from "./joining-fields";
import { type MappingRow, MappingRows } from "./mapping-rows";
import { RoleRows } from "./role-rows";

type DoorState = {
  readonly atDoor: boolean;
  readonly mayMakeAdmins: boolean;
  readonly roles: readonly MappingRow[];
  readonly cohorts: readonly MappingRow[];
};

/** Who comes in by a provider, and as what: the part of its settings that every provider has. */
export function useDoorFields(settings: DoorSettings | undefined) {
  const [state, setState] = useState<DoorState>({
    atDoor: settings?.atDoor ?? true,
    mayMakeAdmins: settings?.mayMakeAdmins ?? false,
    roles: settings?.roles.map(({ value, role }) => ({ value, target: role })) ?? [],
    cohorts: settings?.cohorts.map(({ value, cohortId }) => ({ value, target: cohortId })) ?? [],
  });
  return {
    state,
    change: (part: Partial<DoorState>) => setState((before) => ({ ...before, ...part })),
    /** What the form says of it. */
    read: (fields: FormData): DoorSettings => ({
      atDoor: state.atDoor,
      mayMakeAdmins: state.mayMakeAdmins,
      joining: fields.get("joining") === "anyone" ? "anyone" : "invited",
      otherwise: fields.get("otherwise") === "refuse" ? "refuse" : "keep",
      roles: state.roles.map(({ value, target }) => ({ value, role: roleSchema.parse(target) })),
      cohorts: state.cohorts.map(({ value, target }) => ({ value, cohortId: target })),
    }),
  };
}

type DoorFieldsProps = Pick<ReturnType<typeof useDoorFields>, "state" | "change"> & {
  settings: DoorSettings | undefined;
  cohorts: readonly { readonly id: string; readonly name: string }[];
  /** What else there is to say of who comes in and goes. */
  children?: React.ReactNode;
};

export function DoorFields({ state, change, settings, cohorts, children }: DoorFieldsProps) {
  return (
    <>
      <fieldset className="space-y-4">
        <legend className="mb-1.5 font-medium">{t`Who comes in`}</legend>
        <JoiningFields
          settings={settings}
          getsOne={t`gets one at the first sign-in`}
          unnamed={t`Somebody whose groups are in no row below`}
        />
        <Tick
          on={state.atDoor}
          onChange={(atDoor) => change({ atDoor })}
          label={t`Offer it on the sign-in page`}
        />
        {children}
      </fieldset>
      <RoleRows
        note={t`At each sign-in the first row whose group the provider names gives the role. Without a row, roles stay as they are given here.`}
        rows={state.roles}
        onChange={(roles) => change({ roles })}
        mayMakeAdmins={state.mayMakeAdmins}
        onAdminsChange={(mayMakeAdmins) => change({ mayMakeAdmins })}
        adminsLabel={t`Rows may make administrators, and take that from them`}
      />
      <MappingRows
        legend={t`Cohorts`}
        note={t`Residents join the cohort of the first row that fits, and leave those of the others. Cohorts in no row are left alone.`}
        targetLabel={t`Cohort`}
        targets={cohorts.map(({ id, name }) => ({ value: id, label: name }))}
        rows={state.cohorts}
        onChange={(rows) => change({ cohorts: rows })}
      />
    </>
  );
}
