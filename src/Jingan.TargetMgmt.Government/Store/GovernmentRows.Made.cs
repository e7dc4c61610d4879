using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log.Rows;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Store;

/// <content>The rows that an entry makes.</content>
internal static partial class GovernmentRows
{
    private static IEnumerable<MadeRow> Made(long index, EntryHead head, byte[] data)
    {
        var format = GovernmentEntries.Format;
        switch (head.Type)
        {
            case "unit" when JsonSerializer.Deserialize(data, format.UnitEntry) is { } e:
                yield return new("unit_version", e.Unit.Code.Value, e.Version, e.Unit.Name, DbText.Of(e.Unit.Kind));
                yield return new("unit_current", e.Unit.Code.Value, e.Version, e.Unit.Name, DbText.Of(e.Unit.Kind));
                if (e.Unit.OnePersonSigns == true)
                {
                    yield return new("unit_one_person", e.Unit.Code.Value, e.Version);
                }

                break;
            case "target" when JsonSerializer.Deserialize(data, format.TargetEntry) is { } e:
                var (target, id) = (e.Target, e.Target.Id.Value);
                yield return new("target_version", id, e.Version);
                yield return new("target_unit", id, e.Version, target.LeadUnit.Value, "lead");
                foreach (var co in target.CoUnits ?? [])
                {
                    yield return new("target_unit", id, e.Version, co.Unit.Value, "co");
                }

                foreach (var owed in OwedPeriodRows.Of(target))
                {
                    yield return new("target_period", id, e.Version, owed.Value);
                }

                if (target.FindCertifier() is { } certifier)
                {
                    yield return new("target_certifier", id, e.Version, certifier.Value);
                }

                yield return new(
                    "target_current", id, e.Version, (long)target.Year, DbText.Of(target.Level), DbText.Of(target.Kind),
                    target.Field, target.Title, target.LeadUnit.Value);
                break;
            case "period" when JsonSerializer.Deserialize(data, format.PeriodEntry) is { } e:
                var (opensOn, dueOn, closesOn) = (DbText.Of(e.Period.OpensOn), DbText.Of(e.Period.DueOn),
                    DbText.Of(e.Period.ClosesOn));
                yield return new("period_version", e.Period.Code.Value, e.Version, opensOn, dueOn, closesOn);
                yield return new("period_current", e.Period.Code.Value, e.Version, (long)e.Period.Code.Year, opensOn,
                    dueOn, closesOn);
                break;
            case "period-opened" when JsonSerializer.Deserialize(data, format.PeriodOpenedEntry) is { } e:
                yield return new("period_opening", e.Period.Value, (long)e.Period.Year, e.LogSize, DbText.Of(e.DueOn),
                    e.PostponeDays);
                break;
            case "period-closed" when JsonSerializer.Deserialize(data, format.PeriodClosedEntry) is { } e:
                yield return new("period_closing", e.Period.Value, e.LogSize, e.At);
                break;
            case "extension" when JsonSerializer.Deserialize(data, format.ExtensionEntry) is { } e:
                yield return new("period_extension", e.Period.Value, e.Unit.Value, e.TargetId?.Value,
                    DbText.Of(e.Until), e.Reason, e.Actor, e.At);
                if (e.Request is { } granted)
                {
                    yield return new("extension_answer", granted, 1L, DbText.Of(e.Until), e.Reason, e.Actor, e.At);
                }

                break;
            case "extension-request" when JsonSerializer.Deserialize(data, format.ExtensionRequestEntry) is { } e:
                yield return new("extension_request", e.Period.Value, e.Unit.Value, e.TargetId?.Value,
                    e.Until is { } asked ? DbText.Of(asked) : null, e.Reason, e.Actor, e.At);
                break;
            case "extension-refusal" when JsonSerializer.Deserialize(data, format.ExtensionRefusalEntry) is { } e:
                yield return new("extension_answer", e.Request, 0L, null, e.Reason, e.Actor, e.At);
                break;
            case "progress" when JsonSerializer.Deserialize(data, format.ProgressEntry) is { } e:
                yield return new("progress_report", e.TargetId.Value, e.Unit.Value, e.Period.Value, e.Revision);
                foreach (var sha256 in e.EvidenceNotes is null ? [] : e.Evidence.Distinct())
                {
                    yield return new("progress_evidence", sha256, e.TargetId.Value, e.Unit.Value, e.Period.Value,
                        e.Revision);
                }

                var (value, nodes) = (e.Value is { } v ? Measure.ToMillionths(v) : (long?)null,
                    e.Nodes is null ? null : NodesText.Write(e.Nodes));
                yield return new(
                    "progress_current", e.TargetId.Value, e.Unit.Value, e.Period.Value, (long)e.Period.Year, e.Revision,
                    value, nodes, DbText.Of(e.Timeliness),
                    e.UnderExtension ? null : index);
                if (e.UnderExtension)
                {
                    yield return new(
                        "progress_extended_current", e.TargetId.Value, e.Unit.Value, e.Period.Value,
                        (long)e.Period.Year, e.Revision, value, nodes, DbText.Of(e.Timeliness));
                }

                foreach (var answered in e.AnswersRemarks ?? [])
                {
                    yield return new("remark_answer", answered, e.Revision, e.At);
                }

                foreach (var (item, wait) in (e.WaitsFor ?? []).Index())
                {
                    yield return new("progress_waiting", item + 1L, e.TargetId.Value, e.Unit.Value, e.Period.Value,
                        wait.Unit!.Value.Value, wait.TargetId?.Value, DbText.Of(wait.Since), wait.What);
                }

                break;
            case "remark" when JsonSerializer.Deserialize(data, format.RemarkEntry) is { } e:
                yield return new("progress_remark", e.Progress, e.TargetId.Value, e.Unit.Value, e.Period.Value,
                    e.Revision, DbText.Of(e.Code), e.Text, e.Actor, e.At);
                break;
            case "waiting-answer" when JsonSerializer.Deserialize(data, format.WaitingAnswerEntry) is { } e:
                yield return new("waiting_answer", e.Progress, e.Item, e.Unit.Value, e.Done ? 1L : 0L,
                    e.ExpectedOn is { } expected ? DbText.Of(expected) : null, e.Text, e.Actor, e.At);
                break;
            case "certified-value" when JsonSerializer.Deserialize(data, format.CertifiedValueEntry) is { } e:
                yield return new("certified_value", e.TargetId.Value, e.Period.Value, e.Revision,
                    e.TargetVersion, e.Unit.Value, Measure.ToMillionths(e.Value), e.Late ? 1L : 0L);
                break;
            case "evidence" when JsonSerializer.Deserialize(data, format.EvidenceEntry) is { } e:
                yield return new("evidence", e.Sha256, e.Unit.Value, e.Size, e.MediaType, e.Title,
                    e.AsOf is { } told ? DbText.Of(told) : null, e.Actor, e.At);
                break;
            case "evidence-removal" when JsonSerializer.Deserialize(data, format.EvidenceRemovalEntry) is { } e:
                yield return new("evidence_removal", e.Sha256, e.OrderedBy, e.Reason, e.Actor, e.At);
                break;
            case "public-page" when JsonSerializer.Deserialize(data, format.PublicPageEntry) is { } e:
                yield return new("public_page", e.Version, e.Open ? 1L : 0L, e.Reason, e.Actor, e.At);
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
