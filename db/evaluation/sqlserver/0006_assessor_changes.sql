-- From log_index on the key no longer counts: its owner has another one. A person is the chain of keys in which each replaced the one before,
-- named by the first of them.
create table assessor_replacement (
  kid        nvarchar(128) collate Latin1_General_100_BIN2 not null constraint pk_assessor_replacement primary key
             constraint fk_assessor_replacement_kid references assessor (kid),
  successor  nvarchar(128) collate Latin1_General_100_BIN2 not null constraint uq_assessor_replacement_successor unique
             constraint fk_assessor_replacement_successor references assessor (kid),
  person     nvarchar(128) collate Latin1_General_100_BIN2 not null constraint fk_assessor_replacement_person references assessor (kid),
  log_index  bigint        not null constraint fk_assessor_replacement_log_index references log_entry (idx)
);

-- From log_index on the key no longer counts. compromised_since only informs: nothing is retroactive.
create table assessor_revocation (
  kid                nvarchar(128)  collate Latin1_General_100_BIN2 not null constraint pk_assessor_revocation primary key
                     constraint fk_assessor_revocation_kid references assessor (kid),
  reason             nvarchar(1000) collate Latin1_General_100_BIN2 not null,
  compromised_since  nvarchar(24)   collate Latin1_General_100_BIN2,                -- yyyy-MM-ddTHH:mm:ss.fffZ
  log_index          bigint                                         not null constraint fk_assessor_revocation_log_index references log_entry (idx)
);

-- Conflicts of interest, declared and ended: the newest row of a person and unit counts.
create table assessor_conflict (
  log_index  bigint                                         not null constraint pk_assessor_conflict primary key constraint fk_assessor_conflict_log_index references log_entry (idx),
  person     nvarchar(128)  collate Latin1_General_100_BIN2 not null constraint fk_assessor_conflict_person references assessor (kid),
  unit       nvarchar(32)   collate Latin1_General_100_BIN2 not null,
  ended      bigint                                         not null,
  kid        nvarchar(128)  collate Latin1_General_100_BIN2 not null constraint fk_assessor_conflict_kid references assessor (kid),
  reason     nvarchar(1000) collate Latin1_General_100_BIN2 not null
);
create index assessor_conflict_by_person on assessor_conflict (person, log_index);
GO
create trigger assessor_replacement_insert_only on assessor_replacement instead of update, delete as
  throw 50001, 'assessor_replacement is insert-only', 1;
GO
create trigger assessor_revocation_insert_only on assessor_revocation instead of update, delete as
  throw 50001, 'assessor_revocation is insert-only', 1;
GO
create trigger assessor_conflict_insert_only on assessor_conflict instead of update, delete as
  throw 50001, 'assessor_conflict is insert-only', 1;
