using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Evaluation.Access;
using Jingan.TargetMgmt.Evaluation.Assessors;
using Jingan.TargetMgmt.Evaluation.EvaluationReports;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Evaluation.Refusals;
using Jingan.TargetMgmt.Evaluation.SecondMarks;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Certification;
using Jingan.TargetMgmt.Government.Evidence;
using Jingan.TargetMgmt.Government.Extensions;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Public;
using Jingan.TargetMgmt.Government.Remarks;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Government.Waiting;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log.Ledger;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Claims;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Tests.Government;

namespace Jingan.TargetMgmt.Tests.Contracts.Entries;

/// <summary>The bytes of log entries, pinned: outsiders hash and read them for ever,
/// so a changed member order or spelling is a new format.</summary>
public sealed class EntryFormatTests
{
    private const string At = "2018-07-01T01:02:03.000Z";

    [Fact]
    public void A_unit() => AssertBytes(
        """{"v":1,"type":"unit","at":"2018-07-01T01:02:03.000Z","actor":"office-1","version":2,"unit":{"code":"LSJ","name":"静安区绿化和市容管理局","kind":"department"}}""",
        UnitStore.ToCommit(new(new("LSJ"), "静安区绿化和市容管理局", UnitKind.Department), 2, At, "office-1"));

    [Fact]
    public void A_target() => AssertBytes(
        """
        {"v":1,"type":"target","at":"2018-07-01T01:02:03.000Z","actor":"office-1","version":1,"target":{"id":"JA2018-028","year":2018,"level":"departmental","field":"美丽静安","title":"建成公共绿地7万平方米","nature":"binding","kind":"quantitative","leadUnit":"LSJ","source":"政府工作报告","requirement":"","unitOfMeasure":"万平方米","targetValue":7,"direction":"increase","aggregation":"cumulative","plan":[{"period":"2018-06","value":3.5}],"coUnits":[{"unit":"GTJ","part":"规划","due":"2018-06-30"}]}}
        """,
        TargetCommit.Of(Promise.Quantitative with
        {
            Plan = [Promise.At("2018-06", 3.5m)],
            CoUnits = [new(new("GTJ"), "规划", new(2018, 6, 30))],
        }, 1, At, "office-1"));

    [Fact]
    public void A_period() => AssertBytes(
        """{"v":1,"type":"period","at":"2018-07-01T01:02:03.000Z","actor":"office-1","version":1,"period":{"code":"2018-06","startsOn":"2018-06-01","endsOn":"2018-06-30","opensOn":"2018-07-01","dueOn":"2018-07-05","closesOn":"2018-07-10"}}""",
        PeriodStore.ToCommit(
            new(new("2018-06"), new(2018, 6, 1), new(2018, 6, 30), new(2018, 7, 1), new(2018, 7, 5), new(2018, 7, 10)),
            1, At, "office-1"));

    [Fact]
    public void A_periods_opening() => AssertBytes(
        """{"v":1,"type":"period-opened","at":"2018-07-01T01:02:03.000Z","actor":"service","period":"2018-06","logSize":7,"dueOn":"2018-07-05","postponeDays":30}""",
        PeriodMarkStore.ToOpening(Unclosed, PeriodOpenedEntry.Of(At, new("2018-06"), 7, new(2018, 7, 5), 30)));

    [Fact]
    public void A_periods_close() => AssertBytes(
        """{"v":1,"type":"period-closed","at":"2018-07-01T01:02:03.000Z","actor":"service","period":"2018-06","logSize":7,"cause":"windowEnded"}""",
        PeriodMarkStore.ToClosing(Unclosed, PeriodClosedEntry.Of(At, new("2018-06"), 7, CloseCause.WindowEnded)));

    private static readonly UnclosedPeriod Unclosed = new(
        new(new(new("2018-06"), new(2018, 6, 1), new(2018, 6, 30), new(2018, 7, 1), new(2018, 7, 5), new(2018, 7, 10)),
            1, 0), null, null, null);

    [Fact]
    public void An_extension() => AssertBytes(
        """{"v":1,"type":"extension","at":"2018-07-01T01:02:03.000Z","actor":"office-1","period":"2018-06","unit":"LSJ","targetId":"JA2018-028","until":"2018-07-31","reason":"“系统”升级 <1>"}""".Replace("“系统”", "\\\"系统\\\"", StringComparison.Ordinal),
        ExtensionStore.ToCommit(new(new("2018-06"), new("LSJ"), new TargetId("JA2018-028"), new(2018, 7, 31),
            "\"系统\"升级 <1>", "office-1", At)));

