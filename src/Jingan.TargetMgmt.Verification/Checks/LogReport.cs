using System.Globalization;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Dialects;

namespace Jingan.TargetMgmt.Cli.Verifying;

/// <summary>What verifying a log has shown.</summary>
/// <param name="Verified">The checkpoint.</param>
/// <param name="Content">What the entries hold.</param>
/// <param name="Findings">What is wrong, or could not be checked.</param>
internal sealed record LogReport(Witnessed Verified, ContentRules Content, Findings Findings)
{
    /// <summary>The government log's checkpoint, when ratings were followed there.</summary>
    public Witnessed? Government { get; init; }

    /// <summary>What the database's own check has shown, when it was asked for and could be made.</summary>
    public LedgerVerdict? Ledger { get; init; }

    /// <summary>The evaluation report that was compared, when one was asked for.</summary>
    public ReportCheck? Report { get; init; }

    /// <summary>How many targets the report's period has by the government log; null when that was not recomputed.</summary>
    public int? Population { get; init; }

    /// <summary>Why it ended early, when it did.</summary>
    public CommandFailure? Stopped { get; init; }

    private int ExitCode => Stopped is null || Findings.ExitCode == Cli.ExitCode.Damaged ? Findings.ExitCode : Stopped.ExitCode;

    public int Show(Terminal terminal)
    {
        if (terminal.IsJson)
        {
            terminal.Say(ToJson());
        }
        else
        {
            ShowChecked(terminal);
        }

        Findings.Show(terminal);
        Stopped?.Report(terminal);

        return ExitCode;
    }

    private void ShowChecked(Terminal terminal)
    {
        CheckpointLines.Say(terminal, Verified);
        if (Government is not null)
        {
            CheckpointLines.Say(terminal, Government);
        }

        foreach (var (index, rotation) in Content.Rotations)
        {
            var (zh, en, name) = rotation.Next is { } next ? ("此后密钥改为", "the key changes to", next) : ("此前密钥为", "the key was", rotation.Previous);
            terminal.Say(new Text($"第 {index} 条：{zh} {name?.Key}（{name?.Origin}）", $"entry {index}: {en} {name?.Key} ({name?.Origin})"));
        }

        terminal.Say(new Text($"记录：{Counts("、")}", $"entries: {Counts(", ")}"));
        AccessLines.Say(terminal, Content);
        if (Ledger is { Mismatch: null } ledger)
        {
            var (zh, en) = ledger.LastVerifiedBlock is { } block ? ($"，直至第 {block} 块", $", up to block {block}") : ("", "");
            terminal.Say(new Text(
                $"SQL Server 账本：数据库 {ledger.Database} 与日志中的 {Content.LedgerDigests.Count} 份摘要一致{zh}。",
                $"SQL Server ledger: database {ledger.Database} agrees with the {Content.LedgerDigests.Count} digests in the log{en}."));
        }

        if (ExitCode == Cli.ExitCode.Done)
        {
            // Assessors sign in the evaluation log only; of another it would mean nothing.
            var (zh, en) = Content.Signatures == 0 ? ("", "") : ($"，评估员签名 {Content.Signatures} 个有效", $", {Content.Signatures} assessors' signatures are good");
            terminal.Say(new Text(
                $"核验通过：{Verified.Checkpoint.Size} 条记录的树与签名一致{zh}。", $"verified: the tree of {Verified.Checkpoint.Size} entries is the signed one{en}."));
            if (Report is not null)
            {
                terminal.Say(new Text(
                    $"评估报告 {Report.Period}：即日志所记，所列 {Report.Ratings} 项评定是当时现行的全部评定，统计重算一致。",
                    $"evaluation report {Report.Period}: it is the one in the log, its {Report.Ratings} ratings are all that were in force, its statistics count the same again."));
            }

            if (Population is { } targets)
            {
                terminal.Say(new Text(
                    $"评估报告 {Report?.Period}：由政府日志重算，本期 {targets} 个目标均已评定或列明状态，依据与填报一致。",
                    $"evaluation report {Report?.Period}: recomputed from the government log, each of the period's {targets} targets is rated or listed with its state, on what was reported."));
            }
        }
    }

    private string Counts(string separator) =>
        string.Join(separator, Content.Types.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key} {t.Value}")));

    private JsonObject ToJson()
    {
        var json = CheckpointLines.ToJson(Verified);
        json["entries"] = new JsonObject(Content.Types.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value)));
        json["signatures"] = Content.Signatures;
        json["rotations"] = new JsonArray([.. Content.Rotations.Select(r => new JsonObject
        {
            ["index"] = r.Index, ["next"] = r.Rotation.Next?.Key, ["previous"] = r.Rotation.Previous?.Key,
        })]);
        json["evaluators"] = AccessLines.ToJson(Content);
        json["government"] = Government is null ? null : CheckpointLines.ToJson(Government);
        json["sqlLedger"] = Ledger is null ? null : new JsonObject
        {
            ["database"] = Ledger.Database, ["digests"] = Content.LedgerDigests.Count, ["lastVerifiedBlock"] = Ledger.LastVerifiedBlock, ["mismatch"] = Ledger.Mismatch,
        };
        json["report"] = Report is null ? null : new JsonObject { ["period"] = Report.Period.Value, ["ratings"] = Report.Ratings, ["population"] = Population };
        json["exit"] = ExitCode;
        json["damage"] = Texts(Findings.Damage);
        json["missing"] = Texts(Stopped is null ? Findings.Missing : Findings.Missing.Append(new(Stopped.Message, Stopped.Message)));
        json["withheld"] = Texts(Findings.Withheld);
        return json;
    }

    private static JsonArray Texts(IEnumerable<Text> texts) => new([.. texts.Select(t => (JsonNode)t.Current)]);
}
