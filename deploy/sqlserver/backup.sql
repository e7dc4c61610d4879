-- A full backup of one side's database into the server's own backup folder; copy it from there to another machine.
--   sqlcmd -b -i backup.sql   with DATABASE in the environment
:on error exit
declare @file nvarchar(400) = concat(N'$(DATABASE)-', replace(convert(nvarchar(19), sysutcdatetime(), 126), N':', N''), N'Z.bak');
backup database [$(DATABASE)] to disk = @file with checksum;
restore verifyonly from disk = @file with checksum;
