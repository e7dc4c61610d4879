using System.Diagnostics;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Http.Assets;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>Whether the service answers and takes writes, and whether this tool is of its version.</summary>
internal static class ServiceLook
{
    public static IEnumerable<Finding> LookAtService(Examined examined)
    {
        var (service, address) = (examined.Service, examined.Service.Address);
        if (service.Silence is { } silence)
        {
            yield return Finding.Warn("service", new($"{address} 没有应答：{silence}",
                $"{address} does not answer: {silence}"),
                new("若应在运行：systemctl status jingan-targetmgmt；地址不同时用 --server",
                    "if it should run: systemctl status jingan-targetmgmt; elsewhere: --server"));
            yield break;
        }

        var reasons = (service.Ready?["logs"] as JsonArray ?? []).Where(l => l?["readOnly"] is not null)
            .Select(l => $"{l!["log"]}: {l["readOnly"]}").ToList();
        yield return reasons.Count > 0
            ? Finding.Fault("service", new($"只读：{string.Join("；", reasons)}",
                $"read-only: {string.Join("; ", reasons)}"),
                new("见 docs/operations.md“The logs”；不要修改行，先查明哪一份是对的",
                    "see docs/operations.md, \"The logs\"; mend no rows, find out which copy is right"))
            : (string?)service.Ready?["status"] == "storageLow"
                ? Finding.Fault("service", new($"磁盘空间不足，停止写入：{LowOf(service.Ready)}",
                    $"no writes for want of room: {LowOf(service.Ready)}"),
                    new("立即腾出空间，恢复后自动继续", "make room; it goes on by itself"))
            : (string?)service.Ready?["status"] == "ready"
                ? Finding.Ok("service", new($"{address} 正常应答", $"{address} answers and takes writes"))
            : Finding.Fault("service", new($"{address} 的应答不是本系统的", $"what answers at {address} is not this system"),
                new("核对地址和反向代理", "check the address and the proxy"));
    }

    public static IEnumerable<Finding> LookAtVersion(Examined examined)
    {
        var own = typeof(ServiceLook).Assembly.GetName().Version?.ToString(3);
        var program = examined.ProgramPath is { } path && File.Exists(path)
            ? Version.TryParse(FileVersionInfo.GetVersionInfo(path).FileVersion, out var version)
                ? version.ToString(3)
                : ""
            : null;
        yield return program is null
            ? Finding.Warn("version", new($"jtm {own}；未找到服务程序", $"jtm {own}; the service's program was not found"),
                new("用 --program 指出服务程序的文件夹", "name the folder of the service's program with --program"))
            : program != own
                ? Finding.Fault("version", new($"jtm {own}，服务程序 {program}",
                    $"jtm is {own}, the service's program {program}"),
                    new("两者一起升级", "upgrade both together"))
            : RunsAnother(examined)
                ? Finding.Fault("version", new($"jtm 与服务程序均为 {own}，正在运行的服务却是另一版本",
                    $"jtm and the service's program are {own}, and the service that runs is of another version"),
                    new("升级后须重启服务：systemctl restart jingan-targetmgmt",
                        "restart the service after an upgrade: systemctl restart jingan-targetmgmt"))
            : Finding.Ok("version", new($"jtm 与服务程序均为 {own}", $"jtm and the service's program are {own}"));
    }

    // A service tells nobody its version, but every answer says which web app it has: that of the program it was
    // started from, however often the files have been exchanged since.
    private static bool RunsAnother(Examined examined) =>
        examined.Service.Silence is null && examined.ProgramFolder is { } folder
        && AppManifest.VersionOf(AppManifest.Of(folder, Examined.ProgramName)) is { Length: > 0 } app
        && examined.Service.AppVersion != app;

    private static string LowOf(JsonNode? ready) => string.Join("; ", (ready?["storage"] as JsonArray ?? [])
        .Where(s => (bool?)s?["isLow"] == true).Select(s => $"{s!["side"]} {s["freeMegabytes"]} MB"));
}
