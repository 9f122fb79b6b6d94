import type { Role } from "./role";

/** The accounts of a demo, and of nothing else: everyone knows their password. */
export const DEMO_PASSWORD = "calot-demo";

type DemoAccount = { readonly email: string; readonly name: string; readonly role: Role };

export const demoAccounts: readonly DemoAccount[] = [
  { email: "resident@calot.example", name: "Rosa Lindqvist", role: "resident" },
  { email: "resident2@calot.example", name: "Amir Haddad", role: "resident" },
  { email: "faculty@calot.example", name: "Dr Ingrid Solberg", role: "faculty" },
  { email: "director@calot.example", name: "Prof Daniel Okafor", role: "director" },
  { email: "admin@calot.example", name: "Mei Tanaka", role: "admin" },
];
