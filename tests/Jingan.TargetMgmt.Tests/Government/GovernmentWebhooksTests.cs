using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Government.Webhooks;
using Jingan.TargetMgmt.Http.Webhooks;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>What is told of an entry: days and places, and nothing that people wrote.</summary>
public sealed class GovernmentWebhooksTests
{
    private const string At = "2018-07-01T01:02:03.000Z";

    private static readonly LogEntryRef Place = new("government", 171, new('0', 64));

    private static readonly GovernmentWebhooks Events = new(owed: null!); // no entry needs it

    [Fact]
    public void A_remark_is_told_without_its_text()
    {
        var told = Read("remark",
            """{"v":1,"type":"remark","at":"2018-07-01T01:02:03.000Z","actor":"office-1","targetId":"JA2018-028","period":"2018-06","unit":"LSJ","revision":1,"progress":170,"code":"evidenceMissing","text":"请补证明材料"}""");
        Assert.Equal(("government-171", WebhookType.RemarkMade, At, new UnitCode("LSJ")),
            (told!.Id, told.Type, told.At, told.Unit));
        Assert.Equal(
            """{"targetId":"JA2018-028","period":"2018-06","unit":"LSJ","code":"evidenceMissing","entry":{"log":"government","index":171,"leafHash":"0000000000000000000000000000000000000000000000000000000000000000"}}""",
            JsonSerializer.Serialize(told.Data, WireJson.Options));
    }

    [Fact]
    public void An_extension_is_an_answer_only_where_somebody_asked()
    {
        Assert.Null(Read("extension", Extension(null)));
        Assert.Equal(WebhookType.ExtensionAnswered, Read("extension", Extension(12))!.Type);
        Assert.True(Events.ChangesTheDay("extension"));
    }

    [Theory]
    [InlineData("progress")]
    [InlineData("target")]
    [InlineData("extension-request")]
    [InlineData("access")]
    [InlineData("")]
    public void Of_other_entries_nobody_is_told(string type) => Assert.Null(Read(type, "{}"));

    private static string Extension(long? request) => Encoding.UTF8.GetString(LogEntry.ToBytes(
        ExtensionEntry.Of(At, "office-1", new("2018-06"), new("LSJ"), null, new(2018, 7, 31), "同意", request),
        GovernmentEntries.Format.ExtensionEntry));

    private static WebhookEvent? Read(string type, string entry) =>
        Events.Read(Place, type, Encoding.UTF8.GetBytes(entry));
}
