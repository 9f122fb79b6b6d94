import { passwords } from "@/lib/contract/passwords";
import { call } from "../client/call";

export const askReset = (email: string) => call(passwords.askReset, { body: { email } });
export const resetPassword = (secret: string, password: string) =>
  call(passwords.reset, { body: { secret, password } });
