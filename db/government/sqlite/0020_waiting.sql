-- Whom units wait for, as their reports say it, and what those answer. The same unit, target, day and unit waited for in
-- a later report are the same matter.
create table progress_waiting (
  log_index  integer not null references log_entry (idx),        -- of the report
  item       integer not null,                                   -- its number within the report, from 1 on
  target_id  text    not null,
  unit       text    not null,                                   -- who waits
  period     text    not null,                                   -- yyyy-MM, yyyy-Qn
  on_unit    text    not null,
  on_target  text,
  since      text    not null,                                   -- yyyy-MM-dd
  what       text    not null,
  primary key (log_index, item)
) strict;
create index progress_waiting_by_matter on progress_waiting (target_id, unit, on_unit, since);
create index progress_waiting_by_period on progress_waiting (period, target_id);
create index progress_waiting_by_on_unit on progress_waiting (on_unit, log_index);

create table waiting_answer (
  log_index       integer not null primary key references log_entry (idx),
  progress_index  integer not null references log_entry (idx),     -- the report that says so
  item            integer not null,
  unit            text    not null,                              -- who answers
  done            integer not null,                              -- 0, 1
  expected_on     text,                                          -- yyyy-MM-dd
  text            text    not null,
  answered_by     text    not null,
  at              text    not null
) strict;
create index waiting_answer_by_item on waiting_answer (progress_index, item);

create trigger progress_waiting_no_update before update on progress_waiting
begin select raise(abort, 'progress_waiting is insert-only'); end;
create trigger progress_waiting_no_delete before delete on progress_waiting
begin select raise(abort, 'progress_waiting is insert-only'); end;
create trigger waiting_answer_no_update before update on waiting_answer
begin select raise(abort, 'waiting_answer is insert-only'); end;
create trigger waiting_answer_no_delete before delete on waiting_answer
begin select raise(abort, 'waiting_answer is insert-only'); end;
