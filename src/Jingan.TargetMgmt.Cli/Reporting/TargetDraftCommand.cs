using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Documents;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm targets draft</c>: the targets that a work report seems to promise, as a table to correct and
/// import.</summary>
internal static class TargetDraftCommand
{
    public static Command Create(CommandConsole terminal)
    {
        var (server, file) = (new ServerOptions(), FetchedFile.Out());
        var report = new Argument<string>("report")
        {
            Description = new Text("政府工作报告：文本（.txt）或 Word 文档（.docx）",
                "a government work report: text (.txt) or a Word document (.docx)").Current,
        };
        var command = CliOption.Command(
            "draft", new("从政府工作报告起草目标表（CSV），核对补全后再导入；不保存任何内容",
                "draft a table of targets (CSV) from a work report, to correct and import; nothing is stored"),
            report, file, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var path = parsed.GetRequiredValue(report);
            var mediaType = MediaTypeOf(path);
            var isJson = terminal.IsJson && parsed.GetValue(file) is null;
            using var client = server.Connect(parsed, terminal);
            var answer = await client.AskAsync(
                "targets/draft", mediaType, InputFile.ReadBytes(path), isJson ? "application/json" : Csv.MediaType, ct);
            await answer.DeliverAsync(parsed.GetValue(file), terminal, ct);
            return ExitCode.Done;
        });
        return command;
    }

    private static string MediaTypeOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".TXT" or ".MD" => DocumentReader.PlainText, // in which encoding, the service finds out
        ".DOCX" => DocumentReader.Docx,
        _ => throw ClientException.Impossible(new(
            $"只认 .txt 与 .docx：{path}；其他文档请先另存为其中一种",
            $"only .txt and .docx are taken: {path}; save any other document as one of them first")),
    };
}
