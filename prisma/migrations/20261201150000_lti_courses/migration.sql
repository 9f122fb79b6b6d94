-- rolling: yes, because it adds tables of which servers of before know nothing
-- Courses of learning platforms as cohorts
CREATE TABLE "lti_course" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "deployment_id" TEXT NOT NULL,
    "context_id" TEXT NOT NULL,
    "cohort_id" UUID,
    "members_address" TEXT,
    "stirred_at" TIMESTAMPTZ(3) NOT NULL,
    "look_at" TIMESTAMPTZ(3) NOT NULL,
    "problem" TEXT,

    CONSTRAINT "lti_course_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "lti_course_place_key" ON "lti_course"("connection_id", "deployment_id", "context_id");

-- CreateIndex
CREATE INDEX "lti_course_cohort_id_idx" ON "lti_course"("cohort_id");

-- CreateIndex
CREATE INDEX "lti_course_look_at_idx" ON "lti_course"("look_at");

-- rolling: servers of before remove no connection of this kind
ALTER TABLE "lti_course" ADD CONSTRAINT "lti_course_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- rolling: no version deletes a cohort
ALTER TABLE "lti_course" ADD CONSTRAINT "lti_course_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "lti_course_member" (
    "course_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lti_course_member_pkey" PRIMARY KEY ("course_id", "user_id")
);

-- CreateIndex
CREATE INDEX "lti_course_member_user_id_idx" ON "lti_course_member"("user_id");

-- rolling: it goes with its course
ALTER TABLE "lti_course_member" ADD CONSTRAINT "lti_course_member_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "lti_course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- rolling: whoever is deleted by a server of before takes it along
ALTER TABLE "lti_course_member" ADD CONSTRAINT "lti_course_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
