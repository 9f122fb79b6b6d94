-- rolling: yes, because servers of before leave out connections of kinds they do not know
-- Signing in by SAML
-- rolling: servers of before write one of their own kinds alone
ALTER TABLE "connection" DROP CONSTRAINT "connection_kind_check";
-- Which kinds there are is the servers’ to know: a further one needs no change here
-- rolling: it allows what they write, and more
ALTER TABLE "connection" ADD CONSTRAINT "connection_kind_check" CHECK ("kind" ~ '^[a-z]{1,20}$');
