alter table api.sign_ins
  add column id uuid not null unique default gen_random_uuid(),
  add column last_used_at timestamptz,
  add column address text not null default '',
  add column agent text not null default '';

create index sign_ins_by_user on api.sign_ins (user_name);
