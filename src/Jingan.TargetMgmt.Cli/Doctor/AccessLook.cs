using Jingan.TargetMgmt.Cli.Access;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>Who may come in, by token and by the identity provider: readable, taken, and good for some time yet.
/// </summary>
internal static class AccessLook
{
    public static IEnumerable<Finding> Look(Examined examined)
    {
        var files = examined.Installed.Access;
        if (!File.Exists(files.Tokens))
        {
            return [Finding.Fault("tokens", new($"没有令牌文件 {files.Tokens}：谁也进不来",
                $"there is no token file {files.Tokens}: nobody may come in"),
                new("jtm setup，或 jtm token add --file", "jtm setup, or jtm token add --file"))];
        }

        AccessFile access;
        try
        {
            access = files.Read();
        }
        catch (InvalidDataException fault)
        {
            return [Finding.Fault("tokens", new($"令牌或人员文件无法读取，谁也进不来：{fault.Message}",
                $"a file of tokens or people cannot be read, and nobody may come in: {fault.Message}"),
                new("改正该行，或从备份取回，或重新发放", "mend that line, put the file back, or issue the tokens anew"))];
        }

        List<Finding> found =
        [
            .. access.Refused.Select(r => Finding.Fault("tokens",
                new($"{r.Token.Name}（{r.Token.Role}）不予采用：{r.Reason.Zh}",
                    $"{r.Token.Name} ({r.Token.Role}) is refused: {r.Reason.En}"),
                new("jtm token list、jtm access people；撤销其一",
                    "jtm token list, jtm access people; take one of them away"))),
            .. AccessExpiry.Over(access, examined.Now).Select(Expiring),
            .. AccessExpiry.Ending(access, examined.Now).Select(Expiring),
        ];
        return found.Count > 0 ? found : [Finding.Ok("tokens", new(
            $"{access.Lines.Count} 个令牌和人员，30 天内无到期",
            $"{access.Lines.Count} tokens and people, none of whom expires within 30 days"))];
    }

    private static Finding Expiring(AccessToken last) => Finding.Warn("tokens",
        new($"{last.Name}（{last.Role}）有效至 {TokenFile.LastMoment(last)}",
            $"{last.Name} ({last.Role}) is let in until {TokenFile.LastMoment(last)} (Shanghai)"),
        last.Subject is { } subject
            ? new($"jtm access add --subject {subject} --replace …；不再需要的 jtm access remove",
                $"jtm access add --subject {subject} --replace …, or jtm access remove where it is over")
            : new($"jtm token add --name {last.Name} --role {last.Role} …，再撤销旧的；不再需要的 jtm token revoke",
                $"jtm token add --name {last.Name} --role {last.Role} …, then revoke the old one; jtm token revoke "
                    + "where it is over"));
}
