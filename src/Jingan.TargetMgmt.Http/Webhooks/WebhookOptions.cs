namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>Section <c>Webhooks</c>: who outside is told of what happens here. Addresses come from the configuration
/// and from nowhere else.</summary>
public sealed class WebhookOptions
{
    /// <summary>Whether messages may go to private and loopback addresses, and there over plain http.</summary>
    public bool AllowPrivate { get; set; }

    /// <summary>Who is told; nobody unless configured.</summary>
    public IReadOnlyList<WebhookEndpoint> Endpoints { get; set; } = [];
}

/// <summary>One receiver of messages.</summary>
public sealed class WebhookEndpoint
{
    /// <summary>What the database calls it: unique, and the same for as long as it is this receiver.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where its messages are posted.</summary>
    public string Url { get; set; } = "";

    /// <summary>A file with its secret, <c>whsec_…</c>; see <see cref="WebhookSecret"/>.</summary>
    public string SecretFile { get; set; } = "";

    /// <summary>The types of messages that it gets; all when empty.</summary>
    public IReadOnlyList<string> Events { get; set; } = [];

    /// <summary>The unit whose messages it gets, besides those that concern everybody; empty: every unit's.</summary>
    public string Unit { get; set; } = "";

    /// <summary>Whether it is told of that.</summary>
    internal bool Wants(WebhookEvent happened) =>
        IsToldOf(happened.Type) && (Unit.Length == 0 || happened.Unit is null || happened.Unit.Value.Value == Unit);

    /// <summary>Whether it is told of anything of that type.</summary>
    internal bool IsToldOf(string type) => Events.Count == 0 || Events.Contains(type);
}
