-- Colour schemes: published once, never edited. The document is in the log entry.
create table colour_scheme (
  version    text    not null primary key,
  log_index  integer not null references log_entry (idx)
) strict;

create trigger colour_scheme_no_update before update on colour_scheme
begin select raise(abort, 'colour_scheme is insert-only'); end;
create trigger colour_scheme_no_delete before delete on colour_scheme
begin select raise(abort, 'colour_scheme is insert-only'); end;
