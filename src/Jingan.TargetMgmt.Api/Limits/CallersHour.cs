namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>What an hour of one caller holds, of each kind.</summary>
internal sealed class CallersHour(QuotaOptions bounds) : IDisposable
{
    public const int Kilobyte = 1024;

    public Quota Writes { get; } = new("writes", bounds.Writes, new("每小时写入", "writes an hour"));

    public Quota Target { get; } = new(
        "target", bounds.WritesPerTarget, new("每小时对同一目标的写入", "writes about one target an hour"));

    public Quota Bytes { get; } = new(
        "kilobytes", Kilobytes(bounds.Megabytes), new("每小时写入的 KB", "kilobytes of writes an hour"));

    public Quota FileBytes { get; } = new(
        "file-kilobytes", Kilobytes(bounds.FileMegabytes), new("每小时上传的 KB", "kilobytes of files an hour"));

    public void Dispose()
    {
        foreach (var quota in (Quota[])[Writes, Target, Bytes, FileBytes])
        {
            quota.Dispose();
        }
    }

    private static int Kilobytes(int megabytes) => (int)Math.Min(int.MaxValue, (long)megabytes * Kilobyte);
}
