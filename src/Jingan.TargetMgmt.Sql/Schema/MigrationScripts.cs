using DbUp.Engine;

namespace Jingan.TargetMgmt.Sql.Schema;

/// <summary>The scripts that make a side's schema: those of db/{side}/{engine}/,
/// in the order of their numbers.</summary>
public static class MigrationScripts
{
    public static IReadOnlyList<SqlScript> Of(string side, string engine, bool hasLedger) =>
        [.. NamesOf(side, engine).Order(StringComparer.Ordinal)
            .Select(name => new SqlScript(name, Fill(Read(name), hasLedger)))];

    /// <summary>Their names, as the migrations' journal has them.</summary>
    internal static IEnumerable<string> NamesOf(string side, string engine) =>
        typeof(MigrationScripts).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"db/{side}/{engine}/", StringComparison.Ordinal));

    /// <summary>Fills the variables in here: DbUp would take any other dollar signs of a script for a variable that
    /// nobody has set.</summary>
    /// <remarks>
    /// SQL Server lets no INSTEAD OF trigger stand on a system-versioned table,
    /// and does not say whether a ledger table is one to it; AFTER triggers it allows. There the trigger is the second
    /// lock anyway: the server itself refuses the change (error 37359).
    /// </remarks>
    internal static string Fill(string script, bool hasLedger) => script
        .Replace(" $ledger$", hasLedger ? " with (ledger = on (append_only = on))" : "", StringComparison.Ordinal)
        .Replace("$instead_of$", hasLedger ? "after" : "instead of", StringComparison.Ordinal);

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(MigrationScripts).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
