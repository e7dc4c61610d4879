using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>Reports that began as drafts in a log written by hand: as the service keeps them, and with one lie
/// each.</summary>
public sealed class SigningRulesTests
{
    private const int Operator = 0, Signatory = 1, Unit = 2, Two = 3, One = 4;

    private static readonly Dictionary<string, (Action<List<JsonObject>> Tell, string Found)> Lies = new()
    {
        ["signed by whoever filled it"] = (log => log[Two]["operator"] = "lsj-2",
            "entry 3: one person filled and signed it"),
        ["signed by another than who submitted it"] = (log => log[Two]["signatory"] = "局长",
            "entry 3: its signatory is not who submitted it"),
        ["submitted by who does not sign"] = (log => log[Signatory].Remove("signs"),
            "entry 3: \"lsj-2\" had no token then that signs for the unit"),
        ["submitted by who signs for another unit"] = (log => log[Signatory]["unit"] = "FGW",
            "entry 3: \"lsj-2\" had no token then that signs for the unit"),
        ["filled by nobody of the unit"] = (log => log[Two]["operator"] = "fgw-1",
            "entry 3: \"fgw-1\", who filled it, never had a token of the unit before"),
        ["opened after it was submitted"] = (log => log[Two]["openedAt"] = "2018-07-01T01:02:04.000Z",
            "entry 3: its draft was opened at 2018-07-01T01:02:04.000Z, which is not before it"),
        ["opened at no time"] = (log => log[Two]["openedAt"] = "yesterday",
            "entry 3: its draft was opened at yesterday, which is not before it"),
        ["nobody filled it"] = (log => log[Two].Remove("operator"), "entry 3: of confirmation, operator and openedAt"),
        ["it was never opened"] = (log => log[Two].Remove("openedAt"), "entry 3: of confirmation, operator and"),
        ["named and filled by another"] = (log => log[Two]["confirmation"] = "named",
            "entry 3: of confirmation, operator and"),
        ["filled by another and no word of it"] = (log => log[Two].Remove("confirmation"),
            "entry 3: of confirmation, operator and"),
        ["one person in a unit that needs two"] = (log => log[Unit]["unit"]!.AsObject().Remove("onePersonSigns"),
            "entry 4: its unit needed two people then"),
        ["one person before the unit needed one"] = (log => (log[Unit], log[One]) = (log[One], log[Unit]),
            "entry 2: its unit needed two people then"),
    };

    public static TheoryData<string> AllLies => [.. Lies.Keys];

    [Fact]
    public void What_the_service_writes_breaks_no_rule() => Assert.Empty(Check(Honest()).Damage);

    [Theory, MemberData(nameof(AllLies))]
    public void Every_lie_is_found_and_named(string lie)
    {
        var log = Honest();
        Lies[lie].Tell(log);
        Assert.Contains(Check(log).Damage, f => f.En.StartsWith(Lies[lie].Found, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_not_all_could_be_read_nothing_is_held_against_anybody()
    {
        var log = Honest();
        log[Signatory].Remove("signs");
        var findings = Check(log, isAllRead: false);
        Assert.Empty(findings.Damage);
        Assert.NotEmpty(findings.Withheld);
    }

    // Two people of a unit; that one may do alone in it; a report of two and one of one.
    private static List<JsonObject> Honest()
    {
        var (filling, signing) = (WholeEntry.OfType("access"), WholeEntry.OfType("access"));
        (filling["name"], signing["name"]) = ("lsj-1", "lsj-2");
        filling.Remove("signs");
        var (two, one) = (WholeEntry.OfType("progress"), WholeEntry.OfType("progress"));
        (two["actor"], two["signatory"], two["operator"]) = ("lsj-2", "lsj-2", "lsj-1");
        (one["actor"], one["signatory"], one["operator"], one["confirmation"]) =
            ("lsj-1", "lsj-1", "lsj-1", "onePerson");
        return [filling, signing, WholeEntry.OfType("unit"), two, one];
    }

    private static Findings Check(List<JsonObject> log, bool isAllRead = true) => RuleLog.Check(log, findings =>
    {
        var access = new AccessRules(findings, () => isAllRead);
        var rules = new SigningRules(findings, access, () => isAllRead);
        return (index, entry) =>
        {
            if (entry is AccessEntry token)
            {
                access.Begin(index, token);
            }

            rules.Check(index, entry);
        };
    });
}
