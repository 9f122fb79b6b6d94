-- What each import made and changed, with which it can be taken back.
-- CreateTable
CREATE TABLE "dataset_import" (
    "id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dataset_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_change" (
    "import_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "part_id" UUID NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "import_change_pkey" PRIMARY KEY ("import_id","kind","subject_id","part_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "dataset_import_number_key" ON "dataset_import"("number");

-- CreateIndex
CREATE INDEX "dataset_import_dataset_id_number_idx" ON "dataset_import"("dataset_id", "number");

-- AddForeignKey
ALTER TABLE "dataset_import" ADD CONSTRAINT "dataset_import_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_change" ADD CONSTRAINT "import_change_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "dataset_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "import_change" ADD CONSTRAINT "import_change_kind"
    CHECK ("kind" IN ('dataset', 'video', 'case', 'run', 'prediction'));
