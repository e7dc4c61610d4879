-- Targets: a version's document is the log entry itself; here stand only what lists filter by and where the entry is.
create table target_version (
  target_id  nvarchar(32) collate Latin1_General_100_BIN2 not null,
  version    bigint                                       not null,  -- 1, 2, 3 …
  log_index  bigint                                       not null constraint fk_target_version_log_index references log_entry (idx),
  constraint pk_target_version primary key (target_id, version)
);

-- Who works on a version: one lead unit, any number of co-units.
create table target_unit (
  target_id  nvarchar(32) collate Latin1_General_100_BIN2 not null,
  version    bigint                                       not null,
  unit       nvarchar(32) collate Latin1_General_100_BIN2 not null,
  role       nvarchar(8)  collate Latin1_General_100_BIN2 not null,  -- lead, co
  constraint pk_target_unit primary key (target_id, version, unit)
);
create index target_unit_by_unit on target_unit (unit, target_id, version);

create table target_current (
  target_id  nvarchar(32)  collate Latin1_General_100_BIN2 not null constraint pk_target_current primary key,
  version    bigint                                        not null,
  year       bigint                                        not null,
  level      nvarchar(16)  collate Latin1_General_100_BIN2 not null,  -- overall, departmental
  kind       nvarchar(16)  collate Latin1_General_100_BIN2 not null,  -- quantitative, milestone, qualitative
  field      nvarchar(100) collate Latin1_General_100_BIN2 not null,
  title      nvarchar(400) collate Latin1_General_100_BIN2 not null,
  lead_unit  nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  log_index  bigint                                        not null constraint fk_target_current_log_index references log_entry (idx)
);
create index target_current_by_year on target_current (year, target_id);
GO
create trigger target_version_insert_only on target_version instead of update, delete as
  throw 50001, 'target_version is insert-only', 1;
GO
create trigger target_unit_insert_only on target_unit instead of update, delete as
  throw 50001, 'target_unit is insert-only', 1;
GO
create trigger target_current_no_delete on target_current instead of delete as
  throw 50001, 'target_current rows are never deleted', 1;
