using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>The lies a report can tell of its period, each with what is found.</summary>
public sealed partial class PeriodCheckTests
{
    private static readonly Dictionary<string, (Action<JsonObject> Tell, string Found)> Lies = new()
    {
        ["no head"] = (d => d["logs"] = new JsonArray(), "it names no head of the government log"),
        ["another root"] = (d => d["logs"]![0]!["root"] = "00", "the root of the government log in its logs"),
        ["no close"] = (d => d["closed"] = null, "its closed.size is ,"),
        ["another size"] = (d => d["closed"]!["size"] = 5, "its closed.size is 5"),
        ["another index"] = (d => d["closed"]!["index"] = 5, "its closed.index is 5"),
        ["another time"] = (d => d["closed"]!["at"] = At, "its closed.at is"),
        ["another root of the close"] = (d => d["closed"]!["root"] = "00", "its closed.root is not"),
        ["issued before the close"] = (d => (d["logs"]![0]!["size"], d["logs"]![0]!["root"]) = (6, Root(6)),
            "government had no opening, or no close"),
        ["a rated target left out"] =
            (d => d["ratings"] = new JsonArray(), "JA2018-001 is of the period, and is neither rated nor in unrated"),
        ["an unrated target left out"] = (d => d["unrated"]!.AsArray().RemoveAt(0),
            "JA2018-002 is of the period, and is neither rated nor in unrated"),
        ["a target published while it ran left out"] =
            (d => d["unrated"]!.AsArray().RemoveAt(3), "JA2018-005 is of the period"),
        ["rated twice"] =
            (d => d["ratings"]!.AsArray().Add(d["ratings"]![0]!.DeepClone()), "JA2018-001 stands twice in ratings"),
        ["a target of after the close rated"] = (d => Another(d, "ratings", 0, "JA2018-006"),
            "JA2018-006 is rated, is not of the period, and is not in omitted"),
        ["a target of after the close listed"] = (d => Another(d, "unrated", 0, "JA2018-006"),
            "JA2018-006 is in unrated, and is rated or not of the period"),
        ["rated and listed"] = (d => Another(d, "unrated", 0, "JA2018-001"),
            "JA2018-001 is in unrated, and is rated or not of the period"),
        ["listed twice"] = (d => Another(d, "unrated", 0, "JA2018-002"), "JA2018-002 stands twice in unrated"),
        ["another state"] = (d => d["unrated"]![1]!["state"] = "suspended",
            "JA2018-003 has the state Suspended, it follows NotReported"),
        ["no suspension"] = (d => d["unrated"]![2]!["state"] = "notReported",
            "JA2018-004 has the state NotReported, it follows Suspended"),
        ["nothing due"] =
            (d => d["unrated"]![0]!["state"] = "notDue", "JA2018-002 has the state NotDue, it follows Judgement"),
        ["added before"] =
            (d => d["unrated"]![3]!["addedWhileRunning"] = false, "JA2018-005 has addedWhileRunning False"),
        ["added since"] = (d => d["unrated"]![1]!["addedWhileRunning"] = true, "JA2018-003 has addedWhileRunning True"),
        ["another reason"] =
            (d => d["unrated"]![0]!["reason"] = "无", "JA2018-002 does not have the reason that was signed"),
        ["a reason nobody signed"] =
            (d => d["unrated"]![1]!["reason"] = "无", "JA2018-003 does not have the reason that was signed"),
        ["omitted, and there"] = (d => d["omitted"] = new JsonArray("JA2018-001"),
            "JA2018-001 is in omitted, and the government log has it"),
        ["omitted, and not rated"] =
            (d => d["omitted"] = new JsonArray("JA2018-009"), "JA2018-009 is in omitted, and is not rated"),
        ["a change left out"] = (d => d["changed"] = new JsonArray(), "JA2018-001 has other versions"),
        ["another change"] = (d => d["changed"]![0]!["newest"] = 3, "JA2018-001 has other versions"),
        ["a change since the close"] = (d => d["changed"]![0]!["sinceClose"] = true, "JA2018-001 has other versions"),
        ["a change that was none"] = (d => Another(d, "changed", 0, "JA2018-002"), "JA2018-002 has other versions"),
        ["a later report left out"] =
            (d => d["sinceClose"] = new JsonArray(), "JA2018-001 has other reports since the close"),
        ["another later report"] =
            (d => d["sinceClose"]![0]!["entry"]!["leafHash"] = "00", "JA2018-001 has other reports since the close"),
        ["another unit's later report"] =
            (d => d["sinceClose"]![0]!["unit"] = "U02", "JA2018-001 has other reports since the close"),
        ["a later report twice"] =
            (d => d["sinceClose"]!.AsArray().Add(d["sinceClose"]![0]!.DeepClone()), "its sinceClose lists one twice"),
        ["a newer version without a reason"] =
            (d => d["ratings"]![0]!["targetVersion"] = 2, "JA2018-001 judges a newer version without a versionReason"),
        ["a version that is not there"] =
            (d => d["ratings"]![0]!["targetVersion"] = 3, "JA2018-001 judges version 3, version 1 counts"),
        ["a reason for no newer version"] = (d => d["ratings"]![0]!["versionReason"] = "更正",
            "JA2018-001 judges a newer version without a versionReason, or has one"),
        ["another lead"] =
            (d => d["ratings"]![0]!["leadUnit"] = "U02", "JA2018-001 has leadUnit U02, the government log has U01"),
        ["an earlier basis"] =
            (d => d["ratings"]![0]!["basis"] = Basis(Government.Earlier), "JA2018-001 is based on government"),
        ["no basis"] = (d => d["ratings"]![0]!["basis"] = null,
            "JA2018-001 is based on –, the lead unit's last report within the window is government"),
        ["another title"] = (d => d["ratings"]![0]!["judged"]!["title"] = "目标一（有异议）", "JA2018-001 has judged.title"),
        ["another name"] =
            (d => d["ratings"]![0]!["judged"]!["leadName"] = "甲局（有异议）", "JA2018-001 has judged.leadName"),
        ["another figure"] = (d => d["ratings"]![0]!["judged"]!["actual"] = "3.2", "JA2018-001 has judged.actual"),
        ["another value to reach"] =
            (d => d["ratings"]![0]!["judged"]!["targetValue"] = "2", "JA2018-001 has judged.targetValue"),
        ["another measure"] =
            (d => d["ratings"]![0]!["judged"]!["unitOfMeasure"] = "平方米", "JA2018-001 has judged.unitOfMeasure"),
    };
}
