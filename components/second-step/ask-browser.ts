import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from "@simplewebauthn/browser";
import { type PasskeyAnswer, passkeyAnswerSchema } from "@/lib/domain/second-step/input";
import type { PasskeyQuestion } from "@/lib/domain/second-step/views";
import { t } from "@/lib/language/t";

/** What the browser answers, or why it doesn't: a sentence for people. */
type Asked = { readonly answer: PasskeyAnswer } | { readonly problem: string };

const UNKNOWN = t`This browser knows no passkeys. Use another way.`;

/** Has the browser ask its person for a passkey. */
export async function askForPasskey(question: PasskeyQuestion): Promise<Asked> {
  return asked(() =>
    startAuthentication({ optionsJSON: question as unknown as PublicKeyCredentialRequestOptionsJSON }),
  );
}

/** Has the browser make a passkey, where its person wants it. */
export async function makePasskey(question: PasskeyQuestion): Promise<Asked> {
  return asked(() =>
    startRegistration({ optionsJSON: question as unknown as PublicKeyCredentialCreationOptionsJSON }),
  );
}

async function asked(ask: () => Promise<object>): Promise<Asked> {
  if (typeof window.PublicKeyCredential !== "function") return { problem: UNKNOWN };
  try {
    return { answer: passkeyAnswerSchema.parse(await ask()) };
  } catch (error) {
    if (error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") {
      return { problem: t`This device has a passkey for your account already.` };
    }
    // Browsers say no more, so that a page doesn't learn which devices there are.
    return {
      problem: t`No passkey was used: it was cancelled, took too long, or there is none here. Try again.`,
    };
  }
}
