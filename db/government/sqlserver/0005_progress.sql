-- Progress: one row per revision; a correction is a new row. What was said is in the log entry.
create table progress_report (
  target_id  nvarchar(32) collate Latin1_General_100_BIN2 not null,
  unit       nvarchar(32) collate Latin1_General_100_BIN2 not null,
  period     nvarchar(7)  collate Latin1_General_100_BIN2 not null,
  revision   bigint                                       not null,  -- 1, 2, 3 … per target, unit and period
  log_index  bigint                                       not null constraint fk_progress_report_log_index references log_entry (idx),
  constraint pk_progress_report primary key (target_id, unit, period, revision)
);

create table progress_current (
  target_id     nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  unit          nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  period        nvarchar(7)   collate Latin1_General_100_BIN2 not null,
  year          bigint                                        not null,
  revision      bigint                                        not null,
  value         bigint,  -- value to date, millionths
  nodes         nvarchar(max) collate Latin1_General_100_BIN2,  -- node states, JSON
  timeliness    nvarchar(8)   collate Latin1_General_100_BIN2 not null,  -- onTime, late
  window_index  bigint                                        constraint fk_progress_current_window_index references log_entry (idx),  -- last revision filed within the window; later ones came under an extension
  log_index     bigint                                        not null constraint fk_progress_current_log_index references log_entry (idx),
  constraint pk_progress_current primary key (target_id, unit, period)
);
create index progress_current_by_period on progress_current (period, target_id, unit);
create index progress_current_by_year on progress_current (year, target_id, unit);
GO
create trigger progress_report_insert_only on progress_report instead of update, delete as
  throw 50001, 'progress_report is insert-only', 1;
GO
create trigger progress_current_no_delete on progress_current instead of delete as
  throw 50001, 'progress_current rows are never deleted', 1;
