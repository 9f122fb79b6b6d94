-- Which attempts are due when what counts has changed for readers or at cases is asked when the figures are made: asked
-- with the change, an answer stored at that moment would be missed.
-- CreateTable
CREATE TABLE "figures_due_all" (
    "id" BIGSERIAL NOT NULL,
    "user_ids" UUID[],
    "case_ids" UUID[],

    CONSTRAINT "figures_due_all_pkey" PRIMARY KEY ("id")
);
