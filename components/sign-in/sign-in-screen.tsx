import type { ReactNode } from "react";
import type { Door as Provider } from "@/lib/domain/connections/views";
import { t } from "@/lib/language/t";
import { Doors } from "../identities/doors";
import { Door } from "./door";
import { type DemoAccount, SignInForm } from "./sign-in-form";

type SignInScreenProps = {
  next: string;
  demoAccounts: readonly DemoAccount[];
  /** Whether browsers allow passkeys at this address. */
  passkeys: boolean;
  providers: readonly Provider[];
  /** Why a provider let nobody in. */
  problem: ReactNode;
};

/** The door with its form. */
export function SignInScreen({ next, demoAccounts, passkeys, providers, problem }: SignInScreenProps) {
  return (
    <Door title={t`Sign in`} intro={t`Name the phase, draw the Go Zone, see why.`}>
      {problem}
      <Doors doors={providers} query={{ next }} orElse={t`or with a password`} />
      <SignInForm next={next} demoAccounts={demoAccounts} passkeys={passkeys} />
    </Door>
  );
}
