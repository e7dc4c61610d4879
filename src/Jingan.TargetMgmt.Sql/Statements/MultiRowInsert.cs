using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Sql.Statements;

/// <summary>Many rows by one <c>insert</c>: the same statement with its row of values repeated,
/// each row's parameters numbered.</summary>
internal static partial class MultiRowInsert
{
    // SQL Server takes 2,100 parameters a statement, some of which its driver needs itself.
    private const int MostParameters = 2000;

    // A few sizes, so that a server has a few texts to plan, whatever number of rows comes.
    private static readonly int[] Sizes = [256, 64, 16, 4, 1];

    /// <summary>Whether the statement adds one row of values, whatever stands in the table:
    /// only then may it be done with others at once.</summary>
    public static bool IsRow(string sql) => Row().IsMatch(sql);

    /// <summary>How many rows each statement takes.</summary>
    /// <param name="rows">How many there are.</param>
    /// <param name="parameters">How many parameters one row has.</param>
    public static IEnumerable<int> Split(int rows, int parameters)
    {
        foreach (var size in Sizes.Where(s => s == 1 || s * parameters <= MostParameters))
        {
            for (; rows >= size; rows -= size)
            {
                yield return size;
            }
        }
    }

    /// <summary>The statement for a number of rows; the parameter <c>@x</c> of row 2 is <c>@x_2</c>,
    /// counted from 0.</summary>
    public static string Of(string sql, int rows)
    {
        var values = Row().Match(sql).Groups["values"];
        var repeated = Enumerable.Range(0, rows).Select(row => Name().Replace(values.Value, $"$0_{row}"));
        return string.Concat(sql.AsSpan(0, values.Index), string.Join(", ", repeated),
            sql.AsSpan(values.Index + values.Length));
    }

    [GeneratedRegex(@"^insert into \w+ \([\w\s,]+\)\s+values (?<values>\([@\w\s,]+\))\s*\z")]
    private static partial Regex Row();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Name();
}
