using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Installation;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>The witnesses of the logs: that there are some, and how far behind they are.</summary>
internal static class WitnessLook
{
    public static IEnumerable<Finding> Look(Examined examined)
    {
        foreach (var side in examined.Installed.Sides)
        {
            var (check, setting) = ($"witnesses.{side}", $"{Installed.SectionOf(side)}:Log:Witnesses");
            var count = examined.Installed.LogOf(side).Witnesses.Count;
            var health = (examined.Service.Ready?["logs"] as JsonArray)
                ?.FirstOrDefault(l => (string?)l?["log"] == side);
            List<Finding> behind = [.. BehindOf(check, health)];
            if (count == 0)
            {
                yield return Finding.Warn(check, new("没有见证方：重写日志不会被外人发现",
                    "no witness: nobody outside would see a log rewritten"),
                    new($"请外部机构作见证，设 {setting}",
                        $"ask somebody outside to witness it, and set {setting}"));
            }
            else if (behind.Count > 0)
            {
                foreach (var finding in behind)
                {
                    yield return finding;
                }
            }
            else
            {
                yield return Finding.Ok(check, health is null
                    ? new($"配置了 {count} 个；服务运行时可见其进度",
                        $"{count} configured; how far they are is seen while the service runs")
                    : new($"{count} 个，均已见证最新检查点", $"{count}, and all have cosigned the newest checkpoint"));
            }
        }
    }

    private static IEnumerable<Finding> BehindOf(string check, JsonNode? health)
    {
        foreach (var witness in health?["witnesses"] as JsonArray ?? [])
        {
            var (name, fault) = ((string?)witness?["name"], (string?)witness?["fault"]);
            var (size, cosigned) = ((long?)health!["size"], (long?)witness?["cosignedSize"]);
            if (fault is not null || cosigned != size)
            {
                var reached = cosigned is { } to ? $"{to} / {size}" : $"- / {size}";
                yield return Finding.Warn(check,
                    new($"{name} 已见证 {reached}{(fault is null ? "" : $"：{fault}")}",
                        $"{name} has cosigned {reached}{(fault is null ? "" : $": {fault}")}"),
                    new("见 docs/operations.md“Witnesses”的 fault 表",
                        "see the table of faults in docs/operations.md, \"Witnesses\""));
            }
        }
    }
}
