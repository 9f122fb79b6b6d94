import { redirect } from "next/navigation";
import { homeOf } from "@/lib/auth/policy";
import { findViewer } from "./_server/signed-in";

/** Sends everyone to their own home. */
export default async function Start(): Promise<never> {
  const viewer = await findViewer();
  redirect(viewer ? homeOf[viewer.role] : "/sign-in");
}
