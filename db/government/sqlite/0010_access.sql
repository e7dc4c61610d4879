-- Who may come in: a token counts from log_index on, until it expires or a row of access_end ends it. The entry says whose it is; the row only finds it.
create table access_term (
  log_index    integer not null primary key references log_entry (idx),
  fingerprint  text    not null                   -- SHA-256 of the token's stored hash
) strict;
create index access_term_by_fingerprint on access_term (fingerprint, log_index);

create table access_end (
  term       integer not null primary key references access_term (log_index),
  log_index  integer not null unique references log_entry (idx)
) strict;

create trigger access_term_no_update before update on access_term
begin select raise(abort, 'access_term is insert-only'); end;
create trigger access_term_no_delete before delete on access_term
begin select raise(abort, 'access_term is insert-only'); end;
create trigger access_end_no_update before update on access_end
begin select raise(abort, 'access_end is insert-only'); end;
create trigger access_end_no_delete before delete on access_end
begin select raise(abort, 'access_end is insert-only'); end;
