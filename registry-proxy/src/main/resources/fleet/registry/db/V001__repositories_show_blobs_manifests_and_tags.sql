-- A repository is there as soon as somebody pushes to it.
create table registry.repositories (
  name       text primary key,
  created_at timestamptz not null default now()
);

-- Which blobs a repository may show; the bytes are in the store once, whoever shows them.
create table registry.repository_blobs (
  repository text not null references registry.repositories,
  digest     text not null,
  size       bigint not null,
  added_at   timestamptz not null default now(),
  primary key (repository, digest)
);
create index repository_blobs_by_digest on registry.repository_blobs (digest);

-- Manifests with their exact bytes.
create table registry.manifests (
  repository    text not null references registry.repositories,
  digest        text not null,
  media_type    text not null,
  content       bytea not null,
  subject       text,
  pushed_at     timestamptz not null default now(),
  primary key (repository, digest)
);
create index manifests_by_subject on registry.manifests (repository, subject) where subject is not null;

-- What a manifest needs: blobs, or for an index manifests.
create table registry.manifest_references (
  repository text not null,
  manifest   text not null,
  digest     text not null,
  primary key (repository, manifest, digest),
  foreign key (repository, manifest) references registry.manifests on delete cascade
);
create index manifest_references_by_digest on registry.manifest_references (repository, digest);

create table registry.tags (
  repository text not null,
  tag        text collate "C" not null,
  digest     text not null,
  updated_at timestamptz not null default now(),
  primary key (repository, tag),
  foreign key (repository, digest) references registry.manifests on delete cascade
);
create index tags_by_digest on registry.tags (repository, digest);

-- Uploads that a client may take up again; their bytes are in the store.
create table registry.upload_sessions (
  id         uuid primary key,
  repository text not null references registry.repositories,
  started_at timestamptz not null default now()
);
create index upload_sessions_by_start on registry.upload_sessions (started_at);
