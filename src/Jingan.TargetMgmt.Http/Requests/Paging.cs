using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>Keyset paging: <c>?after=&amp;limit=</c>, 1 to 500 items, 100 unless told otherwise.</summary>
public readonly record struct Paging(string After, int Limit)
{
    /// <summary>The longest page of the worklist, and of the facts that it is made from: a year's targets at one
    /// moment, in the round trips of one page.</summary>
    public const int MostOfWorklist = 5_000;

    private const int MostOfList = 500;

    /// <param name="most">The longest page.</param>
    public static Problem? TryRead(string? after, int? limit, out Paging paging, int most = MostOfList)
    {
        paging = new(after ?? "", limit ?? 100);
        return limit < 1 || limit > most
            ? Problem.Invalid("/limit",
                new($"须在 1 到 {most} 之间", string.Create(CultureInfo.InvariantCulture, $"must be between 1 and {most}")))
            : after is { Length: > 200 } ? Problem.Invalid("/after", new("不是本列表的游标", "is no cursor of this list"))
            : null;
    }

    /// <summary>Reads the paging of a list in log order, whose cursor is a log index; gives what is wrong with it,
    /// or null.</summary>
    /// <param name="index">The index to go on after; -1 from the start.</param>
    public static Problem? TryReadByIndex(string? after, int? limit, out Paging paging, out long index)
    {
        index = -1;
        return TryRead(after, limit, out paging)
            ?? (string.IsNullOrEmpty(after)
                || long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out index)
                ? null
                : Problem.Invalid("/after", new("不是本列表的游标", "is no cursor of this list")));
    }

    /// <summary>How many rows to read: one more than asked for tells whether there is a next page.</summary>
    public long Take => Limit + 1L;

    /// <summary>The page of a list that is at hand as a whole, in the ordinal order of its cursor.</summary>
    public Page<T> PageOfAll<T>(IReadOnlyList<T> all, Func<T, string> cursor)
    {
        var after = After;
        return PageOf([.. all.Where(item => string.CompareOrdinal(cursor(item), after) > 0).Take((int)Take)], cursor);
    }

    public Page<T> PageOf<T>(IReadOnlyList<T> rows, Func<T, string> cursor) =>
        rows.Count > Limit ? new([.. rows.Take(Limit)], cursor(rows[Limit - 1])) : new(rows, null);
}
