using System.Data.Common;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>Whether the storage takes writes, for the health check: a commit that failed is remembered until one
/// succeeds or until a trial shows that the next would.</summary>
internal static class StorageProbe
{
    /// <summary>Less room than this and the next commits fail.</summary>
    public const long LeastRoom = 16 * 1024 * 1024;

    private const int TrialLength = 64 * 1024;

    /// <summary>Why writes fail; null when they do not.</summary>
    public static Text? Fault(SideLog db)
    {
        if (db.DataFile is { } file
            && RoomFault(new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace) is { } full)
        {
            return full;
        }

        if (db.Log.WriteFault is not { } failure)
        {
            return null;
        }

        try
        {
            Try(db);
            db.Log.ForgetWriteFault();
            return null;
        }
        catch (Exception again) when (again is DbException or IOException or UnauthorizedAccessException)
        {
            var advice = failure is DbException storage ? SqlDialect.AdviceOn(storage) : new("", "");
            return new(
                $"上次写入失败：{failure.Message} {advice.Zh} 试写也失败：{again.Message}",
                $"the last write failed: {failure.Message} {advice.En} A trial fails too: {again.Message}");
        }
    }

    /// <summary>Why so little room is a fault; null when it is enough.</summary>
    public static Text? RoomFault(long free) =>
        free >= LeastRoom ? null : new($"磁盘将满：只剩 {free} 字节", $"the disk is full: {free} bytes are left");

    // An embedded engine writes at the commit only, so a trial that is rolled back would not reach the disk;
    // a file beside the data does.
    private static void Try(SideLog db)
    {
        if (db.DataFile is { } file)
        {
            var trial = file + ".trial";
            using var written = new FileStream(trial, FileMode.Create, FileAccess.Write, FileShare.None, 1,
                FileOptions.DeleteOnClose);
            written.Write(new byte[TrialLength]);
            written.Flush(flushToDisk: true);
            return;
        }

        using var statements = new StatementCache(db.Open());
        using var transaction = db.Dialect.BeginWrite(statements.Connection);
        // never committed
        statements.Execute(LogRows.AddEntrySql, new { leafHash = new byte[32], data = new byte[TrialLength] },
            transaction, logIndex: -1);
    }
}
