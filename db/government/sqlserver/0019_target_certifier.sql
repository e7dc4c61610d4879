-- The unit that certifies the quantity of a version of a target; a version without a row is certified by nobody.
create table target_certifier (
  target_id  nvarchar(32) collate Latin1_General_100_BIN2 not null,
  version    bigint                                       not null,
  unit       nvarchar(32) collate Latin1_General_100_BIN2 not null,
  constraint pk_target_certifier primary key (target_id, version)
);
create index target_certifier_by_unit on target_certifier (unit, target_id);
GO
-- Of the versions that are there already: their documents say it, and who leads a target does not certify it. Bytes become the text that they are by way of a UTF-8 column.
declare @document table (
  target_id  nvarchar(32)                                           not null,
  version    bigint                                                 not null,
  data       varchar(max) collate Latin1_General_100_BIN2_UTF8      not null
);
insert into @document (target_id, version, data)
select v.target_id, v.version, e.data
from target_version v join log_entry e on e.idx = v.log_index;
insert into target_certifier (target_id, version, unit)
select d.target_id, d.version, t.certifyingUnit
from @document d
cross apply openjson(d.data) with (target nvarchar(max) as json) e
cross apply openjson(e.target) with (certifyingUnit nvarchar(32), leadUnit nvarchar(32)) t
where t.certifyingUnit collate Latin1_General_100_BIN2 <> t.leadUnit collate Latin1_General_100_BIN2;
GO
create trigger target_certifier_insert_only on target_certifier instead of update, delete as
  throw 50001, 'target_certifier is insert-only', 1;
