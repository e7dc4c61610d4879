using System.Diagnostics;
using Jingan.TargetMgmt.Log.Measuring;
using OpenTelemetry;

namespace Jingan.TargetMgmt.Api.Telemetry;

/// <summary>Takes from every span, before it is exported, whatever a caller could have put there: paths and queries, in
/// which people's names and calendars' keys stand, addresses, and what clients call themselves. What is left is a
/// closed list.</summary>
internal sealed class NamelessSpans : BaseProcessor<Activity>
{
    /// <summary>The attributes that are exported.</summary>
    private static readonly HashSet<string> Kept =
    [
        "http.request.method", "http.response.status_code", "http.route", "error.type", "url.scheme",
        "server.address", "server.port", "network.protocol.version", .. LogTracing.Tags,
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in data.TagObjects.Select(t => t.Key).Where(k => !Kept.Contains(k)).ToList())
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
