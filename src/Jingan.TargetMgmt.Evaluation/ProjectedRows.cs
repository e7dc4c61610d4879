using System.Security.Cryptography;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Access;

namespace Jingan.TargetMgmt.Evaluation;

/// <summary>The rows beside the log, compared with what its entries say: none altered, none taken away, none added. For the check from zero, since it reads everything (ADR 0009).</summary>
internal static class ProjectedRows
{
    private const long PageSize = 4096;

    private const string AssessorSql = "select log_index, kid, name, public_key from assessor where log_index <= @last";

    private const string AssessorReplacementSql = "select log_index, kid, successor from assessor_replacement where log_index <= @last";

    private const string AssessorRevocationSql = "select log_index, kid, reason, compromised_since from assessor_revocation where log_index <= @last";

    private const string AssessorConflictSql = "select log_index, kid, unit, reason, ended from assessor_conflict where log_index <= @last";

    private const string ColourSchemeSql = "select log_index, version from colour_scheme where log_index <= @last";

    private const string RatingSql = "select log_index, target_id, period, lead_unit, colour, supersedes from rating where log_index <= @last";

    private const string SecondMarkSampleSql = "select log_index, period from second_mark_sample where log_index <= @last";

    private const string SecondMarkSql = "select log_index, period, target_id, rating_index, colour, kid from second_mark where log_index <= @last";

    private const string EvaluationReportSql = "select log_index, period, scheme, at, document from evaluation_report where log_index <= @last";

    private const string RefusalSql = "select log_index, caller, role, method, route, since, at, attempts from refusal where log_index <= @last";

    private const string SecondMarkTargetSql = """
        select s.log_index, t.period, t.target_id
        from second_mark_target t
        left join second_mark_sample s on s.period = t.period
        where s.log_index <= @last
        """;

    private const string AccessTermSql = "select log_index, fingerprint from access_term where log_index <= @last";

    private const string AccessEndSql = "select log_index, term from access_end where log_index <= @last";

    private const string AccessApprovalSql = "select log_index, term, kid from access_approval where log_index <= @last";

    private const string EntriesSql = "select idx as LogIndex, data as Data from log_entry where idx >= @from and idx < @to order by idx";

    /// <summary>What disagrees first; null when nothing does. What is written meanwhile is passed over.</summary>
    public static async Task<Text?> FindFaultAsync(EvaluationDb db, CancellationToken ct)
    {
        var last = (await db.ReadLogHeadAsync(ct)).Size - 1;
        var queries = new QueryBatch();
        Answer<string>[] tables =
        [
            queries.Add(AccessTermSql, new { last }, Row("access_term")),
            queries.Add(AccessEndSql, new { last }, Row("access_end")),
            queries.Add(AccessApprovalSql, new { last }, Row("access_approval")),
            queries.Add(AssessorSql, new { last }, Row("assessor")),
            queries.Add(AssessorReplacementSql, new { last }, Row("assessor_replacement")),
            queries.Add(AssessorRevocationSql, new { last }, Row("assessor_revocation")),
            queries.Add(AssessorConflictSql, new { last }, Row("assessor_conflict")),
            queries.Add(ColourSchemeSql, new { last }, Row("colour_scheme")),
            queries.Add(RatingSql, new { last }, Row("rating")),
            queries.Add(SecondMarkSampleSql, new { last }, Row("second_mark_sample")),
            queries.Add(SecondMarkSql, new { last }, Row("second_mark")),
            queries.Add(EvaluationReportSql, new { last }, Row("evaluation_report")),
            queries.Add(RefusalSql, new { last }, Row("refusal")),
            queries.Add(SecondMarkTargetSql, new { last }, Row("second_mark_target")),
        ];
        await db.ReadAsync(queries, ct);
        var stored = tables.SelectMany(t => t.Rows).ToHashSet();
        for (var from = 0L; from <= last; from += PageSize)
        {
            var page = new QueryBatch();
            var entries = page.Add(EntriesSql, new { from, to = Math.Min(from + PageSize, last + 1) }, (Entry e) => ExpectedOf(e).ToList());
            await db.ReadAsync(page, ct);
            if (entries.Rows.SelectMany(e => e).FirstOrDefault(row => !stored.Remove(row)) is { } missing)
            {
                return new($"日志所记的数据行缺失或被改动：{missing}", $"a row that the log tells of was altered or is missing: {missing}");
            }
        }

        return stored.Order(StringComparer.Ordinal).FirstOrDefault() is { } added
            ? new($"日志中没有此数据行的依据：{added}", $"a row that no entry tells of: {added}")
            : null;
    }

