-- Units: every version is a fact; the current row is the last of them.
create table unit_version (
  code       text    not null,
  version    integer not null,                    -- 1, 2, 3 …
  name       text    not null,
  kind       text    not null,                    -- department, subdistrict
  log_index  integer not null references log_entry (idx),
  primary key (code, version)
) strict;

create table unit_current (
  code       text    not null primary key,
  version    integer not null,
  name       text    not null,
  kind       text    not null,
  log_index  integer not null references log_entry (idx)
) strict;

create trigger unit_version_no_update before update on unit_version
begin select raise(abort, 'unit_version is insert-only'); end;
create trigger unit_version_no_delete before delete on unit_version
begin select raise(abort, 'unit_version is insert-only'); end;
create trigger unit_current_no_delete before delete on unit_current
begin select raise(abort, 'unit_current rows are never deleted'); end;
