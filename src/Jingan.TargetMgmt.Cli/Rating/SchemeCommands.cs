using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Replaying;

namespace Jingan.TargetMgmt.Cli.Rating;

/// <summary><c>jtm scheme preview</c>: what a draft would suggest, before anybody is bound by it; <c>jtm scheme
/// publish</c>: a colour scheme, once and for good.</summary>
internal static class SchemeCommands
{
    private static readonly Text What = new("办法", "scheme");

    public static Command Preview(CommandConsole terminal)
    {
        var file = FileArgument();
        var period = CliOption.Period();
        var server = new ServerOptions();
        var command = CliOption.Command(
            "preview", new("按一期的填报试算草案；不保存", "what a draft would suggest for a period; stores nothing"),
            file, period, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var (scheme, bytes) = Read(parsed.GetRequiredValue(file));
            using var client = server.Connect(parsed, terminal);
            var answer = await client.AskAsync(
                $"schemes/{Uri.EscapeDataString(scheme.Version)}/preview?period={parsed.GetRequiredValue(period)}",
                "application/json", bytes, "application/json", ct);
            if (terminal.IsJson)
            {
                terminal.Output.WriteLine(answer.AsText);
                return ExitCode.Done;
            }

            Show(terminal, answer.ToObject());
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Publish(CommandConsole terminal)
    {
        var file = FileArgument();
        var example = CliOption.Flag("--example", new(
            "确认发布示例办法（isExample）", "publish a scheme that calls itself an example (isExample)"));
        var server = new ServerOptions();
        var command = CliOption.Command(
            "publish",
            new("发布办法；发布后不能修改，只能另发新版", "publish a scheme; it is never edited, only followed by another"),
            file, example, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var path = parsed.GetRequiredValue(file);
            var (scheme, bytes) = Read(path);
            if (scheme.IsExample && !parsed.GetValue(example))
            {
                throw ClientException.Impossible(new(
                    $"{path} 是示例办法（isExample），发布后永久留在日志中；正式办法请去掉 isExample，确要发布示例请加 --example。",
                    $"{path} calls itself an example (isExample), and what is published stays in the log for good; "
                        + "take isExample out of a scheme of yours, or add --example."));
            }

            using var client = server.Connect(parsed, terminal);
            var answer = await client.PostAsync("schemes", "application/json", bytes, isDryRun: false, ct);
            return answer.ReportWrite(terminal, new Text(
                $"办法 {scheme.Version}：{scheme.Title}", $"scheme {scheme.Version}: {scheme.Title}"));
        });
        return command;
    }

    private static Argument<string> FileArgument() => new("file")
    {
        Description = new Text("办法（JSON，格式见 scheme.md）", "the scheme (JSON; format: scheme.md)").Current,
    };

    private static (ColourScheme Scheme, byte[] Bytes) Read(string path)
    {
        var bytes = InputFile.ReadBytes(path, What);
        return (LoggedScheme.Read(bytes, path), bytes);
    }

    private static void Show(CommandConsole terminal, JsonObject answer)
    {
        Table.Write(
            terminal, [new Text("颜色", "colour").Current, new Text("项数", "targets").Current],
            ServerJson.ItemsOf(answer, "distribution").Select(d => (string[])[$"{d["colour"]}", $"{d["count"]}"]));
        foreach (var without in ServerJson.ItemsOf(answer, "withoutColour"))
        {
            terminal.Write(new Text(
                $"不评色（{without["state"]}）：{without["count"]} 项",
                $"without a colour ({without["state"]}): {without["count"]}"));
        }

        var changes = ServerJson.ItemsOf(answer, "changes").Count();
        terminal.Write((string?)answer["inForce"] is { } inForce
            ? new Text(
                $"与在用办法 {inForce} 相比，{changes} 项的建议会不同；未保存任何内容。",
                $"compared with scheme {inForce}, in force, the suggestion would be another for {changes}; nothing was "
                    + "stored.")
            : new Text("目前没有在用的办法；未保存任何内容。", "no scheme is in force yet; nothing was stored."));
    }
}
