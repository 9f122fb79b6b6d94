import { cookieOptions, DEVICE_SECONDS, deviceCookieName } from "@/lib/auth/session";

/** The header that hands a browser what tells it from one in which nobody has signed in. */
export function deviceCookie(device: string): string {
  const { path, sameSite, secure } = cookieOptions();
  const value = `${deviceCookieName()}=${device}; Path=${path}; Max-Age=${DEVICE_SECONDS}; HttpOnly; SameSite=${sameSite}`;
  return secure ? `${value}; Secure` : value;
}
