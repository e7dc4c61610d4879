using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Replaying;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary><c>jtm replay</c>: every suggestion computed anew from the logs,
/// and what another scheme would have suggested.</summary>
internal static class ReplayRatings
{
    public static Command Create(CommandConsole terminal)
    {
        var evaluation = CliOption.Of("--evaluation", new("评估日志（目录或地址）", "the evaluation log (folder or address)"),
            "dir|url", required: true);
        var government = CliOption.Of("--government", new("政府日志（目录或地址）", "the government log (folder or address)"),
            "dir|url", required: true);
        var policy = PolicyFile.Option();
        var period = CliOption.Period(required: false);
        var scheme = CliOption.Of("--scheme", new(
            "另一办法（文件，或日志中的版本）：若用它，建议会怎样；不改任何记录",
            "another scheme (a file, or a version in the log): what it would have suggested; no record is touched"),
            "file|version");
        var server = new ServerOptions();
        var command = CliOption.Command("replay", new(
            "由日志重算每项评定和复评的建议颜色，逐字节比对；退出码 0 全部相同，1 有不同，2 未能全部重算",
            "compute the suggestion of every rating and second mark anew from the logs and compare byte for byte; "
                + "exit code 0 all the same, 1 some differ, 2 not all could be replayed"),
            evaluation, government, policy, period, scheme, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            Func<string?> token = () => server.TokenOf(parsed, terminal);
            using var evaluated = LogSource.Open(parsed.GetRequiredValue(evaluation), token);
            using var reported = LogSource.Open(parsed.GetRequiredValue(government), token);
            Func<IReadOnlyDictionary<string, ColourScheme>, ColourScheme>? other = parsed.GetValue(scheme) is { } named
                ? published => OtherScheme.Find(named, published)
                : null;
            var replay = new Replay(evaluated, reported, PolicyFile.Read(parsed.GetRequiredValue(policy)),
                parsed.GetValue(period), other);
            var (first, second) = await replay.RunAsync(ct);
            return Show(terminal, replay, first, second, parsed.GetValue(scheme) is not null);
        });
        return command;
    }

    private static int Show(
        CommandConsole terminal, Replay replay, Witnessed evaluation, Witnessed government, bool hasOther)
    {
        if (terminal.IsJson)
        {
            terminal.Write(ToJson(replay, evaluation, government, hasOther));
        }
        else
        {
            CheckpointLines.Write(terminal, evaluation);
            CheckpointLines.Write(terminal, government);
            terminal.Write(new Text(
                $"重算 {replay.Replayed.Count} 项评定（含复评）的建议，{replay.Findings.DamageCount} 项与记录不同。",
                $"{replay.Replayed.Count} suggestions of ratings and second marks replayed,"
                    + $" {replay.Findings.DamageCount} differ from the log."));
            if (hasOther)
            {
                new WhatIf(replay.Replayed).Show(terminal);
            }
        }

        replay.Findings.Show(terminal);
        return ExitCode.Of(replay.Findings.Worst);
    }

    private static JsonObject ToJson(Replay replay, Witnessed evaluation, Witnessed government, bool hasOther) => new()
    {
        ["evaluation"] = CheckpointLines.ToJson(evaluation),
        ["government"] = CheckpointLines.ToJson(government),
        ["replayed"] = replay.Replayed.Count,
        ["differences"] = FindingLines.ToJson(replay.Findings.Damage),
        ["missing"] = FindingLines.ToJson(replay.Findings.Missing),
        ["whatIf"] = hasOther ? new WhatIf(replay.Replayed).ToJson() : null,
        ["exit"] = ExitCode.Of(replay.Findings.Worst),
    };
}
