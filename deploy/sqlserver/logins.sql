-- One side's database, its two logins, and what they may do. Run once per side by an administrator, before the first migration; running it again
-- changes nothing but a password that was replaced. grants.sql completes it after every migration.
--   sqlcmd -b -i logins.sql   with these in the environment, never on the command line, where other users of the machine can read them:
--   SIDE government or evaluation · DATABASE · MIGRATION_PASSWORD · SERVICE_PASSWORD (without quotes)
-- Neither side's login gets a user in the other side's database. On one server its administrator still sees both: put the sides on two servers where
-- the evaluator must not rely on the district's administrators.
:on error exit
if N'$(SIDE)' not in (N'government', N'evaluation') throw 50003, 'SIDE must be government or evaluation.', 1;
if db_id(N'$(DATABASE)') is null create database [$(DATABASE)];
GO
-- A password is set again only when it differs: a policy with a history refuses the same one twice.
if suser_id(N'$(SIDE)_migration') is null
  create login [$(SIDE)_migration] with password = N'$(MIGRATION_PASSWORD)', default_database = [$(DATABASE)], check_policy = on;
else if exists (select 1 from sys.sql_logins where name = N'$(SIDE)_migration' and pwdcompare(N'$(MIGRATION_PASSWORD)', password_hash) = 0)
  alter login [$(SIDE)_migration] with password = N'$(MIGRATION_PASSWORD)';
if suser_id(N'$(SIDE)_service') is null
  create login [$(SIDE)_service] with password = N'$(SERVICE_PASSWORD)', default_database = [$(DATABASE)], check_policy = on;
else if exists (select 1 from sys.sql_logins where name = N'$(SIDE)_service' and pwdcompare(N'$(SERVICE_PASSWORD)', password_hash) = 0)
  alter login [$(SIDE)_service] with password = N'$(SERVICE_PASSWORD)';
GO
use [$(DATABASE)];
GO
if database_principal_id(N'$(SIDE)_migration') is null create user [$(SIDE)_migration] for login [$(SIDE)_migration] with default_schema = dbo;
if database_principal_id(N'$(SIDE)_service') is null create user [$(SIDE)_service] for login [$(SIDE)_service] with default_schema = dbo;
-- Whoever runs sp_verify_database_ledger (jtm verify --sql-ledger): an auditor's login becomes a member, neither of the two here does.
-- It sees how the tables are made, so that it can tell whether they are ledger tables, and no row of them.
if database_principal_id(N'ledger_auditor') is null create role ledger_auditor authorization dbo;
GO
grant view definition on schema::dbo to ledger_auditor;
GO
-- Tables, indexes and triggers, for which db_ddladmin is enough; not db_owner, which could also hand out rights, and drop or back up the database.
-- The tables belong to dbo, so a foreign key needs REFERENCES, and the list of applied scripts (dbo.SchemaVersions) SELECT and INSERT.
-- DDL rights can still drop a trigger: lock this login between migrations (alter login ... disable).
alter role db_ddladmin add member [$(SIDE)_migration];
grant select, insert, references on schema::dbo to [$(SIDE)_migration];
GO
-- Reads and adds. What it may update is in grants.sql, table by table. UPDATE is not denied here, because a DENY on the schema would outweigh those
-- grants. ALTER covers TRUNCATE. The DENYs hold even when somebody puts the user into a role. sp_getapplock needs nothing but the role public.
grant select, insert on schema::dbo to [$(SIDE)_service];
deny delete, alter, take ownership on schema::dbo to [$(SIDE)_service];
GO
-- Permissions that come with the ledger (2022 and later): a server that does not know one refuses the whole statement, so it is asked first.
declare @ledger nvarchar(max) = (
  select string_agg(N'grant ' + wanted.permission + N' to ' + quotename(wanted.grantee) + N';', N' ')
  from (values
    (N'ENABLE LEDGER', N'$(SIDE)_migration'),       -- create table ... with (ledger = on (append_only = on))
    (N'GENERATE LEDGER DIGEST', N'$(SIDE)_service'), -- sp_generate_database_ledger_digest; some versions let public do it
    (N'VIEW LEDGER CONTENT', N'ledger_auditor')      -- sp_verify_database_ledger
  ) as wanted (permission, grantee)
  where exists (select 1 from sys.fn_builtin_permissions(N'DATABASE') known where known.permission_name collate database_default = wanted.permission));
if @ledger is not null exec (@ledger);
