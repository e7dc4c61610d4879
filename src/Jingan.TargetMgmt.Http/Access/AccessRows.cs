using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Rows;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The rows of access that either side has, and the entries that made them.</summary>
public static class AccessRows
{
    private const string TermSql = "select t.log_index, t.fingerprint from access_term t";

    private const string EndSql = "select t.log_index, t.term from access_end t";

    /// <summary>The tables.</summary>
    public static IReadOnlyList<FactTable> Facts => [new("access_term", TermSql), new("access_end", EndSql)];

    /// <summary>The row that an entry made; none of an entry of another type.</summary>
    public static IEnumerable<MadeRow> Made(EntryHead head, byte[] data)
    {
        switch (head.Type)
        {
            case AccessEntry.TypeName when JsonSerializer.Deserialize(data, AccessEntries.Format.AccessEntry) is { } e:
                yield return new("access_term", e.Fingerprint);
                break;
            case AccessEndedEntry.TypeName
                when JsonSerializer.Deserialize(data, AccessEntries.Format.AccessEndedEntry) is { } e:
                yield return new("access_end", e.Access);
                break;
        }
    }
}
