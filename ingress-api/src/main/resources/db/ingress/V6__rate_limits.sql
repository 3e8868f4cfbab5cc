-- What the nodes counted, together: calls of one subject in one aligned slot of a window. Unlogged:
-- a crash of the database forgets the counts of the last minutes, and no commit waits for the disk.
-- The collation is the same everywhere, so that all nodes lock rows in one order. Rows are updated
-- many times, in place as long as their page has room.
create unlogged table rate_counts (
  bucket     text        not null collate "C",
  slot       bigint      not null,
  count      bigint      not null,
  expires_at timestamptz not null,
  primary key (bucket, slot)
) with (fillfactor = 60);

create index rate_counts_by_expiry on rate_counts (expires_at);
