using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Microsoft.Extensions.Hosting;

namespace Jingan.TargetMgmt.Cli.Witnessing;

/// <summary><c>jtm witness serve</c>: a witness 见证 for other people's logs, on the network.</summary>
internal static class WitnessServe
{
    private const string DefaultUrl = "http://127.0.0.1:5090";

    public static Command Create(CommandConsole terminal)
    {
        var options = new WitnessOptions();
        var urls = CliOption.Of("--urls", new(
            "监听地址；默认只限本机，对外请置于反向代理（TLS）之后",
            "addresses to listen on; by default this machine only, beyond it use a reverse proxy with TLS"), "url");
        urls.DefaultValueFactory = _ => DefaultUrl;
        var command = CliOption.Command("serve", new(
            "为他人的日志作见证（C2SP tlog-witness）", "witness other people's logs (C2SP tlog-witness)"), options.Key,
            options.Name, options.Log, options.State, urls);
        command.SetAction(async (parsed, ct) =>
        {
            using var witness = options.Open(parsed, terminal.Clock);
            await using var app = WitnessHost.Create(witness, parsed.GetRequiredValue(urls), answer =>
                Tell(terminal, answer));
            await app.StartAsync(ct);
            terminal.Write(new Text($"见证方 {witness.VerifierKey}", $"witness {witness.VerifierKey}"));
            terminal.Write(new Text($"监听 {string.Join(' ', app.Urls)}", $"listening on {string.Join(' ', app.Urls)}"));
            await app.WaitForShutdownAsync(ct);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Tell(CommandConsole terminal, WitnessAnswer answer) =>
        terminal.Write(
            $"{UtcText.Format(terminal.Now)} "
                + $"{answer.Status} {(answer.Status == 200 ? "cosigned" : answer.AsText.TrimEnd())}");
}
