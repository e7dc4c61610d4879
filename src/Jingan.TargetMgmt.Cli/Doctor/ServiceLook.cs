using System.Diagnostics;
using System.Text.Json.Nodes;

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
            : Finding.Ok("version", new($"jtm 与服务程序均为 {own}", $"jtm and the service's program are {own}"));
    }
}
