using Jingan.TargetMgmt.Cli.Access;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>The access tokens: readable, taken, and good for some time yet.</summary>
internal static class AccessLook
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public static IEnumerable<Finding> Look(Examined examined)
    {
        var path = examined.Installed.TokenFile;
        if (!File.Exists(path))
        {
            return [Finding.Fault("tokens", new($"没有令牌文件 {path}：谁也进不来",
                $"there is no token file {path}: nobody may come in"),
                new("jtm setup，或 jtm token add --file", "jtm setup, or jtm token add --file"))];
        }

        IReadOnlyList<AccessToken> tokens;
        try
        {
            tokens = AccessTokenFile.Read(path);
        }
        catch (InvalidDataException fault)
        {
            return [Finding.Fault("tokens", new($"令牌文件无法读取：{fault.Message}",
                $"the token file cannot be read: {fault.Message}"),
                new("从备份取回，或重新发放", "put it back, or issue the tokens anew"))];
        }

        List<Finding> found = [.. AccessTokenFile.Sort(tokens).Refused.Select(r => Finding.Fault("tokens",
            new($"{r.Token.Name}（{r.Token.Role}）不予采用：{r.Reason.Zh}", $"{r.Token.Name} ({r.Token.Role}) is refused: "
                + r.Reason.En),
            new("jtm token list；撤销其一", "jtm token list; revoke one of them"))), .. Expiring(tokens, examined.Now)];
        return found.Count > 0 ? found : [Finding.Ok("tokens", new(
            $"{tokens.Count} 个令牌，30 天内无到期", $"{tokens.Count} tokens, none of which expires within 30 days"))];
    }

    // A holder who has another that is good for longer has been provided for.
    private static IEnumerable<Finding> Expiring(IReadOnlyList<AccessToken> tokens, DateTimeOffset now) =>
        from holder in tokens.GroupBy(t => (t.Name, t.Role))
        let last = holder.MaxBy(t => t.Expires, StringComparer.Ordinal)
        where UtcText.TryParse(last.Expires, out var until) && until < now + Soon
        select Finding.Warn("tokens",
            new($"{last.Name}（{last.Role}）的令牌有效至 {TokenFile.LastMoment(last)}", $"the token of {last.Name} "
                + $"({last.Role}) is valid until {TokenFile.LastMoment(last)} (Shanghai)"),
            new($"jtm token add --name {last.Name} --role {last.Role} …，再撤销旧的",
                $"jtm token add --name {last.Name} --role {last.Role} …, then revoke the old one"));
}
