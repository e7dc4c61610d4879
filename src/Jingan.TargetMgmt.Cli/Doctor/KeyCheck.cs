using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>Name, key, log and what was published: all four have to say the same.</summary>
internal static class KeyCheck
{
    /// <summary>The log's name and key as they are configured.</summary>
    public static IEnumerable<Finding> LookAtKeys(Examined examined)
    {
        foreach (var side in examined.Installed.Sides)
        {
            var (check, options) = ($"key.{side}", examined.Installed.LogOf(side));
            if (options.Origin.Length == 0)
            {
                var setting = $"{Installed.SectionOf(side)}:Log:Origin";
                yield return Finding.Fault(check, new($"{setting} 未设置", $"{setting} is not set"),
                    new("在配置文件中给日志定名；没有它服务不会启动",
                        "name the log in the configuration: the service does not start without"));
                continue;
            }

            var (identity, fault) = Load(options);
            yield return identity is null
                ? Finding.Fault(check, fault, new(
                    "改正后再启动；密钥遗失时从备份取回，不要另造",
                    "correct it before the next start; a lost key is put back from where it is "
                        + "kept, never made anew"))
                : Finding.Ok(check, new($"{identity.VerifierKey}", $"{identity.VerifierKey}"));
        }
    }

    /// <summary>Whether it is the key that others have: those who were told, and those who ask the service.</summary>
    public static IEnumerable<Finding> LookAtPublished(Examined examined)
    {
        foreach (var side in examined.Installed.Sides)
        {
            if (Load(examined.Installed.LogOf(side)).Identity is not { } identity)
            {
                continue;
            }

            var own = identity.VerifierKey.ToString();
            var given = examined.Published.Where(v => NameOf(v) == identity.Origin).ToList();
            var shown = examined.Service.Keys.TryGetValue(side, out var told) ? told.Split('\n')[0].Trim() : null;
            var advice = new Text("找出哪一个是日志的密钥；换过密钥须重启服务并公布新公钥",
                "find out which is the log's; after a change of key restart the service and publish the new one");
            yield return given.Find(v => v != own) is { } other
                ? Finding.Fault($"published.{side}",
                    new($"公布的是 {other}，本机的是 {own}", $"{other} was published, and the key here is {own}"), advice)
                : shown is not null && shown != own
                    ? Finding.Fault($"published.{side}", new($"运行中的服务出示的是 {shown}，本机的是 {own}",
                        $"the running service shows {shown}, and the key here is {own}"), advice)
                : given.Count > 0
                    ? Finding.Ok($"published.{side}", new("与公布的公钥一致", "the key here is the published one"))
                : shown is not null
                    ? Finding.Ok($"published.{side}", new(
                        "运行中的服务出示的是此公钥；未以 --vkey 给出公布的公钥，未与之比对",
                        "the running service shows this key; the key as published was not given (--vkey), nor "
                            + "compared"))
                : Finding.Warn($"published.{side}", new("未与公布的公钥比对", "not compared with what was published"),
                    new("用 --vkey 给出公布的公钥，或在服务运行时执行",
                        "give the published key with --vkey, or run this while the service runs"));
        }

        // Where a side runs elsewhere, its key may be given along.
        List<string> here = [.. examined.Installed.Sides.Select(side => examined.Installed.LogOf(side).Origin)];
        foreach (var foreign in examined.Published.Where(v => !here.Contains(NameOf(v))
            && examined.Installed.OtherSide is null))
        {
            yield return Finding.Warn("published",
                new($"--vkey {foreign} 是另一日志的公钥，未作比对", $"--vkey {foreign} is of another log, and was not compared"),
                new($"本机的日志是 {string.Join("、", here)}；如果公布的是它，请核对 Log:Origin",
                    $"the logs here are {string.Join(", ", here)}; if that is what was published, look at Log:Origin"));
        }
    }

    private static string NameOf(string vkey) => vkey.Split('+')[0];

    /// <summary>Whether the log that is stored was signed with the key.</summary>
    public static IEnumerable<Finding> LookAtLogs(Examined examined)
    {
        foreach (var side in examined.Installed.Sides)
        {
            var database = examined.Installed.DatabaseOf(side);
            if (Load(examined.Installed.LogOf(side)).Identity is not { } identity
                || SchemaLook.IsMissing(examined.Installed, side))
            {
                continue;
            }

            var glance = LogGlance.Read(examined.Installed.DialectOf(side), database.ConnectionString);
            yield return glance is null
                ? Finding.Ok($"log.{side}", new("尚无日志：服务还没有启动过", "no log yet: the service has not been started"))
                : SignedNote.TryParse(glance.Note, out var note, out _) && note.Verify([identity.VerifierKey]).Accepted
                    ? Finding.Ok($"log.{side}", new($"{glance.Size} 条，最新检查点由此密钥签署",
                        $"{glance.Size} entries, the newest checkpoint signed with this key"))
                : Finding.Fault($"log.{side}", new(
                        $"数据库中最新的检查点（{glance.Size} 条）不是由 {identity.VerifierKey} 签署的",
                        $"the newest checkpoint in the database ({glance.Size} entries) is not signed by "
                            + $"{identity.VerifierKey}"),
                    new("核对 Origin、KeyFile 与数据库是否属于同一日志；换密钥须设 PreviousOrigin、PreviousKeyFile",
                        "see whether origin, key file and database belong to one log; a change of key needs "
                            + "PreviousOrigin and PreviousKeyFile"));
        }
    }

    private static (LogIdentity? Identity, Text Fault) Load(LogOptions options)
    {
        try
        {
            return (LogIdentity.Load(options, mayCreate: false), default);
        }
        catch (Exception fault) when (fault is InvalidDataException or ArgumentException) // or it has no name
        {
            return (null, new(fault.Message, fault.Message));
        }
    }
}
