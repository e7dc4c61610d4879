using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Signing.Entries;

namespace Jingan.TargetMgmt.Evaluation.Store;

/// <summary>What the rows of the evaluator's side follow from: for every table its columns,
/// and for every entry the rows that it makes.</summary>
/// <remarks>A new table gets a line in <see cref="Map"/>, its <c>RowsSql</c> with every column, and the rows in
/// <see cref="Made"/>; a test fails until it has them.</remarks>
internal static class EvaluationRows
{
    private const string AssessorSql = "select t.log_index, t.kid, t.name, t.public_key, t.thumbprint from assessor t";

    // The person is the first key of the chain; what a row says of it is compared with the row before.
    private const string ReplacementSql = """
        select t.log_index, t.kid, t.successor, case when t.person = coalesce(o.person, t.kid) then '' else t.person end
        from assessor_replacement t
        left join assessor_replacement o on o.successor = t.kid
        """;

    private const string RevocationSql =
        "select t.log_index, t.kid, t.reason, t.compromised_since from assessor_revocation t";

    private const string ConflictSql = """
        select t.log_index, case when t.person = coalesce(o.person, t.kid) then '' else t.person end, t.unit,
            t.ended, t.kid, t.reason
        from assessor_conflict t
        left join assessor_replacement o on o.successor = t.kid
        """;

    private const string SchemeSql = "select t.log_index, t.version from colour_scheme t";

    private const string RatingSql =
        "select t.log_index, t.target_id, t.period, t.lead_unit, t.colour, t.supersedes from rating t";

    private const string ReportSql =
        "select t.log_index, t.period, t.year, t.scheme, t.document, t.sha256, t.at from evaluation_report t";

    private const string RefusalSql =
        "select t.log_index, t.caller, t.role, t.method, t.route, t.since, t.at, t.attempts from refusal t";

    private const string SampleSql = "select t.log_index, t.period from second_mark_sample t";

    private const string SampledSql =
        "select s.log_index, t.period, t.target_id from second_mark_target t left join second_mark_sample s on "
        + "s.period = t.period";

    // The class is the government side's to tell, and in no entry of this one.
    private const string SampledClassSql = """
        select s.log_index, t.period, t.target_id, t.class
        from second_mark_target t
        left join second_mark_sample s on s.period = t.period
        """;

    private const string MarkSql =
        "select t.log_index, t.period, t.target_id, t.rating_index, t.colour, t.kid from second_mark t";

    private const string AccessApprovalSql = "select t.log_index, t.term, t.kid from access_approval t";

    public static readonly RowMap Map = new(
        [
            .. AccessRows.Facts, new("access_approval", AccessApprovalSql),
            new("assessor", AssessorSql), new("assessor_replacement", ReplacementSql),
            new("assessor_revocation", RevocationSql), new("assessor_conflict", ConflictSql),
            new("colour_scheme", SchemeSql), new("rating", RatingSql),
            new("evaluation_report", ReportSql) { Hashed = 3 }, new("refusal", RefusalSql),
            new("second_mark_sample", SampleSql),
            new("second_mark_target", SampledSql), new("second_mark", MarkSql),
        ],
        [],
        [new("second_mark_target.class", SampledClassSql)],
        Made);

    private static IEnumerable<MadeRow> Made(long index, EntryHead head, byte[] data)
    {
        var format = EvaluationEntries.Format;
        switch (head.Type)
        {
            case "access-approval" when JsonSerializer.Deserialize(data, format.AccessApprovalEntry) is { } e:
                yield return new("access_approval", e.Access, e.Kid);
                break;
            case "assessor" when JsonSerializer.Deserialize(data, format.AssessorEntry) is { } e:
                yield return new("assessor", e.Kid, e.Name, JsonSerializer.Serialize(e.PublicKey, WireJson.Options),
                    e.PublicKey.Thumbprint());
                if (e.Replaces is { } replaced)
                {
                    yield return new("assessor_replacement", replaced, e.Kid, "");
                }

                break;
            case "assessor-revocation" when JsonSerializer.Deserialize(data, format.RevocationEntry) is { } e:
                yield return new("assessor_revocation", e.Kid, e.Reason, e.CompromisedSince);
                break;
            case "conflict" when JsonSerializer.Deserialize(data, format.ConflictEntry) is { } e:
                yield return new("assessor_conflict", "", e.Unit.Value, e.Ended ? 1L : 0L, e.Kid, e.Reason);
                break;
            case "scheme" when JsonSerializer.Deserialize(data, format.SchemeEntry) is { } e:
                yield return new("colour_scheme", e.Version);
                break;
            case "rating" when JsonSerializer.Deserialize(data, format.RatingEntry) is { } e:
                yield return new("rating", e.TargetId.Value, e.Period.Value, e.Units?[0].Value, e.Colour, e.Supersedes);
                break;
            case "sample" when JsonSerializer.Deserialize(data, format.SampleEntry) is { } e:
                yield return new("second_mark_sample", e.Period.Value);
                foreach (var target in e.Targets)
                {
                    yield return new("second_mark_target", e.Period.Value, target.Value);
                }

                break;
            case "second-mark" when JsonSerializer.Deserialize(data, format.SecondMarkEntry) is { } e:
                yield return new("second_mark", e.Period.Value, e.TargetId.Value, e.Rating, e.Colour, e.Kid);
                break;
            case "report" when JsonSerializer.Deserialize(data, format.ReportEntry) is { } e:
                var sha256 = Convert.FromHexString(e.Sha256);
                yield return new("evaluation_report", e.Period.Value, (long)e.Period.Year, e.Scheme, sha256, sha256,
                    e.At);
                break;
            case "refusal" when JsonSerializer.Deserialize(data, format.RefusalEntry) is { } e:
                yield return new("refusal", e.Caller, e.Role, e.Method, e.Route, e.Since, e.At, e.Count);
                break;
            default:
                foreach (var row in AccessRows.Made(head, data))
                {
                    yield return row;
                }

                break;
        }
    }
}
