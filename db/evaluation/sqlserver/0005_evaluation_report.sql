-- Evaluation reports: the bytes as issued. A row here is what releases the period's ratings, to everyone at once.
create table evaluation_report (
  period     nvarchar(7)    collate Latin1_General_100_BIN2 not null constraint pk_evaluation_report primary key,
  year       bigint                                         not null,
  scheme     nvarchar(32)   collate Latin1_General_100_BIN2 not null,
  document   varbinary(max)                                 not null,
  sha256     binary(32)                                     not null,
  at         nvarchar(24)   collate Latin1_General_100_BIN2 not null,             -- yyyy-MM-ddTHH:mm:ss.fffZ
  log_index  bigint                                         not null constraint fk_evaluation_report_log_index references log_entry (idx)
);
GO
create trigger evaluation_report_insert_only on evaluation_report instead of update, delete as
  throw 50001, 'evaluation_report is insert-only', 1;
