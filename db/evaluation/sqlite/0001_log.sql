-- The side's log as a tiled transparency log (C2SP tlog-tiles): one entry per write, in commit order, without gaps.
create table log_entry (
  idx        integer not null primary key,
  leaf_hash  blob    not null check (length(leaf_hash) = 32),
  data       blob    not null                     -- the exact bytes that were hashed
) strict;

-- Roots of complete subtrees at the tile levels: one row per 256 of the level below; level 0 is log_entry.leaf_hash.
create table log_node (
  level  integer not null,
  idx    integer not null,
  hash   blob    not null check (length(hash) = 32),
  primary key (level, idx)
) strict;

-- A signed checkpoint for every commit: one root per size, whoever writes.
create table log_checkpoint (
  size  integer not null primary key,
  root  blob    not null check (length(root) = 32),
  note  blob    not null,                         -- the signed note as it was published
  at    text    not null                          -- yyyy-MM-ddTHH:mm:ss.fffZ
) strict;

-- What witnesses said about a checkpoint: one line of theirs each.
create table log_cosignature (
  size     integer not null references log_checkpoint (size),
  witness  text    not null,
  at       integer not null,                      -- the witness's own clock, POSIX seconds
  line     text    not null,
  primary key (size, witness)
) strict;

-- Answers given under an Idempotency-Key, without their receipt.
create table idempotency (
  caller           text    not null,
  idempotency_key  text    not null,
  request_hash     blob    not null,
  status           integer not null,
  location         text,
  answer           blob    not null,
  log_index        integer not null references log_entry (idx),
  primary key (caller, idempotency_key)
) strict;

create trigger log_entry_no_update before update on log_entry
begin select raise(abort, 'log_entry is insert-only'); end;
create trigger log_entry_no_delete before delete on log_entry
begin select raise(abort, 'log_entry is insert-only'); end;
create trigger log_node_no_update before update on log_node
begin select raise(abort, 'log_node is insert-only'); end;
create trigger log_node_no_delete before delete on log_node
begin select raise(abort, 'log_node is insert-only'); end;
create trigger log_checkpoint_no_update before update on log_checkpoint
begin select raise(abort, 'log_checkpoint is insert-only'); end;
create trigger log_checkpoint_no_delete before delete on log_checkpoint
begin select raise(abort, 'log_checkpoint is insert-only'); end;
create trigger log_cosignature_no_update before update on log_cosignature
begin select raise(abort, 'log_cosignature is insert-only'); end;
create trigger log_cosignature_no_delete before delete on log_cosignature
begin select raise(abort, 'log_cosignature is insert-only'); end;
create trigger idempotency_no_update before update on idempotency
begin select raise(abort, 'idempotency is insert-only'); end;
create trigger idempotency_no_delete before delete on idempotency
begin select raise(abort, 'idempotency is insert-only'); end;
