namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>A unit of systemd, as it lies in <c>deploy/debian</c>: its lines, by name.</summary>
internal sealed class UnitFile
{
    private readonly ILookup<string, string> _lines;

    private UnitFile(IEnumerable<string> lines) => _lines = lines
        .Where(l => l.Length > 0 && l[0] is not ('#' or '['))
        .ToLookup(l => l.Split('=')[0], l => l[(l.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    public static UnitFile Read(string name) => new(File.ReadAllLines(DebianFolder.PathOf(name)));

    /// <summary>What a name is set to, in the file's order.</summary>
    public IEnumerable<string> this[string name] => _lines[name];
}
