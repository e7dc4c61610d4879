-- What the certifying unit says a quantity was: one row per revision. What was said is in the log entry.
create table certified_value (
  target_id       nvarchar(32) collate Latin1_General_100_BIN2 not null,
  period          nvarchar(7)  collate Latin1_General_100_BIN2 not null,  -- yyyy-MM, yyyy-Qn
  revision        bigint                                       not null,  -- 1, 2, 3 … per target and period
  target_version  bigint                                       not null,
  unit            nvarchar(32) collate Latin1_General_100_BIN2 not null,
  value           bigint                                       not null,  -- millionths
  late            bigint                                       not null,  -- 1: after the period's close
  log_index       bigint                                       not null constraint uq_certified_value_log_index unique constraint fk_certified_value_log_index references log_entry (idx),
  constraint pk_certified_value primary key (target_id, period, revision)
);
create index certified_value_by_period on certified_value (period, target_id);
GO
create trigger certified_value_insert_only on certified_value instead of update, delete as
  throw 50001, 'certified_value is insert-only', 1;
