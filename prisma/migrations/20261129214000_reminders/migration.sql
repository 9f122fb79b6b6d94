-- Who wants no reminders of what is due, and when each resident was last looked at and reminded
-- Mails that lapse, and those that their person can switch off
-- AlterTable
ALTER TABLE "user" ADD COLUMN     "reminders_off_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "mail" ADD COLUMN     "send_before" TIMESTAMPTZ(3),
ADD COLUMN     "switch_off" TEXT;

-- CreateTable
CREATE TABLE "practice_reminder" (
    "user_id" UUID NOT NULL,
    "looked_on" DATE NOT NULL,
    "reminded_on" DATE,
    "times" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "practice_reminder_pkey" PRIMARY KEY ("user_id")
);

-- AddForeignKey
ALTER TABLE "practice_reminder" ADD CONSTRAINT "practice_reminder_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "practice_reminder"
  ADD CONSTRAINT "practice_reminder_times_check" CHECK ((reminded_on IS NULL) = (times = 0) AND times >= 0);
