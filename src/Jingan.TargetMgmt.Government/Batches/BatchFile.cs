using Jingan.TargetMgmt.Government.Sheets;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Tables;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>What a batch brought.</summary>
/// <param name="Rows">Its reports.</param>
/// <param name="Blank">How many targets it names and says nothing of.</param>
/// <param name="ReadAs">How they were read.</param>
/// <param name="Ignored">What of the file does not count.</param>
/// <param name="Table">The table; null of lines of JSON.</param>
/// <param name="Key">What a reporting sheet says of itself; null of any other file.</param>
internal sealed record BatchFile(
    IReadOnlyList<ImportRow<BatchReport>> Rows, int Blank, ImportReading ReadAs, IReadOnlyList<IgnoredCell> Ignored,
    Table? Table = null, SheetKey? Key = null);
