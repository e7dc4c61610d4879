-- Colour schemes: published once, never edited. The document is in the log entry.
create table colour_scheme (
  version    nvarchar(32) collate Latin1_General_100_BIN2 not null constraint pk_colour_scheme primary key,
  log_index  bigint       not null constraint fk_colour_scheme_log_index references log_entry (idx)
);
GO
create trigger colour_scheme_insert_only on colour_scheme instead of update, delete as
  throw 50001, 'colour_scheme is insert-only', 1;
