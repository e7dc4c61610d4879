-- The side's log: one entry per write, in commit order, without gaps.
create table log_entry (
  idx        bigint         not null constraint pk_log_entry primary key,
  leaf_hash  binary(32)     not null,
  data       varbinary(max) not null              -- the exact bytes that were hashed
);

-- The tree's root after every commit: one root per size.
create table log_head (
  size  bigint       not null constraint pk_log_head primary key,
  root  binary(32)   not null,
  at    nvarchar(24) not null                     -- yyyy-MM-ddTHH:mm:ss.fffZ
);

-- Answers given under an Idempotency-Key, without their receipt.
create table idempotency (
  caller           nvarchar(64)   collate Latin1_General_100_BIN2 not null,
  idempotency_key  nvarchar(255)  collate Latin1_General_100_BIN2 not null,
  request_hash     binary(32)     not null,
  status           bigint         not null,
  location         nvarchar(400),
  answer           varbinary(max) not null,
  log_index        bigint         not null constraint fk_idempotency_log references log_entry (idx),
  checkpoint_size  bigint         not null,
  constraint pk_idempotency primary key (caller, idempotency_key)
);
GO
create trigger log_entry_insert_only on log_entry instead of update, delete as
  throw 50001, 'log_entry is insert-only', 1;
GO
create trigger log_head_insert_only on log_head instead of update, delete as
  throw 50001, 'log_head is insert-only', 1;
GO
create trigger idempotency_insert_only on idempotency instead of update, delete as
  throw 50001, 'idempotency is insert-only', 1;
