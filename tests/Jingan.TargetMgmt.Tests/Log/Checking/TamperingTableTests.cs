using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Tests.Sql;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Tests.Log.Checking;

/// <summary>Every kind of tampering with a stopped database is found: by the start, or by the first round after it.
/// docs/tampering.md is the table of them.</summary>
public sealed class TamperingTableTests
{
    private const string Head = """
        # Tampering, and when it is found

        Made by a test (`TamperingTableTests`; `UPDATE_GOLDEN=1` writes it): each kind is done to a stopped side with every trigger out of the way and put back afterwards, then the
        side is started. "start": it does not start, or starts read-only, before the first request. "round": read-only within the first round over all rows, which begins a second after every
        start in the background and is repeated every hour.

        | side | what is done | found |
        |---|---|---|

        """;

    [Fact]
    public async Task Every_kind_of_tampering_is_found_and_the_table_says_when()
    {
        using var year = await StoredFolder.MakeAsync();
        var kinds = SqlConstants.Sides.SelectMany(side => TamperingKinds.Of(year, side)).ToList();
        var found = kinds.AsParallel()
            .AsOrdered()
            .WithDegreeOfParallelism(2)
            .Select(kind => (Kind: kind, When: WhenFound(year, kind)))
            .Where(f => f.When is not null)
            .ToList();

        Assert.True(found.Count > 300, $"only {found.Count} kinds changed anything");
        Assert.Empty(found.Where(f => f.When!.StartsWith("never", StringComparison.Ordinal))
            .Select(f => $"{f.Kind.Side} {f.Kind.Name}: {f.When}"));
        var table = found.Aggregate(new StringBuilder(Head), (text, f) =>
            text.Append(CultureInfo.InvariantCulture, $"| {f.Kind.Side} | {f.Kind.Name} | {f.When} |\n")).ToString();
        var file = Path.Combine(Repository.Root, "docs", "tampering.md");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(file, table, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), table);
    }

    // Null: there was nothing to change.
    private static string? WhenFound(StoredFolder year, TamperingKind kind)
    {
        using var folder = year.Copy();
        if (!kind.Do(folder))
        {
            return null;
        }

        try
        {
            var db = folder.Start(kind.Side);
            if (db.Log.Doubt is not null)
            {
                return "start";
            }

            StoredFolder.CheckRows(db);
            return db.Log.Doubt is { } doubt ? Named(kind, doubt) : "never";
        }
        catch (Exception refusal) when (refusal is SqliteException or SchemaException or InvalidDataException)
        {
            return "start";
        }
    }

    // A round says which table it is; of the log's own tables, which entry or checkpoint.
    private static string Named(TamperingKind kind, Text doubt) =>
        kind.Name.Split(':')[0].Split(" and ").Any(table =>
            table.StartsWith("log_", StringComparison.Ordinal) || doubt.En.Contains(table, StringComparison.Ordinal))
            ? "round" : $"never as such: {doubt.En}";
}
