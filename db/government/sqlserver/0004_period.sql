-- Reporting periods and extensions. Dates are yyyy-MM-dd, Asia/Shanghai, the day included.
create table period_version (
  code       nvarchar(32) collate Latin1_General_100_BIN2 not null,  -- yyyy-MM, yyyy-Qn
  version    bigint                                       not null,
  opens_on   nvarchar(10) collate Latin1_General_100_BIN2 not null,
  due_on     nvarchar(10) collate Latin1_General_100_BIN2 not null,
  closes_on  nvarchar(10) collate Latin1_General_100_BIN2 not null,
  log_index  bigint                                       not null constraint fk_period_version_log_index references log_entry (idx),
  constraint pk_period_version primary key (code, version)
);

create table period_current (
  code       nvarchar(32) collate Latin1_General_100_BIN2 not null constraint pk_period_current primary key,
  version    bigint                                       not null,
  year       bigint                                       not null,
  opens_on   nvarchar(10) collate Latin1_General_100_BIN2 not null,
  due_on     nvarchar(10) collate Latin1_General_100_BIN2 not null,
  closes_on  nvarchar(10) collate Latin1_General_100_BIN2 not null,
  log_index  bigint                                       not null constraint fk_period_current_log_index references log_entry (idx)
);
create index period_current_by_year on period_current (year, code);

create table period_extension (
  log_index   bigint                                         not null constraint pk_period_extension primary key constraint fk_period_extension_log_index references log_entry (idx),
  period      nvarchar(7)    collate Latin1_General_100_BIN2 not null,
  unit        nvarchar(32)   collate Latin1_General_100_BIN2 not null,
  target_id   nvarchar(32)   collate Latin1_General_100_BIN2,           --  null: every target of the unit
  until_on    nvarchar(10)   collate Latin1_General_100_BIN2 not null,
  reason      nvarchar(2000) collate Latin1_General_100_BIN2 not null,
  granted_by  nvarchar(64)   collate Latin1_General_100_BIN2 not null,
  at          nvarchar(24)   collate Latin1_General_100_BIN2 not null
);
create index period_extension_by_period on period_extension (period, unit);
GO
create trigger period_version_insert_only on period_version instead of update, delete as
  throw 50001, 'period_version is insert-only', 1;
GO
create trigger period_extension_insert_only on period_extension instead of update, delete as
  throw 50001, 'period_extension is insert-only', 1;
GO
create trigger period_current_no_delete on period_current instead of delete as
  throw 50001, 'period_current rows are never deleted', 1;
