-- rolling: yes, because it adds a table of which servers of before know nothing
-- What a trainer logged of a training of a model, for the page of a model run
CREATE TABLE "training_log" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "planned_steps" INTEGER,
    "curves" JSONB NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "training_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "training_log_institution_id_model_id_name_key" ON "training_log"("institution_id", "model_id", "name");

-- rolling: no version deletes an institution
ALTER TABLE "training_log" ADD CONSTRAINT "training_log_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- rolling: no version deletes a model
ALTER TABLE "training_log" ADD CONSTRAINT "training_log_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
