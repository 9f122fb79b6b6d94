-- When a zone was given that comes more than a day after its phase was locked, as far as its device tells: the time from
-- the locking to the zone, by one clock. In an assignment such a zone is a late answer, refused because it had lapsed.
ALTER TABLE "attempt" ADD COLUMN "since_lock_ms" INTEGER,
ADD CONSTRAINT "attempt_since_lock_ms_check" CHECK ("since_lock_ms" >= 0 AND ("zone_at" IS NOT NULL OR "since_lock_ms" IS NULL));

ALTER TABLE "late_answer" ADD COLUMN "since_lock_ms" INTEGER,
ADD CONSTRAINT "late_answer_since_lock_ms_check" CHECK ("since_lock_ms" >= 0);
ALTER TABLE "late_answer" DROP CONSTRAINT "late_answer_refusal",
ADD CONSTRAINT "late_answer_refusal" CHECK ("refusal" IN ('closed', 'time-up', 'released', 'lapsed'));
