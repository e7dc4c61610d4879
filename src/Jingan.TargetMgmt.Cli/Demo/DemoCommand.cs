using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Demo;

namespace Jingan.TargetMgmt.Cli.Demo;

/// <summary><c>jtm demo</c>: fills a running service with a made-up year 合成数据,
/// over its public interface alone.</summary>
internal static class DemoCommand
{
    private const string DefaultTokens = "data/demo/tokens.json";

    /// <summary>The arithmetic of the colour rules, as made-up figures lean on it.</summary>
    internal static readonly YearRules Rules = new(
        (target, month) => PlannedValue.InMillionths(target, month) is { } planned
            ? (planned.Numerator, planned.Denominator)
            : null,
        (target, day, nodes) =>
        {
            var measured = MilestoneProgress.Measure(target, day, nodes);
            return (measured.Reached, measured.OverdueDays);
        });

    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var year = CliOption.Of("--year", new("已结束的年度，如 2018", "a year that is over, such as 2018"), "yyyy",
            required: true)
            .Checked(text => Period.TryParse($"{text}-01", null, out _),
                new("须为四位年度", "must be a year of four digits"));
        var seed = CliOption.Of("--seed",
            new("种子：同一种子、同一目标库，内容相同；默认 1", "the same seed and targets make the same contents; 1 unless told"), "number")
            .Checked(text => Seed(text) is not null, new("须为非负整数", "must be a whole number from 0 on"));
        var tokens = CliOption.File("--tokens",
            new($"各角色令牌文件；默认 {DefaultTokens}", $"file with a token for every role; {DefaultTokens} unless told"));
        var keys = CliOption.Of(
            "--keys",
            new("三名合成评估员的私钥目录；默认在令牌文件旁",
                "folder of the three made-up assessors' private keys; beside the token file unless told"), "dir");
        var force = CliOption.Flag(DemoGuard.ForceOption, new(
            "即使服务不在开发环境，或日志中已有真实评定，也写入合成数据；无法撤回",
            "write although the service is not in Development, or its log holds real ratings; cannot be taken back"));
        var command = CliOption.Command(
            "demo",
            new("写入一年的合成数据：填报、评定、复评与评估报告；仅用于开发环境",
                "fill a service in Development with a synthetic year: progress, ratings, second marks, reports"),
            year, seed, tokens, keys, force, server.Server);
        command.SetAction(async (parsed, ct) =>
        {
            var (address, isForced) = (server.AddressOf(parsed, terminal), parsed.GetValue(force));
            if (!isForced)
            {
                await DemoGuard.RequireDevelopmentAsync(address, ct);
            }

            var number = int.Parse(parsed.GetRequiredValue(year), CultureInfo.InvariantCulture);
            RequireOver(number, terminal);
            var file = parsed.GetValue(tokens) ?? DefaultTokens;
            using var clients = new DemoClients(address, DemoFiles.ReadTokens(file));
            var from = Seed(parsed.GetValue(seed) ?? "1")!.Value;
            var walk = new DemoWalk(clients, from, number, terminal.Clock)
            {
                Tell = line => Tell(terminal, line),
                Rules = Rules,
                Count = ReportStatistics.Of,
            };
            var issued = await walk.ReadIssuedAsync(ct);
            if (!isForced)
            {
                await DemoGuard.RequireOnlySyntheticAsync(clients.Evaluator, from, issued, ct);
            }

            var folder = parsed.GetValue(keys)
                ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "synthetic-assessors");
            return Show(terminal, await walk.RunAsync(() => DemoFiles.AssessorsIn(folder), issued, ct));
        });
        return command;
    }

    private static void Tell(CommandConsole terminal, Text line)
    {
        if (!terminal.IsJson)
        {
            terminal.Write(line);
        }
    }

    private static int Show(CommandConsole terminal, DemoWalk.Added added)
    {
        if (terminal.IsJson)
        {
            terminal.Write(JsonSerializer.SerializeToNode(added, WireJson.Options)!);
            return ExitCode.Done;
        }

        terminal.Write(added.Issued == 0
            ? new Text($"{added.Year} 年的合成数据已在，未写入任何内容。",
                $"the synthetic year {added.Year} is there already, nothing was written.")
            : new Text(
                $"合成数据：填报 {added.Progress}，评定 {added.Ratings}，复评 {added.SecondMarks}，评估报告 {added.Issued}。质量统计：GET "
                    + $"/api/v1/quality?year={added.Year}",
                $"synthetic: {added.Progress} progress reports,"
                    + $" {added.Ratings} ratings, {added.SecondMarks} second marks, {added.Issued} evaluation "
                    + $"reports. Quality figures: GET /api/v1/quality?year={added.Year}"));
        return ExitCode.Done;
    }

    // Reports are issued once a period is closed, and a period of the future cannot be closed for good.
    private static void RequireOver(int year, CommandConsole terminal)
    {
        var closes = DemoReporting.ClosesOn(new($"{year:0000}-12"));
        if (ShanghaiDate.Of(terminal.Now) <= closes)
        {
            throw ClientException.Refused(new(
                $"{year} 年的填报期到 {closes:yyyy-MM-dd} 才全部结束；请选更早的年度。",
                $"the periods of {year} end on {closes:yyyy-MM-dd}; choose an earlier year."));
        }
    }

    private static ulong? Seed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : null;
}
