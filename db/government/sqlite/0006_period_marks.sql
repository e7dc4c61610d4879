-- Where a period's facts begin and end in the log: an entry each, made by the service itself.
create table period_opening (
  period         text    not null primary key,
  year           integer not null,
  log_size       integer not null,                  -- entries from here on were made after the opening
  due_on         text    not null,                  -- as it was then: no later change moves the day from which the evaluator may issue
  postpone_days  integer not null,                  -- by how many days in all the closing day may be postponed
  log_index      integer not null references log_entry (idx)
) strict;

create table period_closing (
  period     text    not null primary key,
  log_size   integer not null,                      -- the period's facts are those of the log up to here
  at         text    not null,
  log_index  integer not null references log_entry (idx)
) strict;

create trigger period_opening_no_update before update on period_opening
begin select raise(abort, 'period_opening is insert-only'); end;
create trigger period_opening_no_delete before delete on period_opening
begin select raise(abort, 'period_opening is insert-only'); end;
create trigger period_closing_no_update before update on period_closing
begin select raise(abort, 'period_closing is insert-only'); end;
create trigger period_closing_no_delete before delete on period_closing
begin select raise(abort, 'period_closing is insert-only'); end;

-- The last revision of each unit after the close, under an extension. What counts for the period stays in progress_current, where window_index is always the row's own index now.
create table progress_extended_current (
  target_id   text    not null,
  unit        text    not null,
  period      text    not null,
  year        integer not null,
  revision    integer not null,
  value       integer,                              -- value to date, millionths
  nodes       text,                                 -- node states, JSON
  timeliness  text    not null,                     -- onTime, late
  log_index   integer not null references log_entry (idx),
  primary key (target_id, unit, period)
) strict;
create index progress_extended_by_period on progress_extended_current (period, target_id, unit);
create index progress_extended_by_year on progress_extended_current (year, target_id, unit);

create trigger progress_extended_current_no_delete before delete on progress_extended_current
begin select raise(abort, 'progress_extended_current rows are never deleted'); end;