    [Fact]
    public void A_request_for_an_extension() => AssertBytes(
        """{"v":1,"type":"extension-request","at":"2018-07-01T01:02:03.000Z","actor":"lsj-1","period":"2018-06","unit":"LSJ","targetId":"JA2018-028","until":"2018-07-31","reason":"停电"}""",
        ExtensionRequestStore.ToCommit(Asked));

    [Fact]
    public void A_request_that_leaves_the_day_to_the_office() => AssertBytes(
        """{"v":1,"type":"extension-request","at":"2018-07-01T01:02:03.000Z","actor":"lsj-1","period":"2018-06","unit":"LSJ","reason":"停电"}""",
        ExtensionRequestStore.ToCommit(Asked with { TargetId = null, Until = null }));

    [Fact]
    public void An_extension_that_was_asked_for() => AssertBytes(
        """{"v":1,"type":"extension","at":"2018-07-01T01:02:03.000Z","actor":"office-1","period":"2018-06","unit":"LSJ","targetId":"JA2018-028","until":"2018-07-25","reason":"同意","request":7}""",
        ExtensionRequestStore.ToAnswer(
            Asked.With(new(null, true, new(2018, 7, 25), "同意", "office-1", At)), 7));

    [Fact]
    public void An_extensions_refusal() => AssertBytes(
        """{"v":1,"type":"extension-refusal","at":"2018-07-01T01:02:03.000Z","actor":"office-1","period":"2018-06","unit":"LSJ","targetId":"JA2018-028","request":7,"reason":"未见停电记录"}""",
        ExtensionRequestStore.ToAnswer(Asked.With(new(null, false, null, "未见停电记录", "office-1", At)), 7));

    [Fact]
    public void A_remark() => AssertBytes(
        """{"v":1,"type":"remark","at":"2018-07-01T01:02:03.000Z","actor":"office-1","targetId":"JA2018-028","period":"2018-06","unit":"LSJ","revision":1,"progress":5,"code":"evidenceMissing","text":"缺佐证"}""",
        RemarkStore.ToCommit(
            new(null, new("JA2018-028"), new("2018-06"), new("LSJ"), 1, 5, RemarkCode.EvidenceMissing, "缺佐证",
                "office-1", At, RemarkState.Open, null), isClosed: false));

    [Fact]
    public void An_answer_to_who_waits() => AssertBytes(
        """{"v":1,"type":"waiting-answer","at":"2018-07-01T01:02:03.000Z","actor":"fgw-1","unit":"FGW","targetId":"JA2018-028","period":"2018-06","waitingUnit":"LSJ","progress":5,"item":1,"done":false,"expectedOn":"2018-07-20","text":"已报市局"}""",
        WaitingStore.ToCommit(new(
            5, 1, new("JA2018-028"), new("2018-06"), new("LSJ"), new("FGW"), false, new(2018, 7, 20), "已报市局", "fgw-1",
            At)));

    [Fact]
    public void A_certified_value() => AssertBytes(
        """{"v":1,"type":"certified-value","at":"2018-07-01T01:02:03.000Z","actor":"tjj-1","targetId":"JA2018-003","targetVersion":1,"period":"2018-06","unit":"TJJ","revision":2,"value":118.6,"asOf":"2018-06-30","note":"初步数","source":"统计月报","reason":"更正","late":true}""",
        CertifiedStore.ToCommit(Certified));

    [Fact]
    public void A_certified_value_that_says_no_more() => AssertBytes(
        """{"v":1,"type":"certified-value","at":"2018-07-01T01:02:03.000Z","actor":"tjj-1","targetId":"JA2018-003","targetVersion":1,"period":"2018-06","unit":"TJJ","revision":1,"value":118.6,"late":false}""",
        CertifiedStore.ToCommit(Certified with
        {
            Revision = 1,
            AsOf = null,
            Note = null,
            Source = null,
            Reason = null,
            Late = false,
        }));

    private static readonly CertifiedValueEntry Certified = CertifiedValueEntry.Of(
        At, "tjj-1", new("JA2018-003"), 1, new("2018-06"), new("TJJ"), 2, 118.6m, new(2018, 6, 30), "初步数", "统计月报", "更正",
        late: true);

    private static readonly ExtensionRequest Asked = new(
        null, new("2018-06"), new("LSJ"), new TargetId("JA2018-028"), new(2018, 7, 31), "停电", "lsj-1", At,
        ExtensionRequestState.Open, null, []);

