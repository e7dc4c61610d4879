-- Units: every version is a fact; the current row is the last of them.
create table unit_version (
  code       nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  version    bigint                                        not null,  -- 1, 2, 3 …
  name       nvarchar(200) collate Latin1_General_100_BIN2 not null,
  kind       nvarchar(16)  collate Latin1_General_100_BIN2 not null,  -- department, subdistrict
  log_index  bigint                                        not null constraint fk_unit_version_log_index references log_entry (idx),
  constraint pk_unit_version primary key (code, version)
);

create table unit_current (
  code       nvarchar(32)  collate Latin1_General_100_BIN2 not null constraint pk_unit_current primary key,
  version    bigint                                        not null,
  name       nvarchar(200) collate Latin1_General_100_BIN2 not null,
  kind       nvarchar(16)  collate Latin1_General_100_BIN2 not null,
  log_index  bigint                                        not null constraint fk_unit_current_log_index references log_entry (idx)
);
GO
create trigger unit_version_insert_only on unit_version instead of update, delete as
  throw 50001, 'unit_version is insert-only', 1;
GO
create trigger unit_current_no_delete on unit_current instead of delete as
  throw 50001, 'unit_current rows are never deleted', 1;
