/** A backup can't be made, read or restored: a sentence for people. */
export class BackupError extends Error {}

/** What is kept of a backup is not what was put there. */
export class DamagedError extends BackupError {}

/** A backup was made with another key than the one that is given, or with none. */
export class OtherKeyError extends BackupError {}
