-- The variables are filled in by MigrationScripts: ledger tables where the server has them (SQL Server 2022 and later).

-- The side's log as a tiled transparency log (C2SP tlog-tiles): one entry per write, in commit order, without gaps.
create table log_entry (
  idx        bigint         not null constraint pk_log_entry primary key,
  leaf_hash  binary(32)     not null,
  data       varbinary(max) not null              -- the exact bytes that were hashed
) $ledger$;

-- Roots of complete subtrees at the tile levels: one row per 256 of the level below; level 0 is log_entry.leaf_hash.
create table log_node (
  level  bigint     not null,
  idx    bigint     not null,
  hash   binary(32) not null,
  constraint pk_log_node primary key (level, idx)
) $ledger$;

-- A signed checkpoint for every commit: one root per size, whoever writes.
create table log_checkpoint (
  size  bigint                                          not null constraint pk_log_checkpoint primary key,
  root  binary(32)                                      not null,
  note  varbinary(8000)                                 not null,                 -- the signed note as it was published
  at    nvarchar(24)    collate Latin1_General_100_BIN2 not null                  -- yyyy-MM-ddTHH:mm:ss.fffZ
) $ledger$;

-- What witnesses said about a checkpoint: one line of theirs each.
create table log_cosignature (
  size     bigint                                         not null constraint fk_log_cosignature_checkpoint references log_checkpoint (size),
  witness  nvarchar(255)  collate Latin1_General_100_BIN2 not null,
  at       bigint                                         not null,               -- the witness's own clock, POSIX seconds
  line     nvarchar(1000) collate Latin1_General_100_BIN2 not null,
  constraint pk_log_cosignature primary key (size, witness)
) $ledger$;

-- Answers given under an Idempotency-Key, without their receipt.
create table idempotency (
  caller           nvarchar(64)   collate Latin1_General_100_BIN2 not null,
  idempotency_key  nvarchar(255)  collate Latin1_General_100_BIN2 not null,
  request_hash     binary(32)                                     not null,
  status           bigint                                         not null,
  location         nvarchar(400)  collate Latin1_General_100_BIN2,
  answer           varbinary(max)                                 not null,
  log_index        bigint                                         not null constraint fk_idempotency_log references log_entry (idx),
  constraint pk_idempotency primary key (caller, idempotency_key)
);
GO
create trigger log_entry_insert_only on log_entry $instead_of$ update, delete as
  throw 50001, 'log_entry is insert-only', 1;
GO
create trigger log_node_insert_only on log_node $instead_of$ update, delete as
  throw 50001, 'log_node is insert-only', 1;
GO
create trigger log_checkpoint_insert_only on log_checkpoint $instead_of$ update, delete as
  throw 50001, 'log_checkpoint is insert-only', 1;
GO
create trigger log_cosignature_insert_only on log_cosignature $instead_of$ update, delete as
  throw 50001, 'log_cosignature is insert-only', 1;
GO
create trigger idempotency_insert_only on idempotency instead of update, delete as
  throw 50001, 'idempotency is insert-only', 1;
