-- Units whose reports one person fills and signs: a row for every version that says so.
create table unit_one_person (
  code       text    not null,
  version    integer not null,
  log_index  integer not null unique references log_entry (idx),
  primary key (code, version)
) strict;

-- What a unit is about to report: nobody's fact, and not in the log. One row for a target and period, written over and
-- over; submitting or discarding it takes the content away.
create table draft_current (
  target_id       text    not null,
  unit            text    not null,
  period          text    not null,               -- yyyy-MM, yyyy-Qn
  version         integer not null,               -- 1, 2, 3 … with every change of the row
  target_version  integer not null,               -- what the operator had before him
  content         text,                           -- JSON; null: submitted or discarded
  opened_at       text    not null,
  saved_at        text    not null,
  saved_by        text    not null,
  log_index       integer references log_entry (idx),  -- the report that it last became
  primary key (target_id, unit, period)
) strict;
-- The private addresses under which people's calendars read what they have to do: one for each access token.
create table calendar_current (
  fingerprint  text    not null primary key,      -- of the access token
  version      integer not null,                  -- 1, 2, 3 … with every renewal
  key_hash     text    not null,                  -- SHA-256 of the address's key, lower-case hexadecimal
  made_at      text    not null
) strict;
create unique index calendar_by_key on calendar_current (key_hash);

create index draft_by_unit on draft_current (unit, period, target_id);

create trigger unit_one_person_no_update before update on unit_one_person
begin select raise(abort, 'unit_one_person is insert-only'); end;
create trigger unit_one_person_no_delete before delete on unit_one_person
begin select raise(abort, 'unit_one_person is insert-only'); end;
create trigger calendar_current_no_delete before delete on calendar_current
begin select raise(abort, 'calendar_current rows are never deleted'); end;
create trigger draft_current_no_delete before delete on draft_current
begin select raise(abort, 'draft_current rows are never deleted'); end;
