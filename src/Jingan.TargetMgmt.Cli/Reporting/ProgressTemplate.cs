using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Http.Workbooks;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm progress template</c>: a unit's reporting sheet for a period.</summary>
internal static class ProgressTemplate
{
    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var unit = CliOption.Of("--unit", new("单位代码", "the unit's code"), "code", required: true);
        var period = CliOption.Period();
        var file = CliOption.File("--out", new("写到文件", "the file to write"), required: true);
        var command = CliOption.Command(
            "template", new("下载填报表（Excel）", "get a unit's reporting sheet (Excel)"), unit, period, file,
            server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var code = Uri.EscapeDataString(parsed.GetRequiredValue(unit));
            var answer = await client.GetAsync(
                $"units/{code}/template.xlsx?period={parsed.GetRequiredValue(period)}", WorkbookAnswer.MediaType, ct);
            await answer.DeliverAsync(parsed.GetRequiredValue(file), terminal, ct);
            return ExitCode.Done;
        });
        return command;
    }
}
