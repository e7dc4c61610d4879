-- Where a period's facts begin and end in the log: an entry each, made by the service itself.
create table period_opening (
  period         nvarchar(7)  collate Latin1_General_100_BIN2 not null constraint pk_period_opening primary key,
  year           bigint                                       not null,
  log_size       bigint                                       not null,  -- entries from here on were made after the opening
  due_on         nvarchar(10) collate Latin1_General_100_BIN2 not null,  -- as it was then: no later change moves the day from which the evaluator may issue
  postpone_days  bigint                                       not null,  -- by how many days in all the closing day may be postponed
  log_index      bigint                                       not null constraint fk_period_opening_log_index references log_entry (idx)
);

create table period_closing (
  period     nvarchar(7)  collate Latin1_General_100_BIN2 not null constraint pk_period_closing primary key,
  log_size   bigint                                       not null,  -- the period's facts are those of the log up to here
  at         nvarchar(24) collate Latin1_General_100_BIN2 not null,
  log_index  bigint                                       not null constraint fk_period_closing_log_index references log_entry (idx)
);

-- The last revision of each unit after the close, under an extension. What counts for the period stays in progress_current, where window_index is always the row's own index now.
create table progress_extended_current (
  target_id   nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  unit        nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  period      nvarchar(7)   collate Latin1_General_100_BIN2 not null,
  year        bigint                                        not null,
  revision    bigint                                        not null,
  value       bigint,  -- value to date, millionths
  nodes       nvarchar(max) collate Latin1_General_100_BIN2,  -- node states, JSON
  timeliness  nvarchar(8)   collate Latin1_General_100_BIN2 not null,  -- onTime, late
  log_index   bigint                                        not null constraint fk_progress_extended_current_log_index references log_entry (idx),
  constraint pk_progress_extended_current primary key (target_id, unit, period)
);
create index progress_extended_by_period on progress_extended_current (period, target_id, unit);
create index progress_extended_by_year on progress_extended_current (year, target_id, unit);
GO
create trigger period_opening_insert_only on period_opening instead of update, delete as
  throw 50001, 'period_opening is insert-only', 1;
GO
create trigger period_closing_insert_only on period_closing instead of update, delete as
  throw 50001, 'period_closing is insert-only', 1;
GO
create trigger progress_extended_current_no_delete on progress_extended_current instead of delete as
  throw 50001, 'progress_extended_current rows are never deleted', 1;
