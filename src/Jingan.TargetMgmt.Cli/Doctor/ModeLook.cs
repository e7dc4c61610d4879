using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Cli.Terminal;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>Who may do what with the files: nobody but their owner, and all have the same one, the user that the
/// service runs as.</summary>
internal static class ModeLook
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    public static IEnumerable<Finding> Look(Examined examined)
    {
        if (OperatingSystem.IsWindows())
        {
            return [Finding.Ok("modes", new("Windows：请用访问控制列表限制", "Windows: kept by its access control lists"))];
        }

        List<Finding> found = [.. OwnFiles(examined.Installed).Where(Path.Exists).Distinct().SelectMany(ModesOf),
            .. Owners(examined.Installed), .. Configuration(examined.Installed), .. CertificateKey(examined.Installed)];
        return found.Count > 0 ? found : [Finding.Ok("modes", new(
            "数据、密钥和令牌仅属主可读写，属主一致", "data, keys and tokens are their owner's only, and have one owner"))];
    }

    private static IEnumerable<Finding> ModesOf(string path)
    {
        var mode = ModeOf(path);
        if ((mode & (Others | Group)) != 0)
        {
            var narrow = Directory.Exists(path) ? "700" : "600";
            yield return Finding.Fault("modes",
                new($"{path} 的权限是 {Convert.ToString((int)mode, 8)}",
                    $"{path} has mode {Convert.ToString((int)mode, 8)}"),
                new($"chmod {narrow} {path}", $"chmod {narrow} {path}"));
        }
    }

    private static IEnumerable<Finding> Owners(Installed installed)
    {
        if (FileOwner.Of(installed.Storage) is not { } owner)
        {
            yield break;
        }

        foreach (var path in OwnFiles(installed).Distinct().Where(p => FileOwner.Of(p) is { } other
            && other.User != owner.User))
        {
            yield return Finding.Fault("modes",
                new($"{path} 的属主与 {installed.Storage} 不同：服务可能无法读取",
                    $"{path} has another owner than {installed.Storage}: the service may not be able to read it"),
                new($"chown --reference={installed.Storage} {path}", $"chown --reference={installed.Storage} {path}"));
        }
    }

    private static IEnumerable<Finding> Configuration(Installed installed)
    {
        if ((ModeOf(installed.Path) & (UnixFileMode.OtherWrite | UnixFileMode.GroupWrite)) != 0)
        {
            yield return Finding.Fault("modes",
                new($"他人可改动 {installed.Path}", $"{installed.Path} may be changed by others"),
                new($"chmod 640 {installed.Path}", $"chmod 640 {installed.Path}"));
        }
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private static IEnumerable<string> OwnFiles(Installed installed)
    {
        yield return installed.Storage;
        yield return installed.Access.Tokens;
        if (installed.Access.People is { } people)
        {
            yield return people;
        }

        foreach (var side in installed.Sides)
        {
            var log = installed.LogOf(side);
            yield return Path.GetDirectoryName(Path.GetFullPath(log.KeyFile))!;
            yield return log.KeyFile;
            yield return log.HighWaterFile;
            foreach (var key in (string[])[log.Sm2KeyFile, log.PreviousKeyFile])
            {
                if (key.Length > 0)
                {
                    yield return key;
                }
            }

            if (installed.DialectOf(side).FileOf(installed.DatabaseOf(side).ConnectionString) is { } database)
            {
                yield return database;
            }

            foreach (var secret in SecretsOf(installed, Installed.SectionOf(side)))
            {
                yield return secret;
            }
        }

        if (installed.Sides.Contains("government"))
        {
            yield return installed.Evidence;
        }

        if (installed.OtherSide is { } other
            && installed.Configuration[$"{Installed.SectionOf(other)}:Facts:TokenFile"] is { Length: > 0 } token)
        {
            yield return token;
        }
    }

    private static IEnumerable<string> SecretsOf(Installed installed, string section) =>
        ((string[])["ConnectionStringFile", "ReadOnlyConnectionStringFile"])
            .Select(name => installed.Configuration[$"{section}:Database:{name}"])
            .OfType<string>().Where(path => path.Length > 0);

    // A certificate's key may be a group's, which another program on this machine shares; nobody else's.
    private static IEnumerable<Finding> CertificateKey(Installed installed)
    {
        var path = installed.Configuration["Doors:CertificateKeyFile"];
        if (Path.Exists(path) && (ModeOf(path) & Others) != 0)
        {
            yield return Finding.Fault("modes",
                new($"他人可使用证书的私钥 {path}", $"the certificate's key {path} may be used by others"),
                new($"chmod o= {path}", $"chmod o= {path}"));
        }
    }
}
