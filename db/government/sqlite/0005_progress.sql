-- Progress: one row per revision; a correction is a new row. What was said is in the log entry.
create table progress_report (
  target_id  text    not null,
  unit       text    not null,
  period     text    not null,
  revision   integer not null,                    -- 1, 2, 3 … per target, unit and period
  log_index  integer not null references log_entry (idx),
  primary key (target_id, unit, period, revision)
) strict;

create table progress_current (
  target_id     text    not null,
  unit          text    not null,
  period        text    not null,
  year          integer not null,
  revision      integer not null,
  value         integer,                          -- value to date, millionths
  nodes         text,                             -- node states, JSON
  timeliness    text    not null,                 -- onTime, late
  window_index  integer references log_entry (idx),  -- last revision filed within the window; later ones came under an extension
  log_index     integer not null references log_entry (idx),
  primary key (target_id, unit, period)
) strict;
create index progress_current_by_period on progress_current (period, target_id, unit);
create index progress_current_by_year on progress_current (year, target_id, unit);

create trigger progress_report_no_update before update on progress_report
begin select raise(abort, 'progress_report is insert-only'); end;
create trigger progress_report_no_delete before delete on progress_report
begin select raise(abort, 'progress_report is insert-only'); end;
create trigger progress_current_no_delete before delete on progress_current
begin select raise(abort, 'progress_current rows are never deleted'); end;
