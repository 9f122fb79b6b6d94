-- Sessions are rows: they end by signing out, by a new password, by an administrator, and by themselves. Whoever is
-- signed in by a token from before signs in once more.
-- AlterTable
ALTER TABLE "institution" ADD COLUMN     "session_days" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "session_idle_minutes" INTEGER NOT NULL DEFAULT 1440;

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "address" TEXT NOT NULL,
    "agent" TEXT NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "institution"
    ADD CONSTRAINT "institution_session_idle_minutes" CHECK ("session_idle_minutes" BETWEEN 5 AND 43200),
    ADD CONSTRAINT "institution_session_days" CHECK ("session_days" BETWEEN 1 AND 90);