    [Fact]
    public void An_uploaded_piece_of_evidence() => AssertBytes(
        """{"v":1,"type":"evidence","at":"2018-07-01T01:02:03.000Z","actor":"lsj-1","unit":"LSJ","sha256":"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd","size":482113,"mediaType":"application/pdf","title":"验收单","asOf":"2018-06-30"}""",
        EvidenceStore.ToCommit(Uploaded));

    [Fact]
    public void A_piece_of_evidence_of_which_nothing_was_said() => AssertBytes(
        """{"v":1,"type":"evidence","at":"2018-07-01T01:02:03.000Z","actor":"lsj-1","unit":"LSJ","sha256":"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd","size":482113,"mediaType":"application/pdf"}""",
        EvidenceStore.ToCommit(Uploaded with { Title = null, AsOf = null }));

    [Fact]
    public void A_removal_of_evidence() => AssertBytes(
        """{"v":1,"type":"evidence-removal","at":"2018-07-01T01:02:03.000Z","actor":"office-1","sha256":"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd","orderedBy":"区人民法院","reason":"含个人信息"}""",
        EvidenceStore.ToRemoval(new(null, new('d', 64), "区人民法院", "含个人信息", "office-1", At)));

    [Fact]
    public void A_switch_of_the_public_page() => AssertBytes(
        """{"v":1,"type":"public-page","at":"2018-07-01T01:02:03.000Z","actor":"office-1","version":1,"open":true,"reason":"接受监督"}""",
        PublicPageStore.ToCommit(PublicPageEntry.Of(At, "office-1", 1, open: true, "接受监督")));

    private static readonly UploadedEvidence Uploaded = new(
        null, new('d', 64), new("LSJ"), 482_113, "application/pdf", "验收单", new(2018, 6, 30), "lsj-1", At, null, []);

    [Fact]
    public void A_progress_report() => AssertBytes(
        """{"v":1,"type":"progress","at":"2018-07-01T01:02:03.000Z","actor":"lsj-1","targetId":"JA2018-028","targetVersion":1,"period":"2018-06","unit":"LSJ","revision":1,"value":3.1,"noChange":false,"nodes":[{"code":"N1","doneOn":"2018-06-30"},{"code":"N2"}],"narrative":"已完成","evidence":[],"signatory":"王五","timeliness":"onTime","underExtension":false}""",
        ProgressCommit.Of(
            new(1, "progress", At, "lsj-1", new("JA2018-028"), 1, new("2018-06"), new("LSJ"), 1, 3.1m, false,
                [new("N1", new DateOnly(2018, 6, 30)), new("N2")], "已完成", null, null,
                null, [], "王五", Timeliness.OnTime, UnderExtension: false), 1, isFirst: true));

    [Fact]
    public void A_progress_report_that_was_a_draft() => AssertBytes(
        """{"v":1,"type":"progress","at":"2018-07-01T01:02:03.000Z","actor":"lsj-2","targetId":"JA2018-028","targetVersion":1,"period":"2018-06","unit":"LSJ","revision":1,"noChange":false,"narrative":"已完成","evidence":[],"signatory":"lsj-2","timeliness":"onTime","underExtension":false,"confirmation":"twoPeople","operator":"lsj-1","openedAt":"2018-06-30T01:02:03.000Z"}""",
        ProgressCommit.Of(
            new(1, "progress", At, "lsj-2", new("JA2018-028"), 1, new("2018-06"), new("LSJ"), 1, null, false, null,
                "已完成", null, null, null, [], "lsj-2", Timeliness.OnTime, UnderExtension: false,
                Confirmation: Confirmation.TwoPeople, Operator: "lsj-1", OpenedAt: "2018-06-30T01:02:03.000Z"), 1,
            isFirst: true));

    [Fact]
    public void A_unit_in_which_one_person_signs() => AssertBytes(
        """{"v":1,"type":"unit","at":"2018-07-01T01:02:03.000Z","actor":"office-1","version":1,"unit":{"code":"LSJ","name":"绿化市容局","kind":"department","onePersonSigns":true}}""",
        UnitStore.ToCommit(new(new("LSJ"), "绿化市容局", UnitKind.Department, true), 1, At, "office-1"));

    [Fact]
    public void The_founding_assessor() => AssertBytes(
        """{"v":1,"type":"assessor","at":"2018-07-01T01:02:03.000Z","actor":"firm-1","kid":"assessor-1","publicKey":{"kty":"EC","crv":"P-256","x":"xx","y":"yy"},"name":"赵六","founding":4,"jws":"h.p.s"}""",
        AssessorStore.ToCommit(
            AssessorEntry.Of(At, "firm-1", "assessor-1", new Jwk("EC", "P-256", "xx", "yy"), "赵六", null, 4, "h.p.s"),
            "assessor-1", 0));

