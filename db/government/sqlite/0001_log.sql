-- The side's log: one entry per write, in commit order, without gaps.
create table log_entry (
  idx        integer not null primary key,
  leaf_hash  blob    not null check (length(leaf_hash) = 32),
  data       blob    not null                     -- the exact bytes that were hashed
) strict;

-- The tree's root after every commit: one root per size.
create table log_head (
  size  integer not null primary key,
  root  blob    not null check (length(root) = 32),
  at    text    not null                          -- yyyy-MM-ddTHH:mm:ss.fffZ
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
  checkpoint_size  integer not null,
  primary key (caller, idempotency_key)
) strict;

create trigger log_entry_no_update before update on log_entry
begin select raise(abort, 'log_entry is insert-only'); end;
create trigger log_entry_no_delete before delete on log_entry
begin select raise(abort, 'log_entry is insert-only'); end;
create trigger log_head_no_update before update on log_head
begin select raise(abort, 'log_head is insert-only'); end;
create trigger log_head_no_delete before delete on log_head
begin select raise(abort, 'log_head is insert-only'); end;
create trigger idempotency_no_update before update on idempotency
begin select raise(abort, 'idempotency is insert-only'); end;
create trigger idempotency_no_delete before delete on idempotency
begin select raise(abort, 'idempotency is insert-only'); end;
