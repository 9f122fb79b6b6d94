import { z } from "zod";

export const roleSchema = z.enum(["resident", "faculty", "director", "admin"]);
export type Role = z.infer<typeof roleSchema>;
export const ROLES: readonly Role[] = roleSchema.options;

export const roleNames: Readonly<Record<Role, string>> = {
  resident: "Resident",
  faculty: "Faculty",
  director: "Program director",
  admin: "Administrator",
};
