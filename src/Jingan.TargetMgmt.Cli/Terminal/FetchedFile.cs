using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>An answer that is a file: to the screen, or where <c>--out</c> says, byte for byte.</summary>
internal static class FetchedFile
{
    public static Option<string> Out() =>
        CliOption.File("--out", new("写到文件，不在屏幕显示", "write to a file instead of the screen"));

    /// <param name="answer">What the service gave.</param>
    /// <param name="file">Where it goes; null: the screen.</param>
    /// <param name="terminal">The screen.</param>
    /// <param name="ct">Ends the writing.</param>
    public static async Task DeliverAsync(
        this ApiAnswer answer, string? file, CommandConsole terminal, CancellationToken ct)
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
