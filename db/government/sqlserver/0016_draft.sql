-- Units whose reports one person fills and signs: a row for every version that says so.
create table unit_one_person (
  code       nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  version    bigint                                        not null,
  log_index  bigint                                        not null constraint uq_unit_one_person_log_index unique constraint fk_unit_one_person_log_index references log_entry (idx),
  constraint pk_unit_one_person primary key (code, version)
);

-- What a unit is about to report: nobody's fact, and not in the log. One row for a target and period, written over and
-- over; submitting or discarding it takes the content away.
create table draft_current (
  target_id       nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  unit            nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  period          nvarchar(7)   collate Latin1_General_100_BIN2 not null,  -- yyyy-MM, yyyy-Qn
  version         bigint                                        not null,  -- 1, 2, 3 … with every change of the row
  target_version  bigint                                        not null,  -- what the operator had before him
  content         nvarchar(max) collate Latin1_General_100_BIN2,           -- JSON; null: submitted or discarded
  opened_at       nvarchar(24)  collate Latin1_General_100_BIN2 not null,
  saved_at        nvarchar(24)  collate Latin1_General_100_BIN2 not null,
  saved_by        nvarchar(64)  collate Latin1_General_100_BIN2 not null,
  log_index       bigint constraint fk_draft_current_log_index references log_entry (idx),  -- the report that it last became
  constraint pk_draft_current primary key (target_id, unit, period)
);
-- The private addresses under which people's calendars read what they have to do: one for each access token.
create table calendar_current (
  fingerprint  nvarchar(64) collate Latin1_General_100_BIN2 not null constraint pk_calendar_current primary key,  -- of the access token
  version      bigint                                       not null,  -- 1, 2, 3 … with every renewal
  key_hash     nvarchar(64) collate Latin1_General_100_BIN2 not null,  -- SHA-256 of the address's key, lower-case hexadecimal
  made_at      nvarchar(24) collate Latin1_General_100_BIN2 not null
);
create unique index calendar_by_key on calendar_current (key_hash);

create index draft_by_unit on draft_current (unit, period, target_id);
GO
create trigger unit_one_person_insert_only on unit_one_person instead of update, delete as
  throw 50001, 'unit_one_person is insert-only', 1;
GO
create trigger calendar_current_no_delete on calendar_current instead of delete as
  throw 50001, 'calendar_current rows are never deleted', 1;
GO
create trigger draft_current_no_delete on draft_current instead of delete as
  throw 50001, 'draft_current rows are never deleted', 1;
