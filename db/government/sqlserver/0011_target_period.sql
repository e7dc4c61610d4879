-- The periods for which a version of a target owes a report. A version without rows owes every month.
create table target_period (
  target_id  nvarchar(32) collate Latin1_General_100_BIN2 not null,
  version    bigint                                       not null,
  period     nvarchar(7)  collate Latin1_General_100_BIN2 not null,  -- yyyy-MM, yyyy-Qn
  constraint pk_target_period primary key (target_id, version, period)
);
GO
create trigger target_period_insert_only on target_period instead of update, delete as
  throw 50001, 'target_period is insert-only', 1;
