using System.Diagnostics;
using Jingan.TargetMgmt.Log.Measuring;
using OpenTelemetry;

namespace Jingan.TargetMgmt.Api.Telemetry;

/// <summary>Takes from every span, before it is exported, whatever a caller could have put there: paths and queries, in
/// which people's names and calendars' keys stand, addresses, what clients call themselves and this service, and what
/// they hand on with their trace. What is left is a closed list.</summary>
internal sealed class NamelessSpans : BaseProcessor<Activity>
{
    /// <summary>The attributes that are exported.</summary>
    private static readonly HashSet<string> Kept =
    [
        "http.request.method", "http.response.status_code", "http.route", "error.type", "url.scheme",
        "network.protocol.version", .. LogTracing.Tags,
    ];

    /// <summary>Of a question that this service asks: where. Of one that it is asked, it is what the caller wrote as
    /// the host.</summary>
    private static readonly HashSet<string> KeptOfClients = ["server.address", "server.port"];

    // Before a span within this one can hand it on. Empty, for with null it would be the parent's again.
    public override void OnStart(Activity data) => data.TraceStateString = "";

    public override void OnEnd(Activity data)
    {
        data.TraceStateString = "";
        var isClient = data.Kind == ActivityKind.Client;
        foreach (var tag in data.TagObjects.Select(t => t.Key)
            .Where(k => !Kept.Contains(k) && !(isClient && KeptOfClients.Contains(k))).ToList())
        {
            data.SetTag(tag, null);
        }

        // As it is mapped; what somebody asked for that is not, has a method only.
        if (data.Kind is ActivityKind.Server or ActivityKind.Client)
        {
            data.DisplayName = $"{data.GetTagItem("http.request.method")} {data.GetTagItem("http.route")}".TrimEnd();
        }
    }
}
