-- The unit that certifies the quantity of a version of a target; a version without a row is certified by nobody.
create table target_certifier (
  target_id  text    not null,
  version    integer not null,
  unit       text    not null,
  primary key (target_id, version)
) strict;
create index target_certifier_by_unit on target_certifier (unit, target_id);

-- Of the versions that are there already: their documents say it, and who leads a target does not certify it.
insert into target_certifier (target_id, version, unit)
select d.target_id, d.version, d.target ->> 'certifyingUnit'
from (select v.target_id, v.version, cast(e.data as text) ->> 'target' as target
      from target_version v join log_entry e on e.idx = v.log_index) d
where d.target ->> 'certifyingUnit' <> d.target ->> 'leadUnit';

create trigger target_certifier_no_update before update on target_certifier
begin select raise(abort, 'target_certifier is insert-only'); end;
create trigger target_certifier_no_delete before delete on target_certifier
begin select raise(abort, 'target_certifier is insert-only'); end;
