import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { signedIn } from "../_server/signed-in";

export default async function PaperLayout({ children }: { children: ReactNode }) {
  const { actor } = await signedIn("/");
  const { name, email, role, institution } = actor;
  return <AppShell viewer={{ name, email, role, institution }}>{children}</AppShell>;
}
