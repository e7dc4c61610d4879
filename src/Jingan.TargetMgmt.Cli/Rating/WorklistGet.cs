using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Http.Workbooks;

namespace Jingan.TargetMgmt.Cli.Rating;

/// <summary><c>jtm worklist</c>: the worklist as a workbook, which <c>jtm rate file</c> takes when it is filled in.
/// </summary>
internal static class WorklistGet
{
    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var period = CliOption.Period();
        var file = CliOption.File("--out", new("写到文件", "the file to write"), required: true);
        var command = CliOption.Command(
            "worklist", new("下载评定工作清单（Excel），填好后用 jtm rate file 逐行签名",
                "get the worklist as a workbook; jtm rate file signs it row by row when it is filled in"),
            period, file, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var client = server.Connect(parsed, terminal);
            var answer = await client.GetAsync(
                $"worklist.xlsx?period={parsed.GetRequiredValue(period)}", WorkbookAnswer.MediaType, ct);
            await answer.DeliverAsync(parsed.GetRequiredValue(file), terminal, ct);
            return ExitCode.Done;
        });
        return command;
    }
}
