-- Files that units uploaded, by the hash of their content; a file that two units uploaded has two rows.
create table evidence (
  log_index    integer not null primary key references log_entry (idx),
  sha256       text    not null,
  unit         text    not null,
  size         integer not null,
  media_type   text    not null,
  title        text,
  as_of        text,
  uploaded_by  text    not null,
  at           text    not null,
  unique (sha256, unit)
) strict;

-- Content that was removed by law.
create table evidence_removal (
  sha256      text    not null primary key,
  log_index   integer not null unique references log_entry (idx),
  ordered_by  text    not null,
  reason      text    not null,
  removed_by  text    not null,
  at          text    not null
) strict;

-- The evidence that each revision of a report names, whether anybody uploaded it or not; of reports since this script.
create table progress_evidence (
  sha256     text    not null,
  log_index  integer not null references log_entry (idx),
  target_id  text    not null,
  unit       text    not null,
  period     text    not null,
  revision   integer not null,
  primary key (sha256, log_index)
) strict;
create index progress_evidence_by_target on progress_evidence (target_id, period);

create trigger evidence_no_update before update on evidence
begin select raise(abort, 'evidence is insert-only'); end;
create trigger evidence_no_delete before delete on evidence
begin select raise(abort, 'evidence is insert-only'); end;
create trigger evidence_removal_no_update before update on evidence_removal
begin select raise(abort, 'evidence_removal is insert-only'); end;
create trigger evidence_removal_no_delete before delete on evidence_removal
begin select raise(abort, 'evidence_removal is insert-only'); end;
create trigger progress_evidence_no_update before update on progress_evidence
begin select raise(abort, 'progress_evidence is insert-only'); end;
create trigger progress_evidence_no_delete before delete on progress_evidence
begin select raise(abort, 'progress_evidence is insert-only'); end;
