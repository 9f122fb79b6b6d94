-- AlterTable
ALTER TABLE "cohort" ADD COLUMN     "ended_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "membership" DROP CONSTRAINT "membership_pkey",
ADD CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id", "cohort_id", "joined_at");

-- CreateTable
CREATE TABLE "training" (
    "user_id" UUID NOT NULL,
    "since" DATE NOT NULL,
    "year" SMALLINT NOT NULL,

    CONSTRAINT "training_pkey" PRIMARY KEY ("user_id","since")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "cohort_id" UUID,
    "training_year" SMALLINT,
    "secret_hash" TEXT NOT NULL,
    "maker_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "milestone" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "figure" TEXT NOT NULL,
    "levels" DOUBLE PRECISION[],

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resident_note" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "resident_id" UUID NOT NULL,
    "author_id" UUID,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "resident_note_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitation_secret_hash_key" ON "invitation"("secret_hash");

-- CreateIndex
CREATE INDEX "invitation_institution_id_created_at_idx" ON "invitation"("institution_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "milestone_institution_id_position_key" ON "milestone"("institution_id", "position");

-- CreateIndex
CREATE INDEX "resident_note_resident_id_created_at_idx" ON "resident_note"("resident_id", "created_at");

-- AddForeignKey
ALTER TABLE "training" ADD CONSTRAINT "training_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_maker_id_fkey" FOREIGN KEY ("maker_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resident_note" ADD CONSTRAINT "resident_note_resident_id_fkey" FOREIGN KEY ("resident_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resident_note" ADD CONSTRAINT "resident_note_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- In a cohort once at a time.
CREATE UNIQUE INDEX "membership_open_key" ON "membership"("user_id", "cohort_id") WHERE "left_at" IS NULL;
ALTER TABLE "training" ADD CONSTRAINT "training_year_check" CHECK ("year" BETWEEN 1 AND 10);
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_year_check" CHECK ("training_year" BETWEEN 1 AND 10);
-- An address is invited once at a time.
CREATE UNIQUE INDEX "invitation_open_key" ON "invitation"("institution_id", "email") WHERE "accepted_at" IS NULL AND "revoked_at" IS NULL;
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_figure_check" CHECK ("figure" IN ('acc', 'mIoU', 'ha25', 'hmIoU', 'phaseBrier', 'zoneBrier'));