    [Fact]
    public void An_assessors_next_key() => AssertBytes(
        """{"v":1,"type":"assessor","at":"2018-07-01T01:02:03.000Z","actor":"firm-1","kid":"assessor-2","publicKey":{"kty":"OKP","crv":"Ed25519","x":"xx"},"name":"赵六","replaces":"assessor-1","jws":"h.p.s"}""",
        AssessorStore.ToCommit(
            AssessorEntry.Of(At, "firm-1", "assessor-2", new Jwk("OKP", "Ed25519", "xx"), "赵六", "assessor-1", null,
                "h.p.s"), "assessor-1", 1));

    [Fact]
    public void A_revocation_of_a_key() => AssertBytes(
        """{"v":1,"type":"assessor-revocation","at":"2018-07-01T01:02:03.000Z","actor":"firm-1","kid":"assessor-1","reason":"遗失","compromisedSince":"2018-06-01T00:00:00.000Z","jws":"h.p.s"}""",
        AssessorStore.ToRevocation(
            RevocationEntry.Of(At, "firm-1", "assessor-1", "遗失", "2018-06-01T00:00:00.000Z", "h.p.s"), "assessor-1"));

    [Fact]
    public void A_conflict_of_interest() => AssertBytes(
        """{"v":1,"type":"conflict","at":"2018-07-01T01:02:03.000Z","actor":"firm-1","kid":"assessor-1","unit":"LSJ","reason":"曾任职","ended":false,"jws":"h.p.s"}""",
        ConflictStore.ToCommit(
            ConflictEntry.Of(At, "firm-1", "assessor-1", new("LSJ"), "曾任职", ended: false, "h.p.s"),
            new("assessor-1", "", "assessor-1", null, null, 0), "assessor-1"));

    [Fact]
    public void Access_its_approval_and_its_end()
    {
        var access = new AccessEntry(1, "access", At, "service", "王五", "reporter", "LSJ", "ff",
            "2019-07-01T00:00:00.000Z");
        var term = new AccessTerm(7, access with { Name = "firm-1", Role = "evaluator", Unit = null });
        AssertBytes(
            """{"v":1,"type":"access","at":"2018-07-01T01:02:03.000Z","actor":"service","name":"王五","role":"reporter","unit":"LSJ","fingerprint":"ff","until":"2019-07-01T00:00:00.000Z"}""",
            AccessStore.ToCommit(access));
        AssertBytes(
            """{"v":1,"type":"access-ended","at":"2018-07-01T01:02:03.000Z","actor":"service","name":"firm-1","role":"evaluator","fingerprint":"ff","access":7}""", AccessStore.ToEnd(term, At));
        AssertBytes(
            """{"v":1,"type":"access-approval","at":"2018-07-01T01:02:03.000Z","actor":"anonymous","kid":"assessor-1","fingerprint":"ff","name":"firm-1","role":"evaluator","until":"2019-07-01T00:00:00.000Z","access":7,"jws":"h.p.s"}""",
            ApprovalStore.ToCommit(AccessApprovalEntry.Of(
                At, "anonymous", new CompactJws("h.p.s", "ES256", "assessor-1", []), term)));
    }

    [Fact]
    public void An_adoption() => Assert.Equal(
        """{"v":1,"type":"adoption","at":"2018-07-01T01:02:03.000Z","actor":"operator","size":7,"lost":{"size":9,"root":"cm9vdA=="},"previous":{"origin":"log.test/old","key":"k"},"reason":"磁盘损坏"}""",
        Encoding.UTF8.GetString(LogEntry.ToBytes(
            new AdoptionEntry(1, "adoption", At, "operator", 7, new(9, "cm9vdA=="), new("log.test/old", "k"), "磁盘损坏"),
            AdoptionEntries.Format.AdoptionEntry)));

    [Fact]
    public void A_ledger_digest() => AssertBytes(
        """{"v":1,"type":"ledger-digest","at":"2018-07-01T01:02:03.000Z","actor":"service","digest":"{\"block_id\":7}"}""",
        LedgerDigestLog.ToCommit("""{"block_id":7}""", 3, At));

    [Fact]
    public void An_evaluation_report() => AssertBytes(
        """{"v":1,"type":"report","at":"2018-07-01T01:02:03.000Z","actor":"firm-1","kid":"assessor-1","period":"2018-06","scheme":"2018.1","sha256":"ab","jws":"h.p.s","logSize":7}""",
        EvaluationReportStore.ToCommit(
            ReportEntry.Of(At, "firm-1", "assessor-1", new("2018-06"), "2018.1", "ab", "h.p.s", 7), [], [], [], 0));

