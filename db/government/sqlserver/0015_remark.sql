-- The office's remarks on progress reports, and the revisions that answer them. A remark without an answer is open.
create table progress_remark (
  log_index       bigint                                         not null constraint pk_progress_remark primary key constraint fk_progress_remark_log_index references log_entry (idx),
  progress_index  bigint                                         not null constraint fk_progress_remark_progress_index references log_entry (idx),  -- the revision that it is about
  target_id       nvarchar(32)   collate Latin1_General_100_BIN2 not null,
  unit            nvarchar(32)   collate Latin1_General_100_BIN2 not null,
  period          nvarchar(7)    collate Latin1_General_100_BIN2 not null,  -- yyyy-MM, yyyy-Qn
  revision        bigint                                         not null,
  code            nvarchar(32)   collate Latin1_General_100_BIN2 not null,  -- unclear, evidenceMissing, wrongPeriod, other
  text            nvarchar(2000) collate Latin1_General_100_BIN2 not null,
  remarked_by     nvarchar(64)   collate Latin1_General_100_BIN2 not null,
  at              nvarchar(24)   collate Latin1_General_100_BIN2 not null,
  constraint uq_progress_remark_code unique (progress_index, code)
);
create index progress_remark_by_period on progress_remark (period, target_id, unit);
create index progress_remark_by_target on progress_remark (target_id);

create table remark_answer (
  remark_index  bigint                                       not null constraint pk_remark_answer primary key constraint fk_remark_answer_remark references progress_remark (log_index),
  log_index     bigint                                       not null constraint fk_remark_answer_log_index references log_entry (idx),  -- of the revision that names it
  revision      bigint                                       not null,
  at            nvarchar(24) collate Latin1_General_100_BIN2 not null
);
GO
create trigger progress_remark_insert_only on progress_remark instead of update, delete as
  throw 50001, 'progress_remark is insert-only', 1;
GO
create trigger remark_answer_insert_only on remark_answer instead of update, delete as
  throw 50001, 'remark_answer is insert-only', 1;
