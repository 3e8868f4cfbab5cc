-- Vectors in the row as long as they fit into a page, since every search of a user's facts reads all
-- of them; only longer ones go elsewhere.
alter table facts alter column embedding set storage main;
alter table shadow_facts alter column embedding set storage main;

-- Vectors that are to take the place of those in "facts", made so far. They go with their facts.
create table reembedded (
  memory_id  uuid primary key references facts on delete cascade,
  -- of the fact's text then; the text may have changed since
  text_md5   text not null,
  model      text not null,
  dimensions int not null,
  embedding  public.vector not null
);
alter table reembedded alter column embedding set storage main;
