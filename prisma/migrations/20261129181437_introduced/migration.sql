-- When somebody finished the first case, which explains itself, or skipped it: kept with the person, so that it isn't
-- shown again by itself on another device.
ALTER TABLE "user" ADD COLUMN "introduced_at" TIMESTAMPTZ(3);
