-- The periods for which a version of a target owes a report. A version without rows owes every month.
create table target_period (
  target_id  text    not null,
  version    integer not null,
  period     text    not null,                    -- yyyy-MM, yyyy-Qn
  primary key (target_id, version, period)
) strict;

create trigger target_period_no_update before update on target_period
begin select raise(abort, 'target_period is insert-only'); end;
create trigger target_period_no_delete before delete on target_period
begin select raise(abort, 'target_period is insert-only'); end;
