-- What units ask for, and the office's one answer to each. A request without an answer is open.
create table extension_request (
  log_index  integer not null primary key references log_entry (idx),
  period     text    not null,                    -- yyyy-MM, yyyy-Qn
  unit       text    not null,
  target_id  text,                                -- null: every target of the unit
  until_on   text,                                -- null: the office says how long
  reason     text    not null,
  asked_by   text    not null,
  at         text    not null
) strict;
create index extension_request_by_period on extension_request (period, unit);

create table extension_answer (
  request_index  integer not null primary key references extension_request (log_index),
  log_index      integer not null unique references log_entry (idx),
  granted        integer not null,                -- 1: by an extension, whose log_index is the same; 0: refused
  until_on       text,                            -- null: refused
  reason         text    not null,
  answered_by    text    not null,
  at             text    not null
) strict;

create trigger extension_request_no_update before update on extension_request
begin select raise(abort, 'extension_request is insert-only'); end;
create trigger extension_request_no_delete before delete on extension_request
begin select raise(abort, 'extension_request is insert-only'); end;
create trigger extension_answer_no_update before update on extension_answer
begin select raise(abort, 'extension_answer is insert-only'); end;
create trigger extension_answer_no_delete before delete on extension_answer
begin select raise(abort, 'extension_answer is insert-only'); end;
