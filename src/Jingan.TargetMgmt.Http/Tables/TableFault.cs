using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables;

/// <summary>What a cell of any table may be told.</summary>
public static class TableFault
{
    /// <summary>Of separated values: the cells of its row may be others than they seem.</summary>
    public static readonly Text BadQuotes = new("引号不成对", "has an unpaired quote");
}
