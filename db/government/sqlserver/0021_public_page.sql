-- Whether the public page is open: every switch is a fact; the last one holds, and without one the page is closed.
create table public_page (
  version      bigint                                         not null constraint pk_public_page primary key,  -- 1, 2, 3 …
  is_open      bigint                                         not null,  -- 0, 1
  reason       nvarchar(2000) collate Latin1_General_100_BIN2 not null,
  switched_by  nvarchar(64)   collate Latin1_General_100_BIN2 not null,
  at           nvarchar(24)   collate Latin1_General_100_BIN2 not null,
  log_index    bigint                                         not null constraint uq_public_page_log_index unique constraint fk_public_page_log_index references log_entry (idx)
);
GO
create trigger public_page_insert_only on public_page instead of update, delete as
  throw 50001, 'public_page is insert-only', 1;
