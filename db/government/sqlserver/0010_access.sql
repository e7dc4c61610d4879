-- Who may come in: a token counts from log_index on, until it expires or a row of access_end ends it. The entry says whose it is; the row only finds it.
create table access_term (
  log_index    bigint       not null constraint pk_access_term primary key constraint fk_access_term_log_index references log_entry (idx),
  fingerprint  nvarchar(64) collate Latin1_General_100_BIN2 not null  -- SHA-256 of the token's stored hash
);
create index access_term_by_fingerprint on access_term (fingerprint, log_index);

create table access_end (
  term       bigint not null constraint pk_access_end primary key constraint fk_access_end_term references access_term (log_index),
  log_index  bigint not null constraint uq_access_end_log_index unique constraint fk_access_end_log_index references log_entry (idx)
);
GO
create trigger access_term_insert_only on access_term instead of update, delete as
  throw 50001, 'access_term is insert-only', 1;
GO
create trigger access_end_insert_only on access_end instead of update, delete as
  throw 50001, 'access_end is insert-only', 1;
