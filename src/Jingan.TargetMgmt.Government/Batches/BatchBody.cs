using System.Data.Common;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Government.Sheets;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Reading;
using Jingan.TargetMgmt.Http.Tables.Xlsx;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>The forms that a batch comes in: the reporting sheet, any other table, NDJSON.</summary>
internal static class BatchBody
{
    public const int MostReports = 5_000;

    // Each report may have rows for nodes besides; and a sheet has some columns of the clerk's own.
    private static readonly TableLimits Limits = new(2 * MostReports + 1, 200, 32_767, WireLimits.MaxBatch);

    /// <summary>The batch, or why none of it is read.</summary>
    public static async Task<(BatchFile? File, Problem? Refusal)> ReadAsync(
        HttpContext http, DbConnection connection, UnitCode unit, UnitsOfMeasure units, CancellationToken ct)
    {
        var body = RequestBody.BytesOf(http);
        if (RequestBody.MediaTypeOf(http.Request) == AcceptedMedia.Lines)
        {
            return RequestBody.LinesIn(body.Span) > MostReports ? (null, TooMany) : Counted(BatchLines.Read(body));
        }

        var (table, key, refusal) = ReadTable(http.Request.ContentType, body);
        if (table is null)
        {
            return (null, refusal);
        }

        var known = await units.ReadAsync(connection, unit, table, ct);
        return BatchTable.Read(table, BatchForm.With(known.GetValueOrDefault)) switch
        {
            ({ } file, _) => Counted(file with { Key = key }),
            var (_, faulty) => (null, faulty),
        };
    }

    private static (BatchFile?, Problem?) Counted(BatchFile file) => file.Rows.Count switch
    {
        0 => (null, Problem.Invalid("", file.Blank > 0
            ? new("各行都没有填写；请填写后再报送", "says nothing of any target; fill it in first")
            : new("没有可报送的行", "has no rows"))),
        > MostReports => (null, TooMany),
        _ => (file, null),
    };

    private static (Table? Table, SheetKey? Key, Problem? Refusal) ReadTable(
        string? mediaType, ReadOnlyMemory<byte> body)
    {
        if (mediaType?.StartsWith(XlsxReader.MediaType, StringComparison.OrdinalIgnoreCase) != true)
        {
            var file = TableReader.Read(mediaType, body, Limits);
            return (file.Table, null, file.Refusal);
        }

        var read = XlsxReader.ReadOrFirst(body, Limits, SheetColumns.Sheet);
        if (!read.IsRead || XlsxReader.Sheets(body, Limits).Sheets.All(s => s.Name != SheetKey.Sheet))
        {
            return (read.Table, null, read.Refusal);
        }

        return XlsxReader.Read(body, Limits, SheetKey.Sheet).Table is { } hidden && SheetKey.Read(hidden) is { } key
            ? (read.Table, key, null)
            : (null, null, new(ProblemCode.SheetMismatch, new(
                $"填报表的隐藏页“{SheetKey.Sheet}”被改动，无法判断它是哪个单位哪一期的；请重新下载填报表后填写。",
                $"The sheet's hidden page \"{SheetKey.Sheet}\" was changed, so that it no longer says which unit and "
                    + "period it is of; get the sheet again.")));
    }

    private static Problem TooMany => new(ProblemCode.TooLarge, new(
        $"一次最多报送 {MostReports} 行；请分批报送。", $"{MostReports} rows at most; send them in parts."));
}
