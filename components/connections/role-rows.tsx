"use client";

import { ROLES, roleNames } from "@/lib/domain/people/role";
import { t } from "@/lib/language/t";
import { Tick } from "../ui/tick";
import { type MappingRow, MappingRows } from "./mapping-rows";

const roleTargets = ROLES.map((role) => ({ value: role, label: roleNames[role] }));

type RoleRowsProps = {
  /** When the rows are looked at. */
  note: string;
  rows: readonly MappingRow[];
  onChange: (rows: readonly MappingRow[]) => void;
  mayMakeAdmins: boolean;
  onAdminsChange: (may: boolean) => void;
  adminsLabel: string;
};

/** Which group of another system gives which role. */
export function RoleRows({
  note,
  rows,
  onChange,
  mayMakeAdmins,
  onAdminsChange,
  adminsLabel,
}: RoleRowsProps) {
  return (
    <>
      <MappingRows
        legend={t`Roles`}
        note={note}
        targetLabel={t`Role`}
        targets={roleTargets}
        rows={rows}
        onChange={onChange}
      />
      <Tick on={mayMakeAdmins} onChange={onAdminsChange} label={adminsLabel} />
    </>
  );
}
