using Jingan.TargetMgmt.Cli.Installation;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>What the checks look at.</summary>
/// <param name="Installed">The configuration.</param>
/// <param name="Service">What the service answers, if it runs.</param>
/// <param name="Published">The verifier keys that were published, as somebody has them from elsewhere.</param>
/// <param name="ProgramFolder">The folder of the service's program; null where it was not found.</param>
/// <param name="Now">The time of this machine.</param>
/// <param name="FreeBytes">How much room there is on the disk of a folder.</param>
internal sealed record Examined(
    Installed Installed, RunningService Service, IReadOnlyList<string> Published, string? ProgramFolder,
    DateTimeOffset Now, Func<string, long> FreeBytes)
{
    /// <summary>The folder of the backups, as told; null: where the units put them.</summary>
    public string? Backups { get; init; }

    public const string ProgramName = "Jingan.TargetMgmt.Api";

    private const string ProgramFile = ProgramName + ".dll";

    public string? ProgramPath => ProgramFolder is null ? null : Path.Combine(ProgramFolder, ProgramFile);

    /// <summary>The program's folder: as told, or where the packages and the image put it.</summary>
    public static string? FindProgram(string? told) => told ?? ((string[])[
        AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "..", "service"),
        Path.Combine(AppContext.BaseDirectory, ".."), "/usr/lib/jingan-targetmgmt"])
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, ProgramFile)));
}
