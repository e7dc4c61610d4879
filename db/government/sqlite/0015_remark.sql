-- The office's remarks on progress reports, and the revisions that answer them. A remark without an answer is open.
create table progress_remark (
  log_index       integer not null primary key references log_entry (idx),
  progress_index  integer not null references log_entry (idx),  -- the revision that it is about
  target_id       text    not null,
  unit            text    not null,
  period          text    not null,                             -- yyyy-MM, yyyy-Qn
  revision        integer not null,
  code            text    not null,                             -- unclear, evidenceMissing, wrongPeriod, other
  text            text    not null,
  remarked_by     text    not null,
  at              text    not null,
  unique (progress_index, code)
) strict;
create index progress_remark_by_period on progress_remark (period, target_id, unit);
create index progress_remark_by_target on progress_remark (target_id);

create table remark_answer (
  remark_index  integer not null primary key references progress_remark (log_index),
  log_index     integer not null references log_entry (idx),    -- of the revision that names it
  revision      integer not null,
  at            text    not null
) strict;

create trigger progress_remark_no_update before update on progress_remark
begin select raise(abort, 'progress_remark is insert-only'); end;
create trigger progress_remark_no_delete before delete on progress_remark
begin select raise(abort, 'progress_remark is insert-only'); end;
create trigger remark_answer_no_update before update on remark_answer
begin select raise(abort, 'remark_answer is insert-only'); end;
create trigger remark_answer_no_delete before delete on remark_answer
begin select raise(abort, 'remark_answer is insert-only'); end;
