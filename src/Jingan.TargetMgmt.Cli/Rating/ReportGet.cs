using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
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
        var year = CliOption.Of("--year", new("年度，用于 matrix", "year, for matrix"), "yyyy")
            .Checked(text => text.Length == 4 && text.All(char.IsAsciiDigit), new("须为四位年度", "must have four digits"));
        var kind = CliOption.Of("--kind",
            new("总表、单位、目标×期次、评估报告", "overview, by unit, targets by periods, evaluation report"),
            "overview|units|matrix|evaluation")
            .AcceptOnlyFromAmong("overview", "units", "matrix", "evaluation");
        kind.DefaultValueFactory = _ => "overview";
        var format = CliOption.Of("--format", new("格式", "format"), "json|csv").AcceptOnlyFromAmong("json", "csv");
        format.DefaultValueFactory = _ => "json";
        var file = CliOption.File("--out", new("写到文件，不在屏幕显示", "write to a file instead of the screen"));
        var command = CliOption.Command("get", new(
            "下载统计报表或评估报告", "fetch an overview or an evaluation report"), period, year, kind, format, file,
            server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var isCsv = parsed.GetValue(format) == "csv";
            var path = PathOf(parsed.GetRequiredValue(kind), parsed.GetValue(period), parsed.GetValue(year), isCsv);
            using var client = server.Connect(parsed, terminal);
            var answer = await client.GetAsync(path, isCsv ? Csv.MediaType : "application/json", ct);
            await DeliverAsync(answer, parsed.GetValue(file), terminal, ct);
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

    private static async Task DeliverAsync(
        ApiAnswer answer, string? file, CommandConsole terminal, CancellationToken ct)
    {
        if (file is null)
        {
            // With its byte order mark, so that a redirected CSV opens in Excel like a downloaded one.
            await terminal.Output.WriteAsync(answer.AsText.AsMemory(), ct);
            return;
        }

        OutputFile.Write(file, answer.Body);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(answer.Body));
        if (terminal.IsJson)
        {
            terminal.Write(new JsonObject { ["file"] = file, ["bytes"] = answer.Body.Length, ["sha256"] = sha256 });
        }
        else
        {
            var bytes = answer.Body.Length.ToString(CultureInfo.InvariantCulture);
            terminal.Write(new Text(
                $"已写入 {file}（{bytes} 字节，SHA-256 {sha256}）", $"written to {file} ({bytes} bytes, SHA-256 {sha256})"));
        }
    }
}
