-- CreateTable
CREATE TABLE "blind_review" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "split" "split",
    "seed" INTEGER NOT NULL,
    "maker_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "closer_id" UUID,

    CONSTRAINT "blind_review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blind_review_source" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "review_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "is_reference" BOOLEAN NOT NULL,
    "run_id" UUID,
    "model" TEXT,
    "run" TEXT,

    CONSTRAINT "blind_review_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blind_review_case" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "review_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,

    CONSTRAINT "blind_review_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blind_review_text" (
    "review_case_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "location" TEXT NOT NULL,
    "exposure" TEXT NOT NULL,
    "next_action" TEXT NOT NULL,
    "critical_risk" TEXT NOT NULL,

    CONSTRAINT "blind_review_text_pkey" PRIMARY KEY ("review_case_id","source_id")
);

-- CreateTable
CREATE TABLE "blind_reviewer" (
    "review_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "blind_reviewer_pkey" PRIMARY KEY ("review_id","user_id")
);

-- CreateTable
CREATE TABLE "blind_review_item" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "review_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "review_case_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "best" INTEGER,
    "judged_at" TIMESTAMPTZ(3),

    CONSTRAINT "blind_review_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blind_review_option" (
    "item_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "source_id" UUID NOT NULL,
    "correct" BOOLEAN,

    CONSTRAINT "blind_review_option_pkey" PRIMARY KEY ("item_id","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "blind_review_institution_id_name_key" ON "blind_review"("institution_id", "name");

-- CreateIndex
CREATE INDEX "blind_review_source_run_id_idx" ON "blind_review_source"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "blind_review_source_review_id_number_key" ON "blind_review_source"("review_id", "number");

-- CreateIndex
CREATE INDEX "blind_review_case_version_id_idx" ON "blind_review_case"("version_id");

-- CreateIndex
CREATE UNIQUE INDEX "blind_review_case_review_id_version_id_key" ON "blind_review_case"("review_id", "version_id");

-- CreateIndex
CREATE INDEX "blind_review_text_source_id_idx" ON "blind_review_text"("source_id");

-- CreateIndex
CREATE INDEX "blind_reviewer_user_id_idx" ON "blind_reviewer"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "blind_reviewer_review_id_number_key" ON "blind_reviewer"("review_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "blind_review_item_review_id_user_id_position_key" ON "blind_review_item"("review_id", "user_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "blind_review_item_review_case_id_user_id_key" ON "blind_review_item"("review_case_id", "user_id");

-- CreateIndex
CREATE INDEX "blind_review_option_source_id_idx" ON "blind_review_option"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "blind_review_option_item_id_source_id_key" ON "blind_review_option"("item_id", "source_id");

-- AddForeignKey
ALTER TABLE "blind_review" ADD CONSTRAINT "blind_review_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_review" ADD CONSTRAINT "blind_review_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_review" ADD CONSTRAINT "blind_review_maker_id_fkey" FOREIGN KEY ("maker_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_review" ADD CONSTRAINT "blind_review_closer_id_fkey" FOREIGN KEY ("closer_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_review_source" ADD CONSTRAINT "blind_review_source_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "blind_review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_review_source" ADD CONSTRAINT "blind_review_source_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "model_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_review_case" ADD CONSTRAINT "blind_review_case_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "blind_review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_review_case" ADD CONSTRAINT "blind_review_case_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "case_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_review_text" ADD CONSTRAINT "blind_review_text_review_case_id_fkey" FOREIGN KEY ("review_case_id") REFERENCES "blind_review_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_review_text" ADD CONSTRAINT "blind_review_text_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "blind_review_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_reviewer" ADD CONSTRAINT "blind_reviewer_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "blind_review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_reviewer" ADD CONSTRAINT "blind_reviewer_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_review_item" ADD CONSTRAINT "blind_review_item_review_id_user_id_fkey" FOREIGN KEY ("review_id", "user_id") REFERENCES "blind_reviewer"("review_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_review_item" ADD CONSTRAINT "blind_review_item_review_case_id_fkey" FOREIGN KEY ("review_case_id") REFERENCES "blind_review_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_review_option" ADD CONSTRAINT "blind_review_option_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "blind_review_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blind_review_option" ADD CONSTRAINT "blind_review_option_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "blind_review_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language can't say.

ALTER TABLE "blind_review" ADD CONSTRAINT "blind_review_closing" CHECK (("closed_at" IS NULL) = ("closer_id" IS NULL));

ALTER TABLE "blind_review_source" ADD CONSTRAINT "blind_review_source_number" CHECK ("number" BETWEEN 1 AND 4);
-- A run may be gone, and what it was called stays.
ALTER TABLE "blind_review_source" ADD CONSTRAINT "blind_review_source_kind" CHECK (
  ("is_reference" AND num_nulls("run_id", "model", "run") = 3)
  OR (NOT "is_reference" AND num_nulls("model", "run") = 0)
);

ALTER TABLE "blind_review_text" ADD CONSTRAINT "blind_review_text_complete" CHECK (
  "location" <> '' AND "exposure" <> '' AND "next_action" <> '' AND "critical_risk" <> ''
);

ALTER TABLE "blind_reviewer" ADD CONSTRAINT "blind_reviewer_number" CHECK ("number" >= 1);

ALTER TABLE "blind_review_item" ADD CONSTRAINT "blind_review_item_position" CHECK ("position" >= 1);
ALTER TABLE "blind_review_item" ADD CONSTRAINT "blind_review_item_best" CHECK ("best" BETWEEN 1 AND 4);

ALTER TABLE "blind_review_option" ADD CONSTRAINT "blind_review_option_position" CHECK ("position" BETWEEN 1 AND 4);
