-- A reader may have a drill open for each kind of miss, beside what is open by itself
DROP INDEX "sitting_open_key";
CREATE UNIQUE INDEX "sitting_open_key" ON "sitting" (user_id, purpose) WHERE finished_at IS NULL AND purpose <> 'drill';
CREATE UNIQUE INDEX "sitting_open_drill_key" ON "sitting" (user_id, drill_phase, drill_kind)
  WHERE finished_at IS NULL AND purpose = 'drill';
