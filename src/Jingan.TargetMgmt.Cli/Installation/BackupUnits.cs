namespace Jingan.TargetMgmt.Cli.Installation;

/// <summary>Where the Debian package's units put the backups.</summary>
internal static class BackupUnits
{
    private const string Variable = "BACKUP_DIRECTORY=";

    private const string Variables = "/etc/default/jingan-targetmgmt", Folder = "/var/backups/jingan-targetmgmt";

    /// <summary>The folder of the units' backups; null where no units are, or where they back up another
    /// installation.</summary>
    /// <param name="configuration">The installation's.</param>
    /// <exception cref="IOException">What the units are told cannot be read.</exception>
    public static string? FolderOf(string configuration) =>
        configuration == InstallationFile.Default && File.Exists(Variables)
            ? FolderIn(File.ReadAllLines(Variables))
            : null;

    /// <summary>The folder by the lines of the units' <c>EnvironmentFile</c>: the last of them counts, and the unit's
    /// own where there is none.</summary>
    internal static string FolderIn(IEnumerable<string> lines) => lines.Select(line => line.Trim())
        .Where(line => line.StartsWith(Variable, StringComparison.Ordinal))
        .Select(line => line[Variable.Length..].Trim().Trim('"', '\''))
        .LastOrDefault(folder => folder.Length > 0) ?? Folder;
}
