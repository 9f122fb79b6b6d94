import { z } from "zod";
import { t } from "@/lib/language/t";

export const roleSchema = z.enum(["resident", "faculty", "director", "admin"]);
export type Role = z.infer<typeof roleSchema>;
export const ROLES: readonly Role[] = roleSchema.options;

export const roleNames: Readonly<Record<Role, string>> = {
  resident: t`Resident`,
  faculty: t`Faculty`,
  director: t`Program director`,
  admin: t`Administrator`,
};
