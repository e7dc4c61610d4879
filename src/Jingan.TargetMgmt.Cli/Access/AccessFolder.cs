using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary>The folder with the files of who may come in, of tokens and of people: one register, which one command at a
/// time changes, and whose lines are held against each other.</summary>
internal static class AccessFolder
{
    public const string LockName = "access.lock";

    // Lines are compared with each other, whoever vouches for the people.
    private const string AnyAuthority = "";

    /// <summary>The access-token file beside one of both.</summary>
    public static string TokensBeside(string file) => Path.Combine(Of(file), AccessTokenFile.FileName);

    /// <summary>The file of people beside one of both.</summary>
    public static string PeopleBeside(string file) => Path.Combine(Of(file), AccessPeopleFile.FileName);

    /// <summary>Where the lock of one of both is.</summary>
    public static string LockOf(string file) => Path.Combine(Of(file), LockName);

    /// <summary>Held while files are read and one of them is replaced. Of two edits at once, one would undo the other,
    /// and it might be a revocation; or each would give somebody a role of which the other does not know.</summary>
    /// <param name="file">Either of both.</param>
    public static IDisposable Lock(string file)
    {
        var held = LockOf(file);
        return OutputFile.Write(held, () =>
        {
            try
            {
                var isNew = !File.Exists(held);
                var options = new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None,
                };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                }

                var taken = new FileStream(held, options);
                GiveBack(held, isNew ? FileOwner.Of(Of(file)) : null);
                return taken;
            }
            catch (IOException fault) when (FileFault.IsInUse(fault))
            {
                throw ClientException.Impossible(new(
                    $"另一个 jtm 正在修改 {file}；请稍后重试。", $"another jtm is changing {file}; try again."));
            }
        });
    }

    /// <summary>Replaces one of both. Root does not take it from the user that the service runs as, who could not read
    /// it then: nobody would be let in.</summary>
    public static void Write(string file, Action write)
    {
        var owner = FileOwner.Of(file) ?? FileOwner.Of(Of(file));
        OutputFile.Write(file, write);
        GiveBack(AccessLines.PathOf(file), owner);
    }

    /// <summary>Says that whoever was taken out of one file still comes in by the other.</summary>
    /// <param name="isThere">Whether the other one has a line of that name.</param>
    /// <param name="todo">What takes it out there.</param>
    public static void TellOfOther(CommandConsole terminal, string name, Func<bool> isThere, string todo)
    {
        try
        {
            if (isThere())
            {
                terminal.WriteError(new Text(
                    $"注意：{name} 仍可以另一方式进入；如须一并撤销：{todo}",
                    $"note: {name} may still come in the other way; to end that too: {todo}").Current);
            }
        }
        catch (ClientException)
        {
            // It is taken out here, and the other file lets nobody in until it can be read.
        }
    }

    /// <summary>What the service would not take, once a line is added, of what it has taken before.</summary>
    /// <param name="tokens">The lines of the access-token file.</param>
    /// <param name="people">Those of the file of people.</param>
    /// <param name="added">The line that is added to either.</param>
    /// <returns>Each once, with the reason.</returns>
    public static IReadOnlyList<string> NewlyRefused(
        IEnumerable<AccessToken> tokens, IEnumerable<AccessPerson> people, AccessToken added)
    {
        List<AccessToken> lines = [.. Together(tokens, people)];
        var before = AccessTokenFile.Sort(lines).Refused.Select(r => r.Token)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return
        [
            .. AccessTokenFile.Sort([.. lines, added]).Refused.Where(r => !before.Contains(r.Token))
                .Select(r => $"{r.Token.Name} ({r.Token.Role}): {r.Reason.Current}").Distinct(),
        ];
    }

    /// <summary>The lines of both.</summary>
    public static IReadOnlyList<AccessToken> Together(
        IEnumerable<AccessToken> tokens, IEnumerable<AccessPerson> people) => [.. tokens, .. people.Select(AsLine)];

    /// <summary>A person's line as it stands beside tokens'.</summary>
    public static AccessToken AsLine(AccessPerson person) => person.ToAccess(AnyAuthority);

    private static string Of(string file) => Path.GetDirectoryName(Path.GetFullPath(file))!;

    private static void GiveBack(string path, FileOwner? owner)
    {
        if (owner is not null && Environment.IsPrivilegedProcess && FileOwner.Of(path) != owner)
        {
            owner.Take(path);
        }
    }
}
