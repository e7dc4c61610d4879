using System.Data.Common;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>A side whose disk is nearly full takes no writes, before a full one makes them fail halfway. The
/// government's side stops first: units must not be able to keep the evaluator from rating.</summary>
internal sealed partial class FreeSpace(
    IOptions<LimitOptions> limits, IOptions<StorageOptions> storage, IOptionsMonitor<DatabaseOptions> databases,
    IConfiguration configuration, FreeBytes free, TimeProvider clock, ILogger<FreeSpace> logger)
{
    public const string Government = "government", Evaluation = "evaluation";

    private const long Megabyte = 1024 * 1024;

    // Every write asks; a disk does not fill up in between.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Side _government = new(
        Government, limits.Value.FreeMegabytes.Government,
        FoldersOf("Government", databases, storage.Value).Append(EvidenceFolder(configuration, storage.Value)));

    private readonly Side _evaluation = new(
        Evaluation, limits.Value.FreeMegabytes.Evaluation, FoldersOf("Evaluation", databases, storage.Value));

    /// <summary>Middleware: refuses a write on a side whose disk is nearly full.</summary>
    public Task Guard(HttpContext http, RequestDelegate next)
    {
        var endpoint = http.GetEndpoint();
        return RouteClasses.Of(endpoint) is RouteClass.Write or RouteClass.Upload
            && endpoint!.Metadata.GetMetadata<OfSide>() is { } of && Of(of.Side) is { IsLow: true } low
                ? Refusal(low).ExecuteAsync(http)
                : next(http);
    }

    /// <summary>How much is free where a side keeps its data.</summary>
    public StorageHealth Of(string name)
    {
        var side = name == Government ? _government : _evaluation;
        if (side.Last is not { } last || clock.GetElapsedTime(last.At) >= Fresh)
        {
            var wasLow = side.Last?.Space.IsLow == true;
            side.Last = last = new(Read(side), clock.GetTimestamp());
            if (last.Space.IsLow && !wasLow)
            {
                Log.Low(logger, name, last.Space.FreeMegabytes, side.RefusedBelow, string.Join(", ", side.Folders));
            }
        }

        return last.Space;
    }

    private StorageHealth Read(Side side)
    {
        try
        {
            var least = side.Folders.Min(f => free(f)) / Megabyte;
            return new(side.Name, least, side.RefusedBelow, least < side.RefusedBelow);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What cannot be asked refuses nothing: a write that fails says why.
            Log.Unknown(logger, side.Name, fault.Message);
            return new(side.Name, null, side.RefusedBelow, false);
        }
    }

    private static Problem Refusal(StorageHealth low) => new(ProblemCode.StorageLow, new(
        $"磁盘可用空间 {low.FreeMegabytes} MB，低于 {low.RefusedBelowMegabytes} MB，本侧暂停写入，未保存任何内容；"
            + "请系统管理员清理或扩容磁盘，恢复后自动继续。",
        $"{low.FreeMegabytes} MB are free, fewer than {low.RefusedBelowMegabytes} MB: this side takes no writes, and "
            + "nothing was stored. The administrator makes room; it goes on by itself then."));

    // Of an embedded database its own folder too.
    private static IEnumerable<string> FoldersOf(
        string section, IOptionsMonitor<DatabaseOptions> databases, StorageOptions storage)
    {
        yield return Path.GetFullPath(storage.Directory);
        var database = databases.Get(section);
        if (SqlDialect.FromName(database.Engine).IsEmbedded && new DbConnectionStringBuilder
        {
            ConnectionString = database.ConnectionString,
        }.TryGetValue("Data Source", out var file))
        {
            yield return Path.GetDirectoryName(Path.GetFullPath((string)file))!;
        }
    }

    private static string EvidenceFolder(IConfiguration configuration, StorageOptions storage) =>
        Path.GetFullPath(configuration["Evidence:Directory"] is { Length: > 0 } folder ? folder : storage.Directory);

    private sealed class Side(string name, long refusedBelow, IEnumerable<string> folders)
    {
        public string Name => name;

        public long RefusedBelow => refusedBelow;

        public IReadOnlyList<string> Folders { get; } = [.. folders.Distinct()];

        public Reading? Last { get; set; }
    }

    private sealed record Reading(StorageHealth Space, long At);

    private static partial class Log
    {
        [LoggerMessage(3411, LogLevel.Error,
            "{Free} MB are free for the {Side} side, fewer than {Bound} MB: it takes no writes until there is room in "
            + "{Path}.")]
        public static partial void Low(ILogger logger, string side, long? free, long bound, string path);

        [LoggerMessage(3412, LogLevel.Warning, "How much is free for the {Side} side cannot be found out. {Fault}")]
        public static partial void Unknown(ILogger logger, string side, string fault);
    }
}

/// <summary>How much is free where a side keeps its data.</summary>
/// <param name="Side">Which side.</param>
/// <param name="FreeMegabytes">The least of its folders; null where that cannot be found out.</param>
/// <param name="RefusedBelowMegabytes">With less it takes no writes.</param>
/// <param name="IsLow">Whether that is so.</param>
internal sealed record StorageHealth(string Side, long? FreeMegabytes, long RefusedBelowMegabytes, bool IsLow);
