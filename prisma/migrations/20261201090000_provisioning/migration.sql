-- rolling: yes, because it adds tables and columns of which servers of before know nothing, and they leave out connections of kinds they do not know
-- Directories that keep an institution's people and groups (SCIM)
-- rolling: servers of before write one of its kinds alone
ALTER TABLE "connection" DROP CONSTRAINT "connection_kind_check";
-- rolling: it allows what they write, and more
ALTER TABLE "connection" ADD CONSTRAINT "connection_kind_check" CHECK ("kind" IN ('oidc', 'scim'));

-- By which another system shows Calot who it is, and when it was heard last
ALTER TABLE "connection" ADD COLUMN "token_hash" TEXT;
ALTER TABLE "connection" ADD COLUMN "heard_at" TIMESTAMPTZ(3);
ALTER TABLE "connection" ADD COLUMN "problem" TEXT;
ALTER TABLE "connection" ADD COLUMN "problem_at" TIMESTAMPTZ(3);

CREATE TABLE "provisioned_person" (
    "connection_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "user_name" TEXT NOT NULL,
    "external_id" TEXT,
    "resource" JSONB NOT NULL,
    "made" BOOLEAN NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "provisioned_person_pkey" PRIMARY KEY ("connection_id", "user_id")
);

CREATE UNIQUE INDEX "provisioned_person_user_name_key" ON "provisioned_person"("connection_id", lower("user_name"));
CREATE INDEX "provisioned_person_user_id_idx" ON "provisioned_person"("user_id");

-- rolling: servers of before delete no connection of this kind
ALTER TABLE "provisioned_person" ADD CONSTRAINT "provisioned_person_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- rolling: whoever is deleted by a server of before takes it along
ALTER TABLE "provisioned_person" ADD CONSTRAINT "provisioned_person_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "provisioned_group" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "external_id" TEXT,
    "cohort_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provisioned_group_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "provisioned_group_name_key" ON "provisioned_group"("connection_id", lower("name"));

-- rolling: servers of before delete no connection of this kind
ALTER TABLE "provisioned_group" ADD CONSTRAINT "provisioned_group_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- rolling: no version deletes a cohort
ALTER TABLE "provisioned_group" ADD CONSTRAINT "provisioned_group_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "provisioned_member" (
    "group_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "provisioned_member_pkey" PRIMARY KEY ("group_id", "user_id")
);

CREATE INDEX "provisioned_member_user_id_idx" ON "provisioned_member"("user_id");

-- rolling: servers of before know no groups
ALTER TABLE "provisioned_member" ADD CONSTRAINT "provisioned_member_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "provisioned_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- rolling: whoever is deleted by a server of before takes it along
ALTER TABLE "provisioned_member" ADD CONSTRAINT "provisioned_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
