-- Engines that get no work until somebody says otherwise, by the names that the server's options give them.
CREATE TABLE builder.drained_engines (
  name  text PRIMARY KEY,
  since timestamptz NOT NULL DEFAULT now()
);
