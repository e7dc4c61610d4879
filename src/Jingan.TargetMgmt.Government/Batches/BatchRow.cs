using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Importing;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>What became of one row.</summary>
/// <param name="Row">The row as a spreadsheet shows it, or the line of NDJSON, from 1 on; of a target with rows for its
/// nodes, the first.</param>
/// <param name="Outcome"><c>reported</c>, <c>drafted</c>, <c>ready</c> (held back by another row), <c>rejected</c>.
/// </param>
/// <param name="Revision">The report's revision; null where it is none.</param>
/// <param name="Code">The code of the refusal; null where there is none.</param>
/// <param name="Errors">What keeps the row back, by cell.</param>
/// <param name="Warnings">What is unusual about it, or, of a draft, what is still missing.</param>
internal sealed record BatchRow(
    int Row, string? TargetId, Period? Period, string Outcome, long? Revision, string? Code,
    IReadOnlyList<string> Errors, IReadOnlyList<string> Warnings)
{
    /// <summary>What is said of cells, by address without the sheet.</summary>
    [JsonIgnore]
    public IReadOnlyList<(string Address, string Message)> Marks { get; init; } = [];
}

/// <summary>What became of a batch.</summary>
/// <param name="Rows">The rows that say something, in order.</param>
/// <param name="Blank">How many targets the file names and says nothing of.</param>
/// <param name="ReadAs">How the rows were read, where a table spells something otherwise than JSON.</param>
/// <param name="Ignored">What of a table does not count.</param>
internal sealed record BatchResponse(
    IReadOnlyList<BatchRow> Rows, int Blank, ImportReading ReadAs, IReadOnlyList<IgnoredCell> Ignored);
