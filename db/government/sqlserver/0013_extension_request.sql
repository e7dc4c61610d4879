-- What units ask for, and the office's one answer to each. A request without an answer is open.
create table extension_request (
  log_index  bigint                                         not null constraint pk_extension_request primary key constraint fk_extension_request_log_index references log_entry (idx),
  period     nvarchar(7)    collate Latin1_General_100_BIN2 not null,  -- yyyy-MM, yyyy-Qn
  unit       nvarchar(32)   collate Latin1_General_100_BIN2 not null,
  target_id  nvarchar(32)   collate Latin1_General_100_BIN2,           -- null: every target of the unit
  until_on   nvarchar(10)   collate Latin1_General_100_BIN2,           -- null: the office says how long
  reason     nvarchar(2000) collate Latin1_General_100_BIN2 not null,
  asked_by   nvarchar(64)   collate Latin1_General_100_BIN2 not null,
  at         nvarchar(24)   collate Latin1_General_100_BIN2 not null
);
create index extension_request_by_period on extension_request (period, unit);

create table extension_answer (
  request_index  bigint                                         not null constraint pk_extension_answer primary key constraint fk_extension_answer_request references extension_request (log_index),
  log_index      bigint                                         not null constraint uq_extension_answer_log_index unique constraint fk_extension_answer_log_index references log_entry (idx),
  granted        bigint                                         not null,  -- 1: by an extension, whose log_index is the same; 0: refused
  until_on       nvarchar(10)   collate Latin1_General_100_BIN2,           -- null: refused
  reason         nvarchar(2000) collate Latin1_General_100_BIN2 not null,
  answered_by    nvarchar(64)   collate Latin1_General_100_BIN2 not null,
  at             nvarchar(24)   collate Latin1_General_100_BIN2 not null
);
GO
create trigger extension_request_insert_only on extension_request instead of update, delete as
  throw 50001, 'extension_request is insert-only', 1;
GO
create trigger extension_answer_insert_only on extension_answer instead of update, delete as
  throw 50001, 'extension_answer is insert-only', 1;
