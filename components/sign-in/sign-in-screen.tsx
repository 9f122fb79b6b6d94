import { t } from "@/lib/language/t";
import { Door } from "./door";
import { type DemoAccount, SignInForm } from "./sign-in-form";

type SignInScreenProps = {
  next: string;
  demoAccounts: readonly DemoAccount[];
  /** Whether browsers allow passkeys at this address. */
  passkeys: boolean;
};

/** The door with its form. */
export function SignInScreen({ next, demoAccounts, passkeys }: SignInScreenProps) {
  return (
    <Door title={t`Sign in`} intro={t`Name the phase, draw the Go Zone, see why.`}>
      <SignInForm next={next} demoAccounts={demoAccounts} passkeys={passkeys} />
    </Door>
  );
}
