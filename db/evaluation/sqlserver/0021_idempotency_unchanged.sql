-- Answers given under an Idempotency-Key to requests that asked for what was so already: log_index is the entry that says it. Numbered, so that a row taken away or altered is missed.
create table idempotency_unchanged (
  seq              bigint         not null constraint pk_idempotency_unchanged primary key,  -- 0, 1, 2 …
  caller           nvarchar(64)   collate Latin1_General_100_BIN2 not null,
  idempotency_key  nvarchar(255)  collate Latin1_General_100_BIN2 not null,
  request_hash     binary(32)     not null,
  answer           varbinary(max) not null,
  log_index        bigint         not null constraint fk_idempotency_unchanged_log references log_entry (idx),
  constraint uq_idempotency_unchanged unique (caller, idempotency_key)
);
GO
create trigger idempotency_unchanged_insert_only on idempotency_unchanged instead of update, delete as
  throw 50001, 'idempotency_unchanged is insert-only', 1;
