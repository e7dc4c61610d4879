using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Sql;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>A side whose disk is nearly full takes no writes, before a full one makes them fail halfway. The
/// government's side stops first: units must not be able to keep the evaluator from rating.</summary>
internal sealed class FreeSpace(
    IOptions<LimitOptions> limits, IOptions<StorageOptions> storage, IOptionsMonitor<DatabaseOptions> databases,
    IConfiguration configuration, FreeBytes free, TimeProvider clock, ILogger<FreeSpace> logger)
{
    public const string Government = "government", Evaluation = "evaluation";

    private readonly SideDisks _government = Of(
        Government, limits.Value, storage.Value, databases, configuration, free, clock, logger);

    private readonly SideDisks _evaluation = Of(
        Evaluation, limits.Value, storage.Value, databases, configuration, free, clock, logger);

    /// <summary>Middleware: refuses a write on a side whose disk is nearly full, and a file that would make it so.
    /// </summary>
    public async Task Guard(HttpContext http, RequestDelegate next)
    {
        var endpoint = http.GetEndpoint();
        var of = RouteClasses.Of(endpoint);
        if (of is not (RouteClass.Write or RouteClass.Upload)
            || endpoint!.Metadata.GetMetadata<OfSide>() is not { Side: var side })
        {
            await next(http);
            return;
        }

        var disks = DisksOf(side);
        if (disks.Look() is { IsLow: true } low)
        {
            await Refusal(low).ExecuteAsync(http);
            return;
        }

        if (of != RouteClass.Upload)
        {
            await next(http); // small beside the bound
            return;
        }

        var bytes = AnnouncedBody.BytesOf(http);
        using var room = disks.Take(bytes, out var left);
        await (room is null ? Refusal(disks, bytes, left).ExecuteAsync(http) : next(http));
    }

    /// <summary>How much is free where a side keeps its data.</summary>
    public StorageHealth Of(string side) => DisksOf(side).Look();

    private SideDisks DisksOf(string side) => side == Government ? _government : _evaluation;

    private static Problem Refusal(StorageHealth low) => new(ProblemCode.StorageLow, new(
        $"磁盘可用空间 {low.FreeMegabytes} MB，低于 {low.RefusedBelowMegabytes} MB，本侧暂停写入，未保存任何内容；"
            + "请系统管理员清理或扩容磁盘，恢复后自动继续。",
        $"{low.FreeMegabytes} MB are free, fewer than {low.RefusedBelowMegabytes} MB: this side takes no writes, and "
            + "nothing was stored. The administrator makes room; it goes on by itself then."));

    private static Problem Refusal(SideDisks disks, long bytes, long left) => new(ProblemCode.StorageLow, new(
        $"除正在上传的文件外，磁盘可用空间 {left / SideDisks.Megabyte} MB，存入本文件（{bytes / SideDisks.Megabyte} MB）后将低于 "
            + $"{disks.RefusedBelow} MB，未保存任何内容；请稍后重试，仍不行请系统管理员清理或扩容磁盘。",
        $"Beside files that are on their way {left / SideDisks.Megabyte} MB are free, and with this one of "
            + $"{bytes / SideDisks.Megabyte} MB there would be fewer than {disks.RefusedBelow} MB: nothing was stored. "
            + "Try again later; if it stays so, the administrator makes room."));

    private static SideDisks Of(
        string name, LimitOptions limits, StorageOptions storage, IOptionsMonitor<DatabaseOptions> databases,
        IConfiguration configuration, FreeBytes free, TimeProvider clock, ILogger<FreeSpace> logger)
    {
        var evidence = configuration["Evidence:Directory"];
        return new(name, limits.FreeMegabytes.Of(name),
            storage.FoldersOf(name, databases.Get(name == Government ? "Government" : "Evaluation"), evidence),
            Path.GetFullPath(storage.EvidenceFolder(evidence)), free, clock, logger);
    }
}
