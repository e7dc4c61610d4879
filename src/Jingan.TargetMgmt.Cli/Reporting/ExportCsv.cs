using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm unit export</c>, <c>jtm period export</c>: the table that the import takes again.</summary>
internal static class ExportCsv
{
    public static Command Units(CommandConsole terminal) =>
        Create(terminal, new("导出单位（CSV）", "export the units (CSV)"), null, _ => "units.csv");

    public static Command Periods(CommandConsole terminal)
    {
        var year = CliOption.Year(new("年度；缺省为全部", "year; all without it"));
        return Create(
            terminal, new("导出填报期的日期（CSV）", "export the periods' dates (CSV)"), year,
            parsed => parsed.GetValue(year) is { } one ? $"periods.csv?year={one}" : "periods.csv");
    }

    private static Command Create(
        CommandConsole terminal, Text description, Option<string>? year, Func<ParseResult, string> pathOf)
    {
        var (server, file) = (new ServerOptions(), FetchedFile.Out());
        var command = CliOption.Command("export", description, file, server.Server, server.Token);
        if (year is not null)
        {
            command.Add(year);
        }

        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var answer = await client.GetAsync(pathOf(parsed), Csv.MediaType, ct);
            await answer.DeliverAsync(parsed.GetValue(file), terminal, ct);
            return ExitCode.Done;
        });
        return command;
    }
}
