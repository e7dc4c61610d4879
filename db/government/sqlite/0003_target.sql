-- Targets: a version's document is the log entry itself; here stand only what lists filter by and where the entry is.
create table target_version (
  target_id  text    not null,
  version    integer not null,                    -- 1, 2, 3 …
  log_index  integer not null references log_entry (idx),
  primary key (target_id, version)
) strict;

-- Who works on a version: one lead unit, any number of co-units.
create table target_unit (
  target_id  text    not null,
  version    integer not null,
  unit       text    not null,
  role       text    not null,                    -- lead, co
  primary key (target_id, version, unit)
) strict;
create index target_unit_by_unit on target_unit (unit, target_id, version);

create table target_current (
  target_id  text    not null primary key,
  version    integer not null,
  year       integer not null,
  level      text    not null,                    -- overall, departmental
  kind       text    not null,                    -- quantitative, milestone, qualitative
  field      text    not null,
  title      text    not null,
  lead_unit  text    not null,
  log_index  integer not null references log_entry (idx)
) strict;
create index target_current_by_year on target_current (year, target_id);

create trigger target_version_no_update before update on target_version
begin select raise(abort, 'target_version is insert-only'); end;
create trigger target_version_no_delete before delete on target_version
begin select raise(abort, 'target_version is insert-only'); end;
create trigger target_unit_no_update before update on target_unit
begin select raise(abort, 'target_unit is insert-only'); end;
create trigger target_unit_no_delete before delete on target_unit
begin select raise(abort, 'target_unit is insert-only'); end;
create trigger target_current_no_delete before delete on target_current
begin select raise(abort, 'target_current rows are never deleted'); end;
