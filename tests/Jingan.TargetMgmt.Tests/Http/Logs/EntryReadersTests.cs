using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Http.Logs;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Entries;

namespace Jingan.TargetMgmt.Tests.Http.Logs;

/// <summary>Whoever adds an entry type says here who may read it, or nobody may.</summary>
public sealed class EntryReadersTests
{
    private const string Everybody = "office reporter evaluator auditor admin";
    private const string Evaluation = "evaluator auditor";
    private const string Access = "evaluator auditor admin";

    // Record, type, who may; "own" when a reporter sees what its unit has a part in.
    private static readonly (Type Record, string Type, string Readers)[] Table =
    [
        (typeof(UnitEntry), "unit", Everybody), (typeof(TargetEntry), "target", Everybody + " own"),
        (typeof(PeriodEntry), "period", Everybody),
        (typeof(PeriodOpenedEntry), "period-opened", Everybody),
        (typeof(PeriodClosedEntry), "period-closed", Everybody),
        (typeof(ExtensionEntry), "extension", Everybody),
        (typeof(ExtensionRequestEntry), "extension-request", Everybody),
        (typeof(ExtensionRefusalEntry), "extension-refusal", Everybody),
        (typeof(ProgressEntry), "progress", Everybody + " own"),
        (typeof(RemarkEntry), "remark", Everybody + " own"),
        (typeof(WaitingAnswerEntry), "waiting-answer", Everybody + " own"),
        (typeof(CertifiedValueEntry), "certified-value", Everybody + " own"),
        (typeof(EvidenceEntry), "evidence", Everybody + " own"),
        (typeof(EvidenceRemovalEntry), "evidence-removal", Everybody),
        (typeof(PublicPageEntry), "public-page", Everybody),
        (typeof(AssessorEntry), "assessor", Everybody), (typeof(RevocationEntry), "assessor-revocation", Everybody),
        (typeof(ConflictEntry), "conflict", Everybody),
        (typeof(SchemeEntry), "scheme", Everybody), (typeof(RatingEntry), "rating", Everybody),
        (typeof(SampleEntry), "sample", Evaluation),
        (typeof(SecondMarkEntry), "second-mark", Everybody), (typeof(ReportEntry), "report", Everybody),
        (typeof(RefusalEntry), "refusal", Evaluation),
        (typeof(AccessEntry), "access", Access), (typeof(AccessEndedEntry), "access-ended", Access),
        (typeof(AccessApprovalEntry), "access-approval", Access),
        (typeof(RotationEntry), "rotation", Everybody), (typeof(AdoptionEntry), "adoption", Everybody),
        (typeof(LedgerDigestEntry), "ledger-digest", Everybody),
    ];

    [Fact]
    public void Every_entry_type_of_both_logs_has_a_row()
    {
        var records = ((Assembly[])[typeof(GovernmentEntries).Assembly, typeof(EvaluationEntries).Assembly])
            .SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(JsonSerializerContext)))
            .SelectMany(t =>
                t.GetCustomAttributesData().Where(a => a.AttributeType == typeof(JsonSerializableAttribute)))
            .Select(a => (Type)a.ConstructorArguments[0].Value!).Where(IsEntry).ToHashSet();
        Assert.True(records.Count >= 16, $"{records.Count} entry types found");
        Assert.Equal(records.Select(r => r.Name).Order(), Table.Select(r => r.Record.Name).Order());
        Assert.Equal(Table.Select(r => r.Type).Order(), EntryReaders.ByType.Keys.Order());
        Assert.Equal(
            Table.ToDictionary(r => r.Type, r => r.Record), EntryTypes.Names.ToDictionary(n => n, EntryTypes.RecordOf));
    }

    public static TheoryData<string, string> Rows() => [.. Table.Select(r => (r.Type, r.Readers))];

    [Theory, MemberData(nameof(Rows))]
    public void Each_is_read_by_whom_the_interface_shows_it(string type, string readers)
    {
        var row = EntryReaders.ByType[type];
        Assert.Equal(readers.Split(' ').Where(r => r != "own").Order(), row.Roles.Order());
        Assert.Equal(readers.EndsWith("own", StringComparison.Ordinal), row.OwnUnit);
        Assert.DoesNotContain(Role.Service, row.Roles); // it reads facts and nothing else
    }

    [Theory]
    [InlineData(
        """{"v":1,"type":"progress","at":"t","actor":"a","targetId":"JA-1","targetVersion":1,"period":"2018-06","unit":"LSJ","nodes":[{"code":"N1"}]}""", "progress", "LSJ", "JA-1")]
    [InlineData(
        """{"v":1,"type":"target","at":"t","actor":"a","version":1,"target":{"parentId":"JA-0","plan":[{"id":"no"}],"id":"JA-2","leadUnit":"FGW"}}""", "target", null, "JA-2")]
    [InlineData("""{"v":1,"type":"target","target":"JA-2"}""", "target", null, null)]
    [InlineData("""{"v":1,"type":"target","target":[{"id":"JA-2"}]}""", "target", null, null)]
    [InlineData("""{"v":1,"type":"refusal","unit":"LSJ"}""", "refusal", null, null)]
    [InlineData("""{"v":1,"type":7}""", "", null, null)]
    [InlineData("""{"v":1,"kind":"unit"}""", "", null, null)]
    [InlineData("""{"v":1,"type":"uni""", "", null, null)]
    [InlineData("""{"v":1,"type":"\ud800"}""", "", null, null)]
    [InlineData("[]", "", null, null)]
    [InlineData("", "", null, null)]
    public void Type_and_subject_are_read_from_the_entrys_own_bytes(
        string entry, string type, string? unit, string? target) =>
        Assert.Equal(new(type, unit, target), EntrySubject.Of(Encoding.UTF8.GetBytes(entry)));

    private static bool IsEntry(Type type) =>
        ((string[])["V", "Type", "At", "Actor"]).All(name => type.GetProperty(name) is not null);
}
