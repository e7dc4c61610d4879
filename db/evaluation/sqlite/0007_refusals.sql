-- Refused attempts to write on this side. The log entry holds the same; here they are counted from.
create table refusal (
  log_index  integer not null primary key references log_entry (idx),
  caller     text    not null,
  role       text    not null,
  method     text    not null,
  route      text    not null,
  since      text    not null,                    -- the first of them, yyyy-MM-ddTHH:mm:ss.fffZ
  at         text    not null,                    -- when it was written
  attempts   integer not null
) strict;

create trigger refusal_no_update before update on refusal
begin select raise(abort, 'refusal is insert-only'); end;
create trigger refusal_no_delete before delete on refusal
begin select raise(abort, 'refusal is insert-only'); end;