    [Fact]
    public void Refused_attempts() => AssertBytes(
        """{"v":1,"type":"refusal","at":"2018-07-01T01:02:03.000Z","actor":"service","caller":"admin-1","role":"admin","method":"DELETE","route":"/api/v1/ratings/{**rest}","since":"2018-07-01T00:52:03.000Z","count":7}""",
        RefusalStore.ToCommit(
            new(new("admin-1", "admin", "DELETE", "/api/v1/ratings/{**rest}"), new(2018, 7, 1, 0, 52, 3, TimeSpan.Zero),
                7), At));

    [Fact]
    public void A_second_mark_sample() => AssertBytes(
        """{"v":1,"type":"sample","at":"2018-07-01T01:02:03.000Z","actor":"firm-1","period":"2018-06","seed":"ab","logSize":7,"share":0.15,"shares":{"nodes":0.5},"classes":[{"class":"toward-target","targets":6}],"targets":["JA2018-028"]}""",
        SecondMarkStore.ToCommit(
            SampleEntry.Of(
                At, "firm-1", new("2018-06"), "ab", 7, 0.15m, new Dictionary<string, decimal> { ["nodes"] = 0.5m },
                [new("toward-target", 6)], [new("JA2018-028")]),
            new Dictionary<TargetId, string> { [new("JA2018-028")] = "toward-target" }));

    [Fact]
    public void A_rating() => AssertBytes(
        """{"v":1,"type":"rating","at":"2018-07-01T01:02:03.000Z","actor":"firm-1","kid":"assessor-1","period":"2018-06","targetId":"JA2018-028","targetVersion":1,"class":"toward-target","colour":"red","suggested":"yellow","scheme":"2018.1","supersedes":3,"inputs":{"month":6,"cutOff":"2018-06-30","lastPeriod":false,"noChange":false,"direction":"increase","actual":3.1,"baseline":0,"target":7,"planned":3.5,"k":0.885714,"gapPoints":5.714286,"exact":"31/35","reached":false,"baseColour":"yellow"},"units":["LSJ","GTJ"],"jws":"h.p.s","factsSize":7,"title":"建成公共绿地7万平方米","leadName":"绿化市容局","unitOfMeasure":"万平方米"}""",
        RatingStore.ToCommit(
            RatingEntry.Of(At, "firm-1", "assessor-1", Claims with { Supersedes = 3, Reason = "更正" }, Inputs,
                [new("LSJ"), new("GTJ")], "h.p.s", 7,
                new(Promise.Quantitative, 1, null, [], [], LeadName: "绿化市容局")), new("LSJ"), Signer, isMarked: false));

    [Fact]
    public void A_second_mark() => AssertBytes(
        """{"v":1,"type":"second-mark","at":"2018-07-01T01:02:03.000Z","actor":"firm-1","kid":"assessor-1","period":"2018-06","targetId":"JA2018-028","targetVersion":1,"class":"toward-target","colour":"red","suggested":"yellow","scheme":"2018.1","rating":5,"inputs":{"month":6,"cutOff":"2018-06-30","lastPeriod":false,"noChange":false,"direction":"increase","actual":3.1,"baseline":0,"target":7,"planned":3.5,"k":0.885714,"gapPoints":5.714286,"exact":"31/35","reached":false,"baseColour":"yellow"},"units":["LSJ"],"jws":"h.p.s","factsSize":7}""",
        SecondMarkStore.ToCommit(
            SecondMarkEntry.Of(At, "firm-1", "assessor-1", Claims with { SecondMark = true }, 5, Inputs, [new("LSJ")],
                "h.p.s", 7), Signer));

    private static readonly Signer Signer = new("assessor-1", "", "assessor-1", null, null, 0);

    private static readonly RatingClaims Claims = new(
        "rating", new("2018-06"), new("JA2018-028"), 1, "red", "2018.1", "现场已停工", At, "toward-target", "yellow",
        new("qualityDefect", "停工"));

    private static readonly SuggestionInputs Inputs = new(
        6, new(2018, 6, 30), false, false, Direction.Increase, 3.1m, 0, 7, 3.5m, 0.885714m, 5.714286m, null, "31/35",
        null, null, false, "yellow", null);

    private static void AssertBytes(string expected, CommitUnit unit) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(unit.Entry!));
}
