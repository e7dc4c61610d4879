using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Api.Tests.Webhooks;

internal static class WebhookVerbs
{
    /// <summary>What the office grants; only of a closed period, whose window the seeds leave open for long.</summary>
    public const string Until = "2018-07-31";

    /// <summary>Waits until it is so, and lets the clock run meanwhile.</summary>
    public static async Task UntilAsync(this ServiceFactory service, Func<Task<bool>> isSo)
    {
        for (var attempt = 0; !await isSo(); attempt++)
        {
            Assert.True(attempt < 3000, "It did not come to that.");
            service.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(50, Http.Ct); // an attempt has patience for ten of these seconds
        }
    }

    public static Task UntilAsync(this ServiceFactory service, Func<bool> isSo) =>
        service.UntilAsync(() => Task.FromResult(isSo()));

    /// <summary>The messages of a side as the administrator sees them.</summary>
    public static async Task<IReadOnlyList<JsonNode>> MessagesAsync(
        this ServiceFactory service, string query = "", string side = "government") =>
        [.. (await service.As("admin").ReadAsync($"webhooks/{side}/messages?limit=500{query}")).Items.Select(m => m!)];

    /// <summary>The one message of that kind, once it stands so.</summary>
    public static async Task<JsonNode> MessageAsync(
        this ServiceFactory service, string state, string type = "extension.answered", string side = "government")
    {
        JsonNode? found = null;
        await service.UntilAsync(async () => (found = (await service.MessagesAsync($"&state={state}", side))
            .SingleOrDefault(m => (string?)m["type"] == type)) is not null);
        return found!;
    }

    /// <summary>That a receiver took what there was is on record: until then a clock put forward is an attempt without
    /// an answer, and the message comes again.</summary>
    public static async Task SettledAsync(this ServiceFactory service)
    {
        for (var i = 0; (await service.MessagesAsync()).Any(m => (string?)m["state"] != "sent"); i++)
        {
            Assert.True(i < 3000, "What was sent is not on record.");
            await Task.Delay(20, Http.Ct);
        }
    }

    /// <summary>A message was tried so often, and what came of it is on record.</summary>
    public static async Task AttemptedAsync(this ServiceFactory service, long attempts)
    {
        for (var i = 0; !(await service.MessagesAsync()).Any(m => (long)m["attempts"]! >= attempts); i++)
        {
            Assert.True(i < 3000, $"No message was tried {attempts} times.");
            await Task.Delay(20, Http.Ct);
        }
    }

    /// <summary>A unit asks for an extension and the office answers; the indexes of both.</summary>
    public static async Task<(long Request, long Answer)> AnsweredAsync(
        this ServiceFactory service, bool granted = false, string unit = "LSJ", string? target = null)
    {
        var asked = await service.As(unit).PostAsync(
            "periods/2018-06/extension-requests", new { reason = "停电", targetId = target });
        Assert.Equal(201, asked.Status);
        var request = (long)asked["receipt"]["index"]!;
        var answer = await service.Office.PostAsync($"extension-requests/{request}/answer", granted
            ? new { granted, until = (string?)Until, reason = "同意" }
            : new { granted, until = (string?)null, reason = "不同意" });
        Assert.True(answer.Status == 201, answer.Body?.ToJsonString());
        return (request, (long)answer["receipt"]["index"]!);
    }
}
