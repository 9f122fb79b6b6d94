-- rolling: yes, because it adds a column and a table of which servers of before know nothing, and no rule is set until somebody says so
-- How long after leaving what is personal stays
ALTER TABLE "institution" ADD COLUMN "retention_months" INTEGER;

-- Who was told so, of which closing, by which mails, and how many days were waited since
CREATE TABLE "parting" (
    "user_id" UUID NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "mail_id" UUID NOT NULL,
    "again_mail_id" UUID,
    "waited" INTEGER NOT NULL DEFAULT 0,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "parting_pkey" PRIMARY KEY ("user_id")
);
CREATE UNIQUE INDEX "parting_mail_id_key" ON "parting"("mail_id");
CREATE UNIQUE INDEX "parting_again_mail_id_key" ON "parting"("again_mail_id");

-- rolling: whoever is deleted by a server of before takes it along, and it counts for nobody then
ALTER TABLE "parting" ADD CONSTRAINT "parting_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- rolling: servers of before delete a person's mails with the person, and this goes with them
ALTER TABLE "parting" ADD CONSTRAINT "parting_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "mail"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- rolling: the same
ALTER TABLE "parting" ADD CONSTRAINT "parting_again_mail_id_fkey" FOREIGN KEY ("again_mail_id") REFERENCES "mail"("id") ON DELETE CASCADE ON UPDATE CASCADE;
