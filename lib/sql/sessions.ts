/**
 * Whether the session `s` goes on at `$now`, by what its institution `i` says. A day is 24 hours here, whatever the clocks
 * do.
 */
export const isOpenSession = `s.ended_at IS NULL
  AND s.seen_at > $now - make_interval(mins => i.session_idle_minutes)
  AND s.began_at > $now - make_interval(hours => 24 * i.session_days)`;
