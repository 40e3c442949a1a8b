create table api.certificate_authorities (
  generation integer primary key,
  certificate bytea not null,
  -- The private key (PKCS #8), wrapped by the master key.
  wrapped bytea not null,
  made_at timestamptz not null
);
