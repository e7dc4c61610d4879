using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Reading;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>The clock of this machine, against the newest checkpoints and the service's own.</summary>
internal static class ClockLook
{
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    private static readonly Text Advice = new(
        "校准各主机的时间（NTP）；时钟落后于日志时服务拒绝写入",
        "set the clocks of all hosts (NTP); while it is behind the log the service takes no writes");

    public static IEnumerable<Finding> Look(Examined examined)
    {
        var now = examined.Now;
        var shown = now.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        foreach (var side in examined.Installed.Sides.Where(s => !SchemaLook.IsMissing(examined.Installed, s)))
        {
            if (LogGlance.Read(examined.Installed.DialectOf(side),
                    examined.Installed.DatabaseOf(side).ConnectionString) is { } glance
                && UtcText.TryParse(glance.At, out var newest) && now + EntryTime.Tolerance < newest)
            {
                yield return Finding.Fault("clock",
                    new($"本机 {shown}，早于 {side} 日志最新的检查点 {glance.At}",
                        $"this machine says {shown} (Shanghai), which is before the {side} log's newest checkpoint, "
                            + glance.At), Advice);
                yield break;
            }
        }

        yield return examined.Service.Date is { } date && (date - now).Duration() > Apart
            ? Finding.Warn("clock",
                new($"本机 {shown}，服务 {date:HH:mm:ss}（UTC）",
                    $"this machine says {shown} (Shanghai), the service {date:HH:mm:ss} UTC"),
                Advice)
            : Finding.Ok("clock", new($"{shown}（上海时间）", $"{shown} (Shanghai)"));
    }
}
