-- An evaluator's token counts only with the signature of an assessor's key in force: the entry holds it.
create table access_approval (
  term       bigint        not null constraint pk_access_approval primary key constraint fk_access_approval_term references access_term (log_index),
  kid        nvarchar(128) collate Latin1_General_100_BIN2 not null constraint fk_access_approval_kid references assessor (kid),
  log_index  bigint        not null constraint uq_access_approval_log_index unique constraint fk_access_approval_log_index references log_entry (idx)
);
GO
create trigger access_approval_insert_only on access_approval instead of update, delete as
  throw 50001, 'access_approval is insert-only', 1;
