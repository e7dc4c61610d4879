using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Entries;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>The quick reading of a report takes nothing that the slow one refuses, and reads the same.</summary>
public sealed class ReportScanTests
{
    private static readonly string[] Values =
        ["0", "1", "-1", "01", "1.5", "1.50", "1.", ".5", "1e3", "3.1 ", "null", "true", "false", "\"\"", "\"x\"",
            "\"\\u0041\"", "\"\\n\"", "\"推进\"", "\"a\tb\"", "[]", "[\"x\"]", "[\"x\",]", "[1]", "{}", "\"\u2028\"",
         "\"2018-07-01T01:02:03.000Z\"", "\"2018-07-01T01:02:03Z\"", "\"2018-Q2\"", "\"late\"", "\"missing\"",
         "\"JA2018-001\"", "\"lower\"", "999999999999999999999", "\"\ue000\"", "\"\ud83d\ude00\""];

    [Fact]
    public void A_report_of_the_plainest_form_is_taken()
    {
        var plain = Plain();
        Assert.True(Scan(plain.ToJsonString(WireJson.Options), out _));
        foreach (var optional in (string[])
            ["value", "difficulties", "nextSteps", "selfColour", "evidenceNotes", "confirmation"])
        {
            plain.Remove(optional);
            Assert.True(Scan(plain.ToJsonString(WireJson.Options), out _), optional);
        }
    }

    [Fact]
    public void Whatever_stands_in_a_members_place_it_takes_nothing_that_the_record_would_not_write()
    {
        var taken = 0;
        foreach (var member in WholeEntry.OfType("progress").Select(m => m.Key))
        {
            foreach (var value in Values)
            {
                taken += Agrees(With(member, value)) ? 1 : 0;
                Agrees(With(member, value)
                    .Replace("\"" + member + "\":", "\"" + member + "\": ", StringComparison.Ordinal));
            }

            Agrees(Without(member));
            Agrees(With(member, null) + " ");
            Agrees(Swapped(member));
        }

        Assert.InRange(taken, 50, 500);
    }

    [Fact]
    public void No_byte_altered_added_or_taken_away_is_read_otherwise()
    {
        var entry = Encoding.UTF8.GetBytes(Without("nodes"));
        for (var at = 0; at < entry.Length; at++)
        {
            foreach (var other in (byte[])[0, 9, 32, (byte)'"', (byte)'\\', (byte)',', (byte)'0', (byte)'9', (byte)'}',
                (byte)'x', 0x80, 0xff])
            {
                byte[] altered = [.. entry], added = [.. entry[..at], other, .. entry[at..]];
                altered[at] = other;
                Agrees(altered);
                Agrees(added);
            }

            Agrees([.. entry[..at], .. entry[(at + 1)..]]);
        }
    }

    private static bool Agrees(string entry) => Agrees(Encoding.UTF8.GetBytes(entry));

    // Whether it was taken; then the slow reading says the same.
    private static bool Agrees(byte[] entry)
    {
        if (!ReportScan.TryRead(entry, RepeatedTexts.Own, out var scanned))
        {
            return false;
        }

        try
        {
            Assert.Equal(FiledReport.Of((ProgressEntry)EntryTypes.Read("progress", entry)), scanned);
        }
        catch (JsonException fault)
        {
            Assert.Fail($"{fault.Message}: {Encoding.UTF8.GetString(entry)}");
        }

        return true;
    }

    private static bool Scan(string entry, out FiledReport? report) =>
        ReportScan.TryRead(Encoding.UTF8.GetBytes(entry), RepeatedTexts.Own, out report);

    private static string With(string member, string? value)
    {
        var plain = Plain();
        var parts = WholeEntry.OfType("progress").Where(m => plain.ContainsKey(m.Key) || member == m.Key)
            .Select(m => (m.Key, Text: m.Key == member ? value : null, Value: plain[m.Key] ?? m.Value))
            .Select(m => $"\"{m.Key}\":{m.Text ?? m.Value!.ToJsonString(WireJson.Options)}");
        return $"{{{string.Join(',', parts)}}}";
    }

    private static string Without(string member)
    {
        var entry = Plain();
        entry.Remove(member);
        return entry.ToJsonString(WireJson.Options);
    }

    private static string Swapped(string member)
    {
        var entry = Plain();
        var value = entry[member]?.DeepClone();
        entry.Remove(member);
        entry[member] = value;
        return entry.ToJsonString(WireJson.Options);
    }

    // As a program files it.
    private static JsonObject Plain()
    {
        var entry = WholeEntry.OfType("progress");
        foreach (var other in (string[])
            ["nodes", "warnings", "answersRemarks", "operator", "openedAt", "waitsFor", "part"])
        {
            entry.Remove(other);
        }

        entry["evidenceNotes"] = new JsonArray();
        entry["confirmation"] = "named";
        return entry;
    }
}
