using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Keys;

/// <summary><c>jtm assessor conflict</c>: a conflict of interest 利益冲突 with a unit, declared or ended.</summary>
internal static class AssessorConflict
{
    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var kid = CliOption.Of("--kid", new("评估员的任一密钥编号；对其全部密钥有效", "any key id of the assessor; it binds all of them"),
            "kid", required: true);
        var unit = CliOption.Of("--unit", new("单位代码", "unit code"), "code", required: true);
        var reason = CliOption.Of("--reason", new("原因", "why"), "text", required: true);
        var ended = CliOption.Flag("--ended", new("该利益冲突已不存在", "the conflict is over"));
        var key = new SigningKeyOptions();
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(
            "conflict", new("登记或解除评估员与单位的利益冲突", "declare or end an assessor's conflict of interest with a unit"),
            kid, unit, reason, ended, key.Key, key.Kid, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            using var signer = key.Load(parsed);
            using var client = server.Connect(parsed, terminal);
            var claims = Statements.Conflict(
                await Statements.OriginAsync(client, ct), parsed.GetRequiredValue(kid), parsed.GetRequiredValue(unit),
                parsed.GetRequiredValue(reason), parsed.GetValue(ended), terminal.Now);
            var answer = await Statements.PostAsync(client, "assessors/conflicts", signer.Sign(claims),
                parsed.GetValue(dryRun), ct);
            var (zh, en) = parsed.GetValue(ended) ? ("解除", "end of the") : ("登记", "declaration of the");
            return answer.ReportWrite(terminal, new Text(
                $"{zh}利益冲突：{parsed.GetValue(kid)} 与 {parsed.GetValue(unit)}",
                $"{en} conflict of interest of {parsed.GetValue(kid)} with {parsed.GetValue(unit)}"));
        });
        return command;
    }
}
