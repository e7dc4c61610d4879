-- Whom units wait for, as their reports say it, and what those answer. The same unit, target, day and unit waited for in
-- a later report are the same matter.
create table progress_waiting (
  log_index  bigint                                         not null constraint fk_progress_waiting_log_index references log_entry (idx),  -- of the report
  item       bigint                                         not null,  -- its number within the report, from 1 on
  target_id  nvarchar(32)   collate Latin1_General_100_BIN2 not null,
  unit       nvarchar(32)   collate Latin1_General_100_BIN2 not null,  -- who waits
  period     nvarchar(7)    collate Latin1_General_100_BIN2 not null,  -- yyyy-MM, yyyy-Qn
  on_unit    nvarchar(32)   collate Latin1_General_100_BIN2 not null,
  on_target  nvarchar(32)   collate Latin1_General_100_BIN2,
  since      nvarchar(10)   collate Latin1_General_100_BIN2 not null,  -- yyyy-MM-dd
  what       nvarchar(1000) collate Latin1_General_100_BIN2 not null,
  constraint pk_progress_waiting primary key (log_index, item)
);
create index progress_waiting_by_matter on progress_waiting (target_id, unit, on_unit, since);
create index progress_waiting_by_period on progress_waiting (period, target_id);
create index progress_waiting_by_on_unit on progress_waiting (on_unit, log_index);

create table waiting_answer (
  log_index       bigint                                         not null constraint pk_waiting_answer primary key constraint fk_waiting_answer_log_index references log_entry (idx),
  progress_index  bigint                                         not null constraint fk_waiting_answer_progress_index references log_entry (idx),  -- the report that says so
  item            bigint                                         not null,
  unit            nvarchar(32)   collate Latin1_General_100_BIN2 not null,  -- who answers
  done            bigint                                         not null,  -- 0, 1
  expected_on     nvarchar(10)   collate Latin1_General_100_BIN2,           -- yyyy-MM-dd
  text            nvarchar(2000) collate Latin1_General_100_BIN2 not null,
  answered_by     nvarchar(64)   collate Latin1_General_100_BIN2 not null,
  at              nvarchar(24)   collate Latin1_General_100_BIN2 not null
);
create index waiting_answer_by_item on waiting_answer (progress_index, item);
GO
create trigger progress_waiting_insert_only on progress_waiting instead of update, delete as
  throw 50001, 'progress_waiting is insert-only', 1;
GO
create trigger waiting_answer_insert_only on waiting_answer instead of update, delete as
  throw 50001, 'waiting_answer is insert-only', 1;
