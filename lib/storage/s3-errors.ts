import { t } from "@/lib/language/t";
import { StorageAwayError, StorageError, StorageFullError } from "./frame-storage";

/** What the storage answered in place of what was asked. */
export class S3Refusal extends Error {
  readonly status: number;
  /** Its own word for it, as NoSuchBucket; empty where it said none. */
  readonly code: string;

  constructor(status: number, code: string) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
  }
}

/** Our word for an answer that should be a listing, and is none. */
export const NO_LISTING = "NoListing";

/** Worth asking once more: the storage has too much to do, or lost the request. */
export const isPassing = ({ status, code }: S3Refusal): boolean =>
  status === 408 ||
  status === 429 ||
  (status >= 500 && status !== 501 && status !== 507 && code !== "XMinioStorageFull") ||
  ["RequestTimeout", "ConditionalRequestConflict", "OperationAborted"].includes(code);

/** One sentence for what went wrong: a refusal, or what the network said. */
export function inWords(cause: unknown, place: string): unknown {
  if (cause instanceof StorageError) return cause;
  if (cause instanceof S3Refusal) return ofRefusal(cause, place);
  const code = networkCode(cause);
  // A fault of ours.
  if (code === null) return cause;
  if (isTls(code)) {
    return new StorageError(
      t`The object storage ${place} shows a certificate that isn’t trusted (${code}). NODE_EXTRA_CA_CERTS names the file of your own authority.`,
    );
  }
  return new StorageAwayError(t`The object storage ${place} can’t be reached (${code}).`);
}

function ofRefusal(refusal: S3Refusal, place: string): Error {
  const { status, code } = refusal;
  const said = code || String(status);
  switch (code) {
    case "InvalidAccessKeyId":
    case "SignatureDoesNotMatch":
    case "InvalidToken":
    case "ExpiredToken":
    case "TokenRefreshRequired":
    case "AccountProblem":
      return new StorageError(
        t`The object storage ${place} refuses the keys (${said}). Set those of its owner.`,
      );
    case "NoSuchBucket":
      return new StorageError(
        t`The object storage ${place} has no such bucket. Make it, or correct its name.`,
      );
    case NO_LISTING:
      return new StorageAwayError(
        t`The object storage ${place} doesn’t answer with a listing. Is something else at its address?`,
      );
    case "RequestTimeTooSkewed":
      return new StorageError(
        t`This machine’s clock is too far from that of the object storage ${place}. Set both by NTP.`,
      );
    case "PermanentRedirect":
    case "AuthorizationHeaderMalformed":
    case "IllegalLocationConstraintException":
      return new StorageError(t`The bucket ${place} is in another region (${said}). Name it with region=….`);
    case "QuotaExceeded":
    case "EntityTooLarge":
    case "XMinioStorageFull":
    case "XMinioAdminBucketQuotaExceeded":
      return new StorageFullError();
    case "BadDigest":
    case "XAmzContentSHA256Mismatch":
    case "InvalidDigest":
      return new StorageAwayError(t`Bytes changed on their way to the object storage ${place} (${said}).`);
  }
  if (status === 507) return new StorageFullError();
  if (isPassing(refusal))
    return new StorageAwayError(t`The object storage ${place} can’t answer now (${said}).`);
  if (status === 403 || status === 401) {
    return new StorageError(
      t`The object storage ${place} doesn’t allow it with these keys (${said}): they must read, write, list and delete there, versions too.`,
    );
  }
  return new StorageError(t`The object storage ${place} refuses it (${said}).`);
}

/** What the network says, as ECONNREFUSED: several addresses of one name are several failures. */
function networkCode(cause: unknown): string | null {
  const {
    code,
    errors,
    cause: inner,
  } = (cause ?? {}) as {
    code?: string;
    errors?: readonly unknown[];
    cause?: unknown;
  };
  if (errors?.[0]) return networkCode(errors[0]);
  return code ?? (inner ? networkCode(inner) : null);
}

const isTls = (code: string): boolean =>
  /CERT|^ERR_TLS|^ERR_SSL|UNABLE_TO_(?:GET|VERIFY)|^EPROTO$/.test(code);
