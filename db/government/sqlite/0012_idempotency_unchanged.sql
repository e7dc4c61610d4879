-- Answers given under an Idempotency-Key to requests that asked for what was so already: log_index is the entry that says it. Numbered, so that a row taken away or altered is missed.
create table idempotency_unchanged (
  seq              integer not null primary key,  -- 0, 1, 2 …
  caller           text    not null,
  idempotency_key  text    not null,
  request_hash     blob    not null,
  answer           blob    not null,
  log_index        integer not null references log_entry (idx),
  unique (caller, idempotency_key)
) strict;

create trigger idempotency_unchanged_no_update before update on idempotency_unchanged
begin select raise(abort, 'idempotency_unchanged is insert-only'); end;
create trigger idempotency_unchanged_no_delete before delete on idempotency_unchanged
begin select raise(abort, 'idempotency_unchanged is insert-only'); end;
