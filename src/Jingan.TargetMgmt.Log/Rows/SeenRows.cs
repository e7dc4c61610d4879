using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jingan.TargetMgmt.Sql;

namespace Jingan.TargetMgmt.Log.Rows;

/// <summary>A table with rows that no entry tells all of:
/// what a round saw of them the next one has to see again.</summary>
/// <param name="Name">The table, perhaps with the column that is meant.</param>
/// <param name="RowsSql">As of a <see cref="FactTable"/>.</param>
public sealed record SeenTable(string Name, string RowsSql)
{
    /// <summary>Whether rows may still come that belong to an earlier place, as witnesses' lines do:
    /// then none may have gone.</summary>
    public bool MayGrow { get; init; }

    /// <summary>Whether its rows are numbered from 0 on, instead of belonging to entries:
    /// the first so many of them stay what they were.</summary>
    public bool IsNumbered { get; init; }
}

/// <summary>What a round saw of such tables, kept beside the high-water mark: outside the database.</summary>
/// <param name="Size">Rows that belong below it were counted.</param>
/// <param name="Salt">Of the sums; secret.</param>
internal sealed record SeenRows(long Size, byte[] Salt, IReadOnlyDictionary<string, (long Count, UInt128 Sum)> Tables)
{
    public static readonly IReadOnlyList<SeenTable> OfLog =
    [
        new("log_checkpoint", CheckpointSql), new("log_cosignature", CosignatureSql) { MayGrow = true },
        new("idempotency", IdempotencySql),
        new("idempotency_unchanged", UnchangedSql) { IsNumbered = true },
    ];

    // A checkpoint belongs to the last entry that it covers.
    private const string CheckpointSql = "select t.size - 1, t.root, t.note, t.at from log_checkpoint t";

    private const string CosignatureSql = "select t.size - 1, t.witness, t.at, t.line from log_cosignature t";

    private const string IdempotencySql =
        "select t.log_index, t.caller, t.idempotency_key, t.request_hash, t.status, t.location, t.answer from "
        + "idempotency t";

    private const string UnchangedSql =
        "select t.seq, t.caller, t.idempotency_key, t.request_hash, t.answer, t.log_index from idempotency_unchanged t";

    /// <summary>What was seen before the first round: nothing yet.</summary>
    public static SeenRows None() =>
        new(0, RandomNumberGenerator.GetBytes(32), new Dictionary<string, (long, UInt128)>());

    /// <summary>One line, its own digest at the end: one that was half written is none.</summary>
    public string ToLine()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Size} {Convert.ToHexStringLower(Salt)}");
        foreach (var (table, (count, sum)) in Tables.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $" {table} {count} {sum:x32}");
        }

        return $"{text} {DigestOf(text.ToString())}\n";
    }

    public static SeenRows? TryParse(string line)
    {
        var parts = line.TrimEnd('\n').Split(' ');
        if (parts.Length < 3 || parts.Length % 3 != 0 || DigestOf(string.Join(' ', parts[..^1])) != parts[^1])
        {
            return null;
        }

        return new(
            long.Parse(parts[0], CultureInfo.InvariantCulture), Convert.FromHexString(parts[1]),
            Enumerable.Range(0, (parts.Length - 3) / 3).Select(i => parts[(2 + (3 * i))..(5 + (3 * i))]).ToDictionary(
                p => p[0],
                p => (long.Parse(p[1], CultureInfo.InvariantCulture),
                    UInt128.Parse(p[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
    }

    private static string DigestOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    /// <summary>What is there now, compared with what was seen.</summary>
    /// <exception cref="DoubtException">A row that was seen is not there any more, or another is;
    /// the reason names the table.</exception>
    public SeenRows Renew(IReadOnlyList<SeenTable> tables, TableRows rows, Func<long> newest, long size)
    {
        var digest = new RowDigest(Salt);
        var now = new Dictionary<string, (long Count, UInt128 Sum)>();
        foreach (var table in tables)
        {
            var (before, until) = table.IsNumbered
                ? (Tables.TryGetValue(table.Name, out var known) ? known.Count : 0, long.MaxValue)
                : (Size, size);
            var (earlier, all, last) = ((Count: 0L, Sum: UInt128.Zero), (Count: 0L, Sum: UInt128.Zero), -1L);
            foreach (var (place, columns) in rows.Of(table.RowsSql))
            {
                var at = place ?? long.MaxValue;
                last = Math.Max(last, at);
                var number = at < until ? digest.Of(table.Name, at, columns) : UInt128.Zero;
                unchecked
                {
                    earlier = at < before ? (earlier.Count + 1, earlier.Sum + number) : earlier;
                    all = at < until ? (all.Count + 1, all.Sum + number) : all;
                }
            }

            if (table.IsNumbered ? last != all.Count - 1 : last >= newest())
            {
                throw new DoubtException(new(
                    $"{table.Name}：有数据行超出日志或编号不连续（第 {last} 条）",
                    $"{table.Name}: a row belongs to entry {last}, which the log does not have, or has a number out "
                        + "of turn"));
            }

            if (Tables.TryGetValue(table.Name, out var seen)
                && (table.MayGrow ? earlier.Count < seen.Count : earlier != seen))
            {
                throw new DoubtException(new(
                    $"{table.Name}：前 {Size} 条记录的数据行与上次核对时不同（当时 {seen.Count} 行，现在 {earlier.Count} 行）：被改动、删除或添加",
                    $"{table.Name}: the rows of the first {Size} entries are not those that were seen last "
                        + $"({seen.Count} then, {earlier.Count} now): altered, taken away or added"));
            }

            now[table.Name] = all;
        }

        return new(size, Salt, now);
    }
}
