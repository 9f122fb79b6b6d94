-- What first attempts say of readers, cases and libraries, and what is practised in a row. Estimates are made by the
-- server’s chore, from the first attempt on
-- CreateTable
CREATE TABLE "reader_estimate" (
    "user_id" UUID NOT NULL,
    "theta" DOUBLE PRECISION[] NOT NULL,
    "answers" INTEGER[] NOT NULL,
    "proneness" DOUBLE PRECISION[] NOT NULL,

    CONSTRAINT "reader_estimate_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "case_estimate" (
    "case_id" UUID NOT NULL,
    "beta" DOUBLE PRECISION[] NOT NULL,
    "answers" INTEGER[] NOT NULL,
    "pull" DOUBLE PRECISION[] NOT NULL,

    CONSTRAINT "case_estimate_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "library_estimate" (
    "institution_id" UUID NOT NULL,
    "beta_sum" DOUBLE PRECISION[] NOT NULL,
    "cases" INTEGER[] NOT NULL,

    CONSTRAINT "library_estimate_pkey" PRIMARY KEY ("institution_id")
);

-- CreateTable
CREATE TABLE "estimates_state" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "folded_until" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "estimates_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "estimates_due" (
    "id" BIGSERIAL NOT NULL,
    "institution_id" UUID NOT NULL,

    CONSTRAINT "estimates_due_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sitting" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "drill_phase" "phase",
    "drill_kind" TEXT,
    "begun_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "sitting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sitting_case" (
    "sitting_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "case_id" UUID NOT NULL,
    "why" TEXT NOT NULL,
    "miss_phase" "phase",
    "miss_kind" TEXT,
    "since" TIMESTAMPTZ(3),

    CONSTRAINT "sitting_case_pkey" PRIMARY KEY ("sitting_id","place")
);

-- CreateIndex
CREATE INDEX "sitting_user_id_begun_at_idx" ON "sitting"("user_id", "begun_at");

-- CreateIndex
CREATE INDEX "sitting_case_case_id_idx" ON "sitting_case"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "sitting_case_sitting_id_case_id_key" ON "sitting_case"("sitting_id", "case_id");

-- AddForeignKey
ALTER TABLE "reader_estimate" ADD CONSTRAINT "reader_estimate_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_estimate" ADD CONSTRAINT "case_estimate_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "library_estimate" ADD CONSTRAINT "library_estimate_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sitting" ADD CONSTRAINT "sitting_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sitting_case" ADD CONSTRAINT "sitting_case_sitting_id_fkey" FOREIGN KEY ("sitting_id") REFERENCES "sitting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sitting_case" ADD CONSTRAINT "sitting_case_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "estimates_state" ADD CONSTRAINT "estimates_state_one_row" CHECK (id = 1);
INSERT INTO "estimates_state" (id, folded_until, version) VALUES (1, '1970-01-01Z', 1);

ALTER TABLE "sitting"
  ADD CONSTRAINT "sitting_purpose_check" CHECK (purpose IN ('usual', 'again', 'drill')),
  ADD CONSTRAINT "sitting_drill_check" CHECK ((purpose = 'drill') = (drill_phase IS NOT NULL AND drill_kind IS NOT NULL));
-- Of two requests at once, one begins a sitting
CREATE UNIQUE INDEX "sitting_open_key" ON "sitting" (user_id, purpose) WHERE finished_at IS NULL;

ALTER TABLE "sitting_case"
  ADD CONSTRAINT "sitting_case_why_check" CHECK (why IN ('due', 'new', 'repetition')),
  ADD CONSTRAINT "sitting_case_miss_check" CHECK ((miss_phase IS NULL) = (miss_kind IS NULL));

-- Which first attempts came to count in a span of time: by their zone, or by the next attempt at the case
CREATE INDEX "attempt_first_zone_at_idx" ON "attempt" (zone_at) WHERE ordinal = 1;
CREATE INDEX "attempt_second_locked_at_idx" ON "attempt" (locked_at) WHERE ordinal = 2;
