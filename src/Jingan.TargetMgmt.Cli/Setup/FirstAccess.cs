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
        var files = folder is null ? [] : Missing(TokenFile.Read(path)).Select(m => FileName(m.Role)).ToList();
        var (intoZh, intoEn) = files.Count == 0 ? ("", "")
            : ($"，写入 {folder}：{string.Join("、", files)}", $", into {folder}: {string.Join(", ", files)}");
        return new(
            new($"访问令牌 {path}：{string.Join("、", Holders(answers).Select(h => h.Name))}{intoZh}",
                $"access tokens {path}: {string.Join(", ", Holders(answers).Select(h => h.Name))}{intoEn}"),
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
                var secret = folder is null ? AccessToken.NewSecret() : Kept(Path.Combine(folder, FileName(role)));
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
    private static string Kept(string file)
    {
        if (File.Exists(file))
        {
            return InputFile.ReadText(file, TokenKind).Trim();
        }

        var secret = AccessToken.NewSecret();
        OutputFile.Write(file, () => OwnerOnlyFile.TryCreate(file, Encoding.ASCII.GetBytes(secret + "\n")));
        return secret;
    }

    private List<(string Role, string Name)> Missing(IReadOnlyList<AccessToken> tokens) =>
        [.. Holders(answers).Where(h => tokens.All(t => (t.Role, t.Name) != h))];

    private Text? RefusalOf(IReadOnlyList<AccessToken> old)
    {
        if (Missing(old).Select(m => HeldByAnother(old, m) ?? FileFaultOf(old, m.Role))
            .FirstOrDefault(f => f is not null) is { } inTheWay)
        {
            return inTheWay;
        }

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

    // A first token for somebody else, beside the one that was made, is more than what is missing. Who the other side's
    // process is, nobody is asked.
    private Text? HeldByAnother(IReadOnlyList<AccessToken> old, (string Role, string Name) wanted) =>
        wanted.Role != Role.Service && old.FirstOrDefault(t => t.Role == wanted.Role) is { } held
            ? new($"令牌文件 {answers.TokenFile}：{wanted.Role} 的令牌现由 {held.Name} 持有，答案却是 {wanted.Name}；"
                    + $"请以 {held.Name} 作答，换人则用 jtm token add 和 jtm token revoke",
                $"the token file {answers.TokenFile}: the token of the {wanted.Role} is held by {held.Name}, and the "
                    + $"answer is {wanted.Name}; answer {held.Name}, and change holders with jtm token add and jtm "
                    + "token revoke")
            : null;

    // What a run left that ended halfway is taken; anything else is nobody's to overwrite.
    private Text? FileFaultOf(IReadOnlyList<AccessToken> old, string role)
    {
        var file = folder is null ? "" : Path.Combine(folder, FileName(role));
        if (!File.Exists(file))
        {
            return null;
        }

        var kept = InputFile.ReadText(file, TokenKind).Trim();
        return !AccessToken.IsSecret(kept)
                ? new($"{file} 已存在，且不是令牌；请移开，或以 --secrets 另指文件夹",
                    $"{file} is there and holds no token; move it away, or name another folder with --secrets")
            : old.FirstOrDefault(t => t.Sha256 == AccessToken.HashOf(kept)) is { } held
                ? new($"{file} 中是 {held.Name}（{held.Role}）在用的令牌；请交给其本人后删除，或以 --secrets 另指文件夹",
                    $"{file} holds the token that {held.Name} ({held.Role}) uses; hand it over and delete it, or name "
                        + "another folder with --secrets")
            : null;
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
