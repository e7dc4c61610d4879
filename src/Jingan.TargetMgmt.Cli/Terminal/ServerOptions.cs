using System.CommandLine;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>Where the service is and who is calling.</summary>
internal sealed class ServerOptions
{
    private const string DefaultServer = "http://localhost:5080";

    public Option<string> Server { get; } = CliOption.Of("--server", new(
        $"服务地址；环境变量 JTM_SERVER；默认 {DefaultServer}；本机之外请用 https",
        $"address of the service; environment variable JTM_SERVER; default {DefaultServer}; use https beyond this "
            + "machine"), "url");

    public Option<string> Token { get; } = CliOption.Of("--token", new(
        "访问令牌；请优先用环境变量 JTM_TOKEN：命令行会被同机其他用户看到",
        "access token; prefer the environment variable JTM_TOKEN: a command line is seen by others on this machine"),
        "token");

    public ApiClient Connect(ParseResult parsed, CommandConsole terminal)
    {
        var server = AddressOf(parsed, terminal);
        return new(server, TokenOf(parsed, terminal) ?? throw ClientException.Impossible(new(
            "没有访问令牌；请设置环境变量 JTM_TOKEN。", "no access token; set the environment variable JTM_TOKEN.")));
    }

    public Uri AddressOf(ParseResult parsed, CommandConsole terminal) =>
        ReadAddress(parsed.GetValue(Server) ?? terminal.Variable("JTM_SERVER") ?? DefaultServer);

    /// <summary>The access token; null when there is none.</summary>
    public string? TokenOf(ParseResult parsed, CommandConsole terminal)
    {
        var token = (parsed.GetValue(Token) ?? terminal.Variable("JTM_TOKEN"))?.Trim();

        // Checked here because the header class would quote the token in its exception.
        return string.IsNullOrEmpty(token) ? null : token.All(c => c is >= '!' and <= '~') ? token
            : throw ClientException.Impossible(new(
            "访问令牌含空白或非 ASCII 字符；请重新复制。", "the access token has white space or other odd characters; copy it again."));
    }

    /// <summary>An address that others are relative to.</summary>
    public static Uri ReadAddress(string address) =>
        Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var server)
        && server.Scheme is ("http" or "https")
            ? server
            : throw ClientException.Impossible(new(
                $"服务地址须为 http:// 或 https:// 开头的完整地址：{address}",
                $"the service's address must begin with http:// or https://: {address}"));
}
