CREATE TABLE builder.builds (
  id          uuid PRIMARY KEY,
  fleet       text NOT NULL,
  author      text NOT NULL,
  commit      text NOT NULL,
  started_at  timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  -- The last event of the build's stream, as JSON; absent while it runs.
  verdict     text
);
CREATE INDEX builds_by_fleet ON builder.builds (fleet, started_at);
CREATE INDEX builds_that_run ON builder.builds (id) WHERE verdict IS NULL;

CREATE TABLE builder.build_lines (
  build  uuid NOT NULL REFERENCES builder.builds ON DELETE CASCADE,
  number bigint NOT NULL,
  text   text NOT NULL,
  PRIMARY KEY (build, number)
);
