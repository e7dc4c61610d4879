-- Files that units uploaded, by the hash of their content; a file that two units uploaded has two rows.
create table evidence (
  log_index    bigint                                         not null constraint pk_evidence primary key constraint fk_evidence_log_index references log_entry (idx),
  sha256       nvarchar(64)   collate Latin1_General_100_BIN2 not null,
  unit         nvarchar(32)   collate Latin1_General_100_BIN2 not null,
  size         bigint                                         not null,
  media_type   nvarchar(100)  collate Latin1_General_100_BIN2 not null,
  title        nvarchar(400)  collate Latin1_General_100_BIN2,
  as_of        nvarchar(10)   collate Latin1_General_100_BIN2,
  uploaded_by  nvarchar(64)   collate Latin1_General_100_BIN2 not null,
  at           nvarchar(24)   collate Latin1_General_100_BIN2 not null,
  constraint uq_evidence_sha256 unique (sha256, unit)
);

-- Content that was removed by law.
create table evidence_removal (
  sha256      nvarchar(64)   collate Latin1_General_100_BIN2 not null constraint pk_evidence_removal primary key,
  log_index   bigint                                         not null constraint uq_evidence_removal_log_index unique constraint fk_evidence_removal_log_index references log_entry (idx),
  ordered_by  nvarchar(400)  collate Latin1_General_100_BIN2 not null,
  reason      nvarchar(2000) collate Latin1_General_100_BIN2 not null,
  removed_by  nvarchar(64)   collate Latin1_General_100_BIN2 not null,
  at          nvarchar(24)   collate Latin1_General_100_BIN2 not null
);

-- The evidence that each revision of a report names, whether anybody uploaded it or not; of reports since this script.
create table progress_evidence (
  sha256     nvarchar(64) collate Latin1_General_100_BIN2 not null,
  log_index  bigint                                       not null constraint fk_progress_evidence_log_index references log_entry (idx),
  target_id  nvarchar(32) collate Latin1_General_100_BIN2 not null,
  unit       nvarchar(32) collate Latin1_General_100_BIN2 not null,
  period     nvarchar(7)  collate Latin1_General_100_BIN2 not null,
  revision   bigint                                       not null,
  constraint pk_progress_evidence primary key (sha256, log_index)
);
create index progress_evidence_by_target on progress_evidence (target_id, period);
GO
create trigger evidence_insert_only on evidence instead of update, delete as
  throw 50001, 'evidence is insert-only', 1;
GO
create trigger evidence_removal_insert_only on evidence_removal instead of update, delete as
  throw 50001, 'evidence_removal is insert-only', 1;
GO
create trigger progress_evidence_insert_only on progress_evidence instead of update, delete as
  throw 50001, 'progress_evidence is insert-only', 1;
