/** What stands for the version of a picture that was removed for good: wherever a frame is shown, its page knows. */
export const REMOVED_VERSION = "removed";
