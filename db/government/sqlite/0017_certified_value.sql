-- What the certifying unit says a quantity was: one row per revision. What was said is in the log entry.
create table certified_value (
  target_id       text    not null,
  period          text    not null,               -- yyyy-MM, yyyy-Qn
  revision        integer not null,               -- 1, 2, 3 … per target and period
  target_version  integer not null,
  unit            text    not null,
  value           integer not null,               -- millionths
  late            integer not null,               -- 1: after the period's close
  log_index       integer not null unique references log_entry (idx),
  primary key (target_id, period, revision)
) strict;
create index certified_value_by_period on certified_value (period, target_id);

create trigger certified_value_no_update before update on certified_value
begin select raise(abort, 'certified_value is insert-only'); end;
create trigger certified_value_no_delete before delete on certified_value
begin select raise(abort, 'certified_value is insert-only'); end;
