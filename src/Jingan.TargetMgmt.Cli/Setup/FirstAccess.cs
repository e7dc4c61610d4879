using System.Text;
using Jingan.TargetMgmt.Cli.Access;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log.Files;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>The first access tokens: of whoever grants the others', and of those without whom nothing begins.</summary>
/// <param name="answers">Who they are.</param>
/// <param name="folder">Where the tokens are written to, each into a file; null: they are shown, once.</param>
internal sealed class FirstAccess(SetupAnswers answers, string? folder)
{
    private static readonly Text TokenKind = new("令牌文件", "token file");

    private readonly Dictionary<string, string> _made = [];

    /// <summary>The tokens that were made by this run, by role; where they are shown.</summary>
    public IReadOnlyDictionary<string, string> Made => _made;

    public string? Folder => folder;

    public static string FileName(string role) => $"{role}.token";

    /// <summary>The lines of the access file as they will be, with hashes that nobody's token has.</summary>
    public static IReadOnlyList<AccessToken> Lines(SetupAnswers answers, string expires) =>
        [.. Holders(answers).Select(h => new AccessToken(h.Name, h.Role, null, AccessToken.HashOf(h.Role), expires))];

    public SetupStep Step(FileOwner? owner, DateTimeOffset now)
    {
        var path = answers.TokenFile;
        return new(
            new($"访问令牌 {path}：{string.Join("、", Holders(answers).Select(h => h.Name))}",
                $"access tokens {path}: {string.Join(", ", Holders(answers).Select(h => h.Name))}"),
            () => Missing(TokenFile.Read(path)).Count == 0 && (owner is null || FileOwner.Of(path)?.User == owner.User),
            () => Make(path, owner, UtcText.Format(now.AddDays(answers.Days))))
        {
            Refusal = () => RefusalOf(TokenFile.Read(path)),
        };
    }

    private void Make(string path, FileOwner? owner, string expires)
    {
        using (AccessFolder.Lock(path))
        {
            var old = TokenFile.Read(path);
            List<AccessToken> added = [];
            foreach (var (role, name) in Missing(old))
            {
                // In the folder before it is in force: what is in force and was never seen helps nobody.
                var secret = folder is null ? AccessToken.NewSecret() : Kept(Path.Combine(folder, FileName(role)), old);
                _made[role] = secret;
                added.Add(new(name, role, null, AccessToken.HashOf(secret), expires));
            }

            if (added.Count > 0)
            {
                TokenFile.Write(path, [.. old, .. added]);
            }
        }

        owner?.Take(path);
        owner?.Take(AccessFolder.LockOf(path));
    }

    // A run that ended between the two left the token's file alone: its token is taken.
    private static string Kept(string file, IReadOnlyList<AccessToken> inForce)
    {
        FolderStep.Make(Path.GetDirectoryName(file)!, FolderStep.OwnersOnly);
        if (!File.Exists(file))
        {
            var secret = AccessToken.NewSecret();
            OutputFile.Write(file, () => OwnerOnlyFile.TryCreate(file, Encoding.ASCII.GetBytes(secret + "\n")));
            return secret;
        }

        var kept = InputFile.ReadText(file, TokenKind).Trim();
        return AccessToken.IsSecret(kept) && inForce.All(t => t.Sha256 != AccessToken.HashOf(kept))
            ? kept
            : throw ClientException.Refused(new(
                $"{file} 已存在，且不是尚未启用的令牌；请移开后重试。",
                $"{file} is there and holds no token that waits to be used; move it away and try again."));
    }

    private List<(string Role, string Name)> Missing(IReadOnlyList<AccessToken> tokens) =>
        [.. Holders(answers).Where(h => tokens.All(t => (t.Role, t.Name) != h))];

    private Text? RefusalOf(IReadOnlyList<AccessToken> old)
    {
        List<AccessToken> added =
            [.. Lines(answers, "2099-01-01T00:00:00.000Z").Where(l => Missing(old).Contains((l.Role, l.Name)))];
        var people = PeopleFile.Read(AccessFolder.PeopleBeside(answers.TokenFile));
        return AccessTokenFile.Sort([.. AccessFolder.Together(old, people), .. added]).Refused
            .Where(r => added.Contains(r.Token))
            .Select(r => (Text?)new Text(
                $"令牌文件 {answers.TokenFile}：{r.Token.Name}（{r.Token.Role}）{r.Reason.Zh}；见 jtm token list",
                $"the token file {answers.TokenFile}: {r.Token.Name} ({r.Token.Role}): {r.Reason.En}; see jtm token "
                    + "list"))
            .FirstOrDefault();
    }

    private static IReadOnlyList<(string Role, string Name)> Holders(SetupAnswers answers) => answers.Side switch
    {
        null => [(Role.Admin, Of(answers.Admin)), (Role.Office, Of(answers.Office)),
            (Role.Evaluator, Of(answers.Evaluator))],
        SetupAnswers.Government => [(Role.Admin, Of(answers.Admin)), (Role.Office, Of(answers.Office)),
            (Role.Service, "评估方程序")],
        _ => [(Role.Admin, Of(answers.Admin)), (Role.Evaluator, Of(answers.Evaluator)), (Role.Service, "政府方程序")],
    };

    private static string Of(string name) => name.Trim().Normalize();
}
