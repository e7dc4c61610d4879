-- Refused attempts to write on this side. The log entry holds the same; here they are counted from.
create table refusal (
  log_index  bigint                                        not null constraint pk_refusal primary key constraint fk_refusal_log_index references log_entry (idx),
  caller     nvarchar(200) collate Latin1_General_100_BIN2 not null,
  role       nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  method     nvarchar(16)  collate Latin1_General_100_BIN2 not null,
  route      nvarchar(200) collate Latin1_General_100_BIN2 not null,
  since      nvarchar(24)  collate Latin1_General_100_BIN2 not null,              -- the first of them, yyyy-MM-ddTHH:mm:ss.fffZ
  at         nvarchar(24)  collate Latin1_General_100_BIN2 not null,              -- when it was written
  attempts   bigint                                        not null
);
GO
create trigger refusal_insert_only on refusal instead of update, delete as
  throw 50001, 'refusal is insert-only', 1;
