-- rolling: yes, because it adds tables of which servers of before know nothing
-- What a teacher chose for a link of a course on a learning platform (LTI)
CREATE TABLE "lti_template" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "author_id" UUID,
    "terms" JSONB NOT NULL,
    "grade" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lti_template_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "lti_template_connection_id_idx" ON "lti_template"("connection_id");

-- rolling: servers of before delete it along
ALTER TABLE "lti_template" ADD CONSTRAINT "lti_template_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- rolling: it stays without whoever is deleted by a server of before
ALTER TABLE "lti_template" ADD CONSTRAINT "lti_template_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A link of a course, and the assignment that it opens, which is made with its first reader
CREATE TABLE "lti_link" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "deployment_id" TEXT NOT NULL,
    "context_id" TEXT NOT NULL,
    "resource_link_id" TEXT NOT NULL,
    "template_id" UUID,
    "assignment_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "scopes" JSONB NOT NULL,
    "line_items" TEXT,
    "line_item" TEXT,
    "making_until" TIMESTAMPTZ(3),
    "stirred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "look_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lti_link_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "lti_link_place_key" ON "lti_link"("connection_id", "deployment_id", "context_id", "resource_link_id");
CREATE UNIQUE INDEX "lti_link_assignment_id_key" ON "lti_link"("assignment_id");

-- rolling: servers of before delete it along
ALTER TABLE "lti_link" ADD CONSTRAINT "lti_link_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- rolling: no version deletes one by itself
ALTER TABLE "lti_link" ADD CONSTRAINT "lti_link_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "lti_template"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What a platform is to show of a reader, and the moment that it was told with last
CREATE TABLE "lti_grade" (
    "link_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "stamp" TIMESTAMPTZ(3),

    CONSTRAINT "lti_grade_pkey" PRIMARY KEY ("link_id", "user_id")
);

CREATE INDEX "lti_grade_user_id_idx" ON "lti_grade"("user_id");

-- rolling: servers of before delete it along
ALTER TABLE "lti_grade" ADD CONSTRAINT "lti_grade_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "lti_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- rolling: whoever is deleted by a server of before takes it along
ALTER TABLE "lti_grade" ADD CONSTRAINT "lti_grade_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Somebody who comes from a platform, until what they opened there is open here
CREATE TABLE "lti_launch" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "nonce" TEXT NOT NULL,
    "claims" JSONB NOT NULL,
    "frame" TEXT,
    "answer" JSONB,
    "arrived_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lti_launch_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "lti_launch_connection_id_nonce_key" ON "lti_launch"("connection_id", "nonce");
CREATE INDEX "lti_launch_frame_idx" ON "lti_launch"("frame");

-- rolling: servers of before delete it along
ALTER TABLE "lti_launch" ADD CONSTRAINT "lti_launch_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
