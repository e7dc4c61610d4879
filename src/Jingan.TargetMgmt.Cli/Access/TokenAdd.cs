using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary><c>jtm token add</c>: grants access. The token is shown once and only its hash is kept.</summary>
internal static class TokenAdd
{
    public static Command Create(CommandConsole terminal)
    {
        var holder = new HolderOptions();
        var given = CliOption.File("--secret-file", new(
            "令牌取自此文件，不另生成，也不显示；供另一侧的程序（service）",
            "take the token from this file instead of making one, and do not show it; for the other side's process "
                + "(service)"));
        var file = TokenFile.Option();
        var command = CliOption.Command("add", new("新增访问令牌；令牌只显示一次", "add an access token; it is shown once"),
            [.. holder.All, given, file]);
        command.SetAction(parsed =>
        {
            var secret = parsed.GetValue(given) is { } path ? ReadSecret(path) : AccessToken.NewSecret();
            var token = new AccessToken(holder.NameIn(parsed), holder.RoleIn(parsed), holder.UnitIn(parsed),
                AccessToken.HashOf(secret), UtcText.Format(holder.EndIn(parsed, terminal.Now)), holder.SignsIn(parsed));
            LibraryUnits.Check(token.Unit, parsed.GetRequiredValue(file), terminal);
            Add(token, parsed.GetRequiredValue(file));
            Show(terminal, token, parsed.GetValue(given) is null ? secret : null, parsed.GetRequiredValue(file));
            return ExitCode.Done;
        });
        return command;
    }

    // Only what this program makes itself is taken: a token that people thought up could be guessed.
    private static string ReadSecret(string path)
    {
        var secret = InputFile.ReadText(path).Trim();
        return AccessToken.IsSecret(secret) ? secret : throw ClientException.Refused(new(
            $"{path} 中不是本系统的令牌；请用 deploy/make-secrets.sh 或 jtm token add 生成。",
            $"{path} does not hold a token of this system; make one with deploy/make-secrets.sh or jtm token add."));
    }

    private static void Add(AccessToken token, string path)
    {
        if (token.Fault() is { } fault)
        {
            throw ClientException.Refused(new(
                $"未写入：{fault.Zh}。请改正后重试。", $"nothing written: {fault.En}. Correct it and try again."));
        }

        using var held = AccessFolder.Lock(path);
        var old = TokenFile.Read(path);
        var reasons = AccessFolder.NewlyRefused(old, PeopleFile.Read(AccessFolder.PeopleBeside(path)), token);
        if (reasons.Count > 0)
        {
            throw ClientException.Refused(new(
                $"未写入：{string.Join("；", reasons)}。请改正，或先撤销冲突的令牌或登记（jtm token list、jtm token revoke，"
                    + "jtm access people、jtm access remove）。",
                $"nothing written: {string.Join("; ", reasons)}. Correct it, or first take away the token or the "
                    + "person in the way (jtm token list, jtm token revoke; jtm access people, jtm access remove)."));
        }

        TokenFile.Write(path, [.. old, token]);
    }

    private static void Show(CommandConsole terminal, AccessToken token, string? secret, string path)
    {
        if (terminal.IsJson)
        {
            terminal.Write(new JsonObject
            {
                ["token"] = secret,
                ["id"] = TokenFile.IdOf(token),
                ["name"] = token.Name,
                ["role"] = token.Role,
                ["unit"] = token.Unit,
                ["signs"] = token.Signs == true,
                ["expires"] = token.Expires,
            });
            return;
        }

        if (secret is not null)
        {
            terminal.Write(secret);
        }

        var unit = token.Unit is null ? default
            : token.Signs == true ? new Text($"，单位 {token.Unit}（签发人）", $", unit {token.Unit}, signing for it")
            : new Text($"，单位 {token.Unit}", $", unit {token.Unit}");
        var until = TokenFile.LastMoment(token);
        terminal.Write(secret is null ? new Text(
            $"文件中的令牌已登记于 {path}：{token.Name}，角色 {token.Role}{unit.Zh}，有效至 {until}（上海时间）。",
            $"the token in the file is in force, kept in {path}: {token.Name}, role {token.Role}"
                + $"{unit.En}, valid until {until} (Shanghai).") : new Text(
            $"以上令牌只显示这一次，请立即交给 {token.Name}。角色 {token.Role}{unit.Zh}，有效至 {until}（上海时间），已登记于 {path}。",
            $"this token is shown only now; hand it to {token.Name}. Role {token.Role}{unit.En}, valid until "
                + $"{until} (Shanghai), kept in {path}."));
    }
}
