import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { findViewer } from "../_server/signed-in";

export default async function PaperLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewer();
  // Each page sends people who aren't signed in to the sign-in page, with the address to come back to.
  if (!viewer) return children;
  const { id, name, email, role, institution } = viewer;
  return <AppShell viewer={{ id, name, email, role, institution }}>{children}</AppShell>;
}
