using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Cli.Rating;

/// <summary><c>jtm report get</c>: a report as the service gives it, byte for byte.</summary>
internal static class ReportGet
{
    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var period = CliOption.Period(required: false);
        var year = CliOption.Year(new("年度，用于 matrix", "year, for matrix"));
        var kind = CliOption.Of("--kind",
            new("总表、单位、目标×期次、评估报告", "overview, by unit, targets by periods, evaluation report"),
            "overview|units|matrix|evaluation")
            .AcceptOnlyFromAmong("overview", "units", "matrix", "evaluation");
        kind.DefaultValueFactory = _ => "overview";
        var format = CliOption.Of("--format", new("格式", "format"), "json|csv").AcceptOnlyFromAmong("json", "csv");
        format.DefaultValueFactory = _ => "json";
        var file = FetchedFile.Out();
        var command = CliOption.Command("get", new(
            "下载统计报表或评估报告", "fetch an overview or an evaluation report"), period, year, kind, format, file,
            server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var isCsv = parsed.GetValue(format) == "csv";
            var path = PathOf(parsed.GetRequiredValue(kind), parsed.GetValue(period), parsed.GetValue(year), isCsv);
            using var client = server.Connect(parsed, terminal);
            var answer = await client.GetAsync(path, isCsv ? Csv.MediaType : "application/json", ct);
            await answer.DeliverAsync(parsed.GetValue(file), terminal, ct);
            return ExitCode.Done;
        });
        return command;
    }

    private static string PathOf(string kind, string? period, string? year, bool isCsv)
    {
        if (kind == "evaluation" && isCsv)
        {
            throw ClientException.Impossible(new(
                "评估报告没有 csv 格式；请用 --format json。", "an evaluation report has no csv form; use --format json."));
        }

        var (needed, value, other) = kind == "matrix" ? ("--year", year, period) : ("--period", period, year);
        if (value is null || other is not null)
        {
            throw ClientException.Impossible(new(
                $"--kind {kind} 须给 {needed}，且只给 {needed}。", $"--kind {kind} needs {needed} and nothing else."));
        }

        return kind == "evaluation"
            ? $"evaluation-reports/{value}"
            : $"reports/{kind}{(isCsv ? ".csv" : "")}?{needed[2..]}={value}";
    }
}
