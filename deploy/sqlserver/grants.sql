-- What one side's service login may update, table by table; run after every migration by an administrator (db_owner is enough), because the tables come
-- with the migrations. Then it looks at what the login really has, and stops with an error when that is not what it should be.
--   sqlcmd -b -i grants.sql   with SIDE and DATABASE in the environment
:on error exit
use [$(DATABASE)];
GO
-- What is in force follows from the log and is the government side's; webhooks' messages are on both sides, and nobody's fact.
if object_id(N'dbo.unit_current', N'U') is not null grant update on object::dbo.unit_current to [$(SIDE)_service];
if object_id(N'dbo.target_current', N'U') is not null grant update on object::dbo.target_current to [$(SIDE)_service];
if object_id(N'dbo.calendar_current', N'U') is not null grant update on object::dbo.calendar_current to [$(SIDE)_service];
if object_id(N'dbo.draft_current', N'U') is not null grant update on object::dbo.draft_current to [$(SIDE)_service];
if object_id(N'dbo.period_current', N'U') is not null grant update on object::dbo.period_current to [$(SIDE)_service];
if object_id(N'dbo.progress_current', N'U') is not null grant update on object::dbo.progress_current to [$(SIDE)_service];
if object_id(N'dbo.progress_extended_current', N'U') is not null grant update on object::dbo.progress_extended_current to [$(SIDE)_service];
if object_id(N'dbo.webhook_message_current', N'U') is not null grant update on object::dbo.webhook_message_current to [$(SIDE)_service];
if object_id(N'dbo.webhook_position_current', N'U') is not null grant update on object::dbo.webhook_position_current to [$(SIDE)_service];
GO
-- Every other table holds facts: never updated, whatever role somebody puts the user into.
declare @deny nvarchar(max) = (
  select string_agg(cast(N'deny update on object::dbo.' + quotename(name) + N' to [$(SIDE)_service];' as nvarchar(max)), N' ')
  from sys.tables where schema_id = schema_id(N'dbo') and is_ms_shipped = 0 and name not like N'%[_]current');
if @deny is not null exec (@deny);
-- The service reads which scripts were applied, to refuse a schema it does not know; only a migration may add to them.
if object_id(N'dbo.SchemaVersions', N'U') is not null deny insert on object::dbo.SchemaVersions to [$(SIDE)_service];
GO
declare @fault nvarchar(2048);
declare @service int = database_principal_id(N'$(SIDE)_service');
if @service is null throw 50003, 'The service login has no user in this database: run logins.sql first.', 1;

select @fault = N'A …_current table that grants.sql does not know: ' + string_agg(t.name, N', ')
from sys.tables t
where t.name like N'%[_]current' and not exists (
  select 1 from sys.database_permissions p
  where p.grantee_principal_id = @service and p.class = 1 and p.major_id = t.object_id and p.permission_name = N'UPDATE' and p.state = 'G')
having count(*) > 0;
if @fault is not null throw 50003, @fault, 1;

select @fault = N'The service login has more rights than it needs: ' + string_agg(concat(
  p.permission_name collate database_default, N' on ', coalesce(object_name(p.major_id), p.class_desc collate database_default)), N', ')
from sys.database_permissions p
where p.grantee_principal_id = @service and p.state in ('G', 'W') and not (
  p.state = 'G' and (
    (p.class = 0 and p.permission_name in (N'CONNECT', N'GENERATE LEDGER DIGEST'))
    or (p.class = 3 and p.major_id = schema_id(N'dbo') and p.permission_name in (N'SELECT', N'INSERT'))
    or (p.class = 1 and p.permission_name = N'UPDATE' and object_name(p.major_id) like N'%[_]current')))
having count(*) > 0;
if @fault is not null throw 50003, @fault, 1;

if exists (select 1 from sys.database_role_members where member_principal_id = @service)
  throw 50003, 'The service login is a member of a database role.', 1;
if exists (select 1 from sys.server_role_members where member_principal_id = suser_id(N'$(SIDE)_service'))
  throw 50003, 'The service login is a member of a server role.', 1;
if exists (select 1 from sys.database_principals
           where name in (N'government_migration', N'government_service', N'evaluation_migration', N'evaluation_service') and name not like N'$(SIDE)[_]%')
  throw 50003, 'A login of the other side has a user in this database.', 1;
