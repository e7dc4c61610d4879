using System.Diagnostics.CodeAnalysis;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Http.Tables;

/// <summary>What came of reading a file: a table, or why there is none.</summary>
/// <param name="Table">The table; null where the file is refused.</param>
/// <param name="Refusal">What was found and what to do next; null where there is a table.</param>
public sealed record TableRead(Table? Table, Problem? Refusal)
{
    [MemberNotNullWhen(true, nameof(Table))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsRead => Table is not null;
}
