-- Reporting periods and extensions. Dates are yyyy-MM-dd, Asia/Shanghai, the day included.
create table period_version (
  code       text    not null,                    -- yyyy-MM, yyyy-Qn
  version    integer not null,
  opens_on   text    not null,
  due_on     text    not null,
  closes_on  text    not null,
  log_index  integer not null references log_entry (idx),
  primary key (code, version)
) strict;

create table period_current (
  code       text    not null primary key,
  version    integer not null,
  year       integer not null,
  opens_on   text    not null,
  due_on     text    not null,
  closes_on  text    not null,
  log_index  integer not null references log_entry (idx)
) strict;
create index period_current_by_year on period_current (year, code);

create table period_extension (
  log_index  integer not null primary key references log_entry (idx),
  period     text    not null,
  unit       text    not null,
  target_id  text,                                -- null: every target of the unit
  until_on   text    not null,
  reason     text    not null,
  granted_by text    not null,
  at         text    not null
) strict;
create index period_extension_by_period on period_extension (period, unit);

create trigger period_version_no_update before update on period_version
begin select raise(abort, 'period_version is insert-only'); end;
create trigger period_version_no_delete before delete on period_version
begin select raise(abort, 'period_version is insert-only'); end;
create trigger period_extension_no_update before update on period_extension
begin select raise(abort, 'period_extension is insert-only'); end;
create trigger period_extension_no_delete before delete on period_extension
begin select raise(abort, 'period_extension is insert-only'); end;
create trigger period_current_no_delete before delete on period_current
begin select raise(abort, 'period_current rows are never deleted'); end;
