using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Verification.Checks;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary>What verifying a log has shown, as it is printed.</summary>
/// <param name="report">What it has shown.</param>
/// <param name="ledger">What the database's own check has shown, when it was asked for and could be made.</param>
internal sealed class LogReportLines(LogReport report, LedgerVerdict? ledger)
{
    private int Exit => ExitCode.Of(report.Worst);

    // Whatever was read was held against the rules of its type.
    private long ContentChecked => report.Content.Types.Sum(t => t.Value);

    /// <summary>Tells it.</summary>
    /// <returns>The exit code.</returns>
    public int Show(CommandConsole terminal)
    {
        if (terminal.IsJson)
        {
            terminal.Write(ToJson());
        }
        else
        {
            ShowChecked(terminal);
        }

        report.Findings.Show(terminal);
        if (report.Stopped is { } stopped)
        {
            terminal.Report(stopped);
        }

        return Exit;
    }

    private void ShowChecked(CommandConsole terminal)
    {
        CheckpointLines.Write(terminal, report.Verified);
        if (report.Government is not null)
        {
            CheckpointLines.Write(terminal, report.Government);
        }

        foreach (var (index, rotation) in report.Content.Rotations)
        {
            var (zh, en, name) = rotation.Next is { } next
                ? ("此后密钥改为", "the key changes to", next)
                : ("此前密钥为", "the key was", rotation.Previous);
            terminal.Write(new Text(
                $"第 {index} 条：{zh} {name?.Key}（{name?.Origin}）", $"entry {index}: {en} {name?.Key} ({name?.Origin})"));
        }

        foreach (var (index, adoption) in report.Content.Adoptions)
        {
            var (zh, en) = adoption.Lost is { } lost
                ? ($"；曾签署到 {lost.Size} 条，其后已丢失", $"; {lost.Size} had been signed, what came after is lost")
                : ("", "");
            terminal.Write(new Text(
                $"第 {index} 条：运维单位采用了 {adoption.Size} 条记录的日志{zh}（{adoption.Reason}）",
                $"entry {index}: the operator has adopted the log of {adoption.Size} entries{en} ({adoption.Reason})"));
        }

        terminal.Write(new Text($"记录：{Counts("、")}", $"entries: {Counts(", ")}"));
        AccessLines.Write(terminal, report.Content);
        if (ledger is { Mismatch: null } good)
        {
            var (zh, en) = good.LastVerifiedBlock is { } block
                ? ($"，直至第 {block} 块", $", up to block {block}")
                : ("", "");
            terminal.Write(new Text(
                $"SQL Server 账本：数据库 {good.Database} 与日志中的 {report.Content.LedgerDigests.Count} 份摘要一致{zh}。",
                $"SQL Server ledger: database {good.Database} agrees with "
                    + $"the {report.Content.LedgerDigests.Count} digests in the log{en}."));
        }

        if (Exit == ExitCode.Done)
        {
            // Assessors sign in the evaluation log only; of another it would mean nothing.
            var (zh, en) = report.Content.Signatures == 0
                ? ("", "")
                : ($"，评估员签名 {report.Content.Signatures} 个有效",
                    $", {report.Content.Signatures} assessors' signatures are good");
            var size = report.Verified.Checkpoint.Size;
            var (contentZh, contentEn) = size - ContentChecked is var unread and > 0
                ? ($"其中 {ContentChecked} 条的内容已核对，{unread} 条的内容尚不能读",
                    $"the content of {ContentChecked} was checked, that of {unread} cannot be read yet")
                : ("内容均已核对", "the content of all was checked");
            terminal.Write(new Text(
                $"核验通过：{size} 条记录的树与签名一致；{contentZh}{zh}。",
                $"verified: the tree of {size} entries is the signed one; {contentEn}{en}."));
            if (report.Report is not null)
            {
                terminal.Write(new Text(
                    $"评估报告 {report.Report.Period}：即日志所记，所列 {report.Report.Ratings} 项评定是当时现行的全部评定，统计重算一致。",
                    $"evaluation report {report.Report.Period}: it is the one in the log, "
                        + $"its {report.Report.Ratings} ratings are all that were in force, its statistics count the "
                        + "same again."));
            }

            if (report.Population is { } targets)
            {
                terminal.Write(new Text(
                    $"评估报告 {report.Report?.Period}：由政府日志重算，本期 {targets} 个目标均已评定或列明状态，依据与填报一致。",
                    $"evaluation report {report.Report?.Period}: recomputed from the government log, each of the "
                        + $"period's {targets} targets is rated or listed with its state, on what was reported."));
            }
        }
    }

    private string Counts(string separator) =>
        string.Join(separator,
            report.Content.Types.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key} {t.Value}")));

    private JsonObject ToJson()
    {
        var json = CheckpointLines.ToJson(report.Verified);
        json["entries"] =
            new JsonObject(report.Content.Types.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value)));
        json["contentChecked"] = ContentChecked;
        json["signatures"] = report.Content.Signatures;
        json["rotations"] = new JsonArray([.. report.Content.Rotations.Select(r => new JsonObject
        {
            ["index"] = r.Index, ["next"] = r.Rotation.Next?.Key, ["previous"] = r.Rotation.Previous?.Key,
        })]);
        json["adoptions"] = new JsonArray([.. report.Content.Adoptions.Select(a => new JsonObject
        {
            ["index"] = a.Index, ["size"] = a.Adoption.Size, ["lost"] = a.Adoption.Lost?.Size,
            ["previous"] = a.Adoption.Previous?.Key, ["reason"] = a.Adoption.Reason,
        })]);
        json["evaluators"] = AccessLines.ToJson(report.Content);
        json["government"] = report.Government is null ? null : CheckpointLines.ToJson(report.Government);
        json["sqlLedger"] = ledger is null ? null : new JsonObject
        {
            ["database"] = ledger.Database, ["digests"] = report.Content.LedgerDigests.Count,
            ["lastVerifiedBlock"] = ledger.LastVerifiedBlock, ["mismatch"] = ledger.Mismatch,
        };
        json["report"] = report.Report is null
            ? null
            : new JsonObject
            {
                ["period"] = report.Report.Period.Value,
                ["ratings"] = report.Report.Ratings,
                ["population"] = report.Population,
            };
        json["exit"] = Exit;
        json["damage"] = FindingLines.ToJson(report.Findings.Damage);
        json["missing"] = FindingLines.ToJson(report.Stopped is null
            ? report.Findings.Missing
            : report.Findings.Missing.Append(new(report.Stopped.Message, report.Stopped.Message)));
        json["withheld"] = FindingLines.ToJson(report.Findings.Withheld);
        return json;
    }
}
