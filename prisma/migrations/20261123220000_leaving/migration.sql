-- AlterTable
ALTER TABLE "user" ADD COLUMN     "deletion_asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "sessions_from" TIMESTAMPTZ(3);

-- Those who ask wait for somebody who looks: few at a time.
CREATE INDEX "user_deletion_asked_idx" ON "user"("institution_id") WHERE "deletion_asked_at" IS NOT NULL;
