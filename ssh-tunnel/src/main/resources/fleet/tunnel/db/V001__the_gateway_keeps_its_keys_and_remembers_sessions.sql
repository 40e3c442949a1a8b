-- Base64: public halves in X.509 form; private halves in PKCS#8, wrapped by the master key.
create table tunnel.keys (
  name       text primary key check (name in ('user-authority', 'host-authority', 'gateway')),
  public_key text not null,
  wrapped    text not null,
  made_at    timestamptz not null
);

-- Every certificate that was ever signed; the serial is what sshd logs name.
create table tunnel.certificates (
  serial     bigint generated always as identity primary key,
  kind       text not null check (kind in ('user', 'host')),
  key_id     text not null,
  principals text[] not null,
  device     uuid not null,
  public_key text not null,
  issued_at  timestamptz not null,
  expires_at timestamptz not null
);

-- Who went where: one row for each passage through the gateway; a permit may be used for several.
create table tunnel.sessions (
  id             uuid primary key,
  permit         uuid not null,
  person         text not null,
  device         uuid not null,
  landing        text not null,
  serial         bigint not null,
  client_address text not null,
  opened_at      timestamptz not null,
  closed_at      timestamptz,
  bytes_in       bigint not null default 0,
  bytes_out      bigint not null default 0
);

create index sessions_by_device on tunnel.sessions (device, opened_at);
