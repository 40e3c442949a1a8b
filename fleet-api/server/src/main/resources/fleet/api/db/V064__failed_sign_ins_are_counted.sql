create table api.sign_in_failures (
  kind text not null,
  subject text not null,
  failures integer not null,
  last_at timestamptz not null,
  locked_until timestamptz,
  primary key (kind, subject)
);

create index sign_in_failures_by_age on api.sign_in_failures (last_at);
