-- Assessors' public keys. The key itself is in the log entry and here, for verifying.
create table assessor (
  kid         nvarchar(128)  collate Latin1_General_100_BIN2 not null constraint pk_assessor primary key,
  name        nvarchar(100)  collate Latin1_General_100_BIN2 not null,
  public_key  nvarchar(1000) collate Latin1_General_100_BIN2 not null,            -- JWK
  thumbprint  nvarchar(64)   collate Latin1_General_100_BIN2 not null constraint uq_assessor_thumbprint unique,  -- RFC 7638
  log_index   bigint                                         not null constraint fk_assessor_log_index references log_entry (idx)
);
GO
create trigger assessor_insert_only on assessor instead of update, delete as
  throw 50001, 'assessor is insert-only', 1;
