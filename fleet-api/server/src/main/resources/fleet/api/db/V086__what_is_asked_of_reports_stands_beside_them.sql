-- Columns of their own, so that a search reads no report; whoever writes one, of this version or another, fills them.
alter table api.device_reports
  add column phase text generated always as (report ->> 'phase') stored,
  add column failed boolean generated always as (report -> 'failure' is not null) stored,
  add column degraded boolean generated always as (
    report @> '{"services": [{"health": "UNHEALTHY"}]}'
    or report @> '{"services": [{"state": "RESTARTING"}]}') stored;

create index device_reports_by_phase on api.device_reports (phase);
create index device_reports_failed on api.device_reports (device) where failed;
create index device_reports_degraded on api.device_reports (device) where degraded;