    private static Func<object, string> Row(string table) => row =>
    {
        var columns = ((IDictionary<string, object?>)row).Values.ToList();
        return Line(table, (long)columns[0]!, Join([.. columns.Skip(1).Select(c => c is byte[] document ? Convert.ToHexStringLower(SHA256.HashData(document)) : c)]));
    };

    private static IEnumerable<string> ExpectedOf(Entry entry) => Expected(entry.Data).Select(r => Line(r.Table, entry.LogIndex, r.Columns));

    private static string Line(string table, long index, string columns) => $"{table} {index}: {columns}";

    // Every row stands beside one entry; what the schema keeps besides (year, thumbprint, class) only finds it.
    private static IEnumerable<(string Table, string Columns)> Expected(byte[] data)
    {
        var format = EvaluationEntries.Format;
        switch (TypeOf(data))
        {
            case AccessEntry.TypeName when AccessEntry.Read(data) is { } e:
                yield return ("access_term", Join(e.Fingerprint));
                break;
            case AccessEndedEntry.TypeName when AccessEndedEntry.Read(data) is { } e:
                yield return ("access_end", Join(e.Access));
                break;
            case "access-approval" when JsonSerializer.Deserialize(data, format.AccessApprovalEntry) is { } e:
                yield return ("access_approval", Join(e.Access, e.Kid));
                break;
            case "assessor" when JsonSerializer.Deserialize(data, format.AssessorEntry) is { } e:
                yield return ("assessor", Join(e.Kid, e.Name, JsonSerializer.Serialize(e.PublicKey, WireJson.Options)));
                if (e.Replaces is { } replaced)
                {
                    yield return ("assessor_replacement", Join(replaced, e.Kid));
                }

                break;
            case "assessor-revocation" when JsonSerializer.Deserialize(data, format.RevocationEntry) is { } e:
                yield return ("assessor_revocation", Join(e.Kid, e.Reason, e.CompromisedSince));
                break;
            case "conflict" when JsonSerializer.Deserialize(data, format.ConflictEntry) is { } e:
                yield return ("assessor_conflict", Join(e.Kid, e.Unit, e.Reason, e.Ended ? 1 : 0));
                break;
            case "scheme" when JsonSerializer.Deserialize(data, format.SchemeEntry) is { } e:
                yield return ("colour_scheme", Join(e.Version));
                break;
            case "rating" when JsonSerializer.Deserialize(data, format.RatingEntry) is { } e:
                yield return ("rating", Join(e.TargetId, e.Period, e.Units?[0], e.Colour, e.Supersedes));
                break;
            case "sample" when JsonSerializer.Deserialize(data, format.SampleEntry) is { } e:
                yield return ("second_mark_sample", Join(e.Period));
                foreach (var target in e.Targets)
                {
                    yield return ("second_mark_target", Join(e.Period, target));
                }

                break;
            case "second-mark" when JsonSerializer.Deserialize(data, format.SecondMarkEntry) is { } e:
                yield return ("second_mark", Join(e.Period, e.TargetId, e.Rating, e.Colour, e.Kid));
                break;
            case "report" when JsonSerializer.Deserialize(data, format.ReportEntry) is { } e:
                yield return ("evaluation_report", Join(e.Period, e.Scheme, e.At, e.Sha256));
                break;
            case "refusal" when JsonSerializer.Deserialize(data, format.RefusalEntry) is { } e:
                yield return ("refusal", Join(e.Caller, e.Role, e.Method, e.Route, e.Since, e.At, e.Count));
                break;
        }
    }

    private static string Join(params ReadOnlySpan<object?> columns) => string.Join(" | ", columns);

    // Entries of the log itself, such as change-overs and ledger digests, have no rows.
    private static string? TypeOf(byte[] data)
    {
        try
        {
            return JsonSerializer.Deserialize<TypedEntry>(data, JsonSerializerOptions.Web)?.Type;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record TypedEntry(string? Type);

    private sealed record Entry(long LogIndex, byte[] Data);
}
