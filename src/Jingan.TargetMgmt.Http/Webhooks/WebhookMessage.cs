using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>How a message stands.</summary>
public enum WebhookState
{
    /// <summary>It is to be sent, for the first time or again.</summary>
    Waiting,

    /// <summary>The receiver has taken it.</summary>
    Sent,

    /// <summary>The receiver did not take it for so long that it is not tried again.</summary>
    Dead,
}

/// <summary>A message to one endpoint.</summary>
/// <param name="Version">Counts the writes of its row.</param>
/// <param name="Body">As it is signed and sent.</param>
/// <param name="UntilAt">An attempt that fails from here on is the last.</param>
/// <param name="NextAt">Of one that waits: not before.</param>
/// <param name="LastAnswer">The status of the last answer, or a word; null before the first.</param>
internal sealed record WebhookMessage(
    string Endpoint, string Id, long Version, string Type, string Body, string MadeAt, string UntilAt, long Attempts,
    string NextAt, WebhookState State, string? LastAnswer)
{
    /// <summary>A message that nobody has sent yet.</summary>
    public static WebhookMessage Of(string endpoint, WebhookEvent happened, DateTimeOffset now) => new(
        endpoint, happened.Id, 1, happened.Type,
        JsonSerializer.Serialize(new { type = happened.Type, timestamp = happened.At, data = happened.Data },
            WireJson.Options),
        UtcText.Format(now), UtcText.Format(now + RetrySchedule.Patience), 0, UtcText.Format(now),
        WebhookState.Waiting, null);

    /// <summary>The message once that was answered.</summary>
    public WebhookMessage After(WebhookAnswer answer, DateTimeOffset now)
    {
        var next = answer.IsTaken || answer.IsGone || !UtcText.TryParse(UntilAt, out var until)
            ? null
            : RetrySchedule.Next((int)Attempts, now, until);
        return this with
        {
            State = answer.IsTaken ? WebhookState.Sent : next is null ? WebhookState.Dead : WebhookState.Waiting,
            NextAt = next is { } later ? UtcText.Format(later) : NextAt,
            LastAnswer = answer.Text,
        };
    }
}

/// <summary>What came of an attempt.</summary>
/// <param name="Status">Null when there was no answer.</param>
/// <param name="Text">The status, or a word for why there is none.</param>
internal sealed record WebhookAnswer(int? Status, string Text)
{
    /// <summary>Whether the receiver has it.</summary>
    public bool IsTaken => Status is >= 200 and < 300;

    /// <summary>Whether the receiver wants no more of them.</summary>
    public bool IsGone => Status == 410;
}
