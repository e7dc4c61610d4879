using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary>Where a log is read from.</summary>
internal static class LogSource
{
    /// <summary>A log by the folder or address that the user gave.</summary>
    /// <param name="where">Either.</param>
    /// <param name="token">Asked for only where a service answers.</param>
    /// <exception cref="ClientException">There is neither.</exception>
    public static LogFiles Open(string where, Func<string?> token) =>
        Directory.Exists(where) ? new FolderLog(where)
        : where.Contains("://", StringComparison.Ordinal) ? new HttpLog(where, token())
        : throw ClientException.Impossible(new($"没有 {where}。", $"there is no {where}."));
}
