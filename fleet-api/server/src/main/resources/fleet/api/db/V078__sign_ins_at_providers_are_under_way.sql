create table api.provider_sign_ins (
  state_hash bytea primary key,
  provider text not null references api.providers on delete cascade,
  challenge text not null,
  finish text not null,
  port integer,
  invitation_hash text,
  wanted_name text,
  linking text references api.users on delete cascade,
  network text not null,
  expires_at timestamptz not null,
  arrived_at timestamptz,
  ticket_hash bytea unique,
  outsider jsonb,
  problem jsonb
);

create index provider_sign_ins_by_network on api.provider_sign_ins (network);
create index provider_sign_ins_by_age on api.provider_sign_ins (expires_at);
