using System.Net;
using System.Text.RegularExpressions;
using Jingan.Tests.Ports;

namespace Jingan.TargetMgmt.Api.Tests.Telemetry;

/// <summary>A service whose figures Prometheus may read, and the reading.</summary>
internal static partial class Scraping
{
    private static readonly HttpClient Plain = new();

    /// <summary>Opens the door of its own; before the service starts.</summary>
    /// <returns>Where the figures are.</returns>
    public static Uri OpenDoor(this ServiceFactory service)
    {
        var address = $"127.0.0.1:{FreePort.Find()}";
        service.Settings["Telemetry:Prometheus"] = "true";
        service.Settings["Telemetry:PrometheusAddress"] = address;
        return new($"http://{address}/metrics");
    }

    public static async Task<(HttpStatusCode Status, string Text, string? Type)> ScrapeAsync(
        this Uri door, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, door);
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        using var answer = await Plain.SendAsync(request, Http.Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Http.Ct),
            answer.Content.Headers.ContentType?.ToString());
    }

    /// <summary>The figures, once one of them says so: those of the database are read now and then.</summary>
    public static async Task<string> ScrapeUntilAsync(this ServiceFactory service, Uri door, string line)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (_, text, _) = await door.ScrapeAsync();
            if (text.Contains($"\n{line}\n", StringComparison.Ordinal))
            {
                return text;
            }

            Assert.True(attempt < 3000, $"{line} is not in\n{text}");
            service.Clock.Advance(TimeSpan.FromSeconds(15));
            await Task.Delay(20, Http.Ct);
        }
    }

    /// <summary>The names of all series, each histogram's parts included.</summary>
    public static IReadOnlySet<string> NamesIn(string text) =>
        Sample().Matches(text).Select(m => m.Groups["name"].Value).ToHashSet();

    /// <summary>The labels and values of each name.</summary>
    public static ILookup<string, (string Label, string Value)> LabelsIn(string text) => Sample().Matches(text)
        .SelectMany(m => LabelOf().Matches(m.Groups["labels"].Value).Select(l =>
            (Name: m.Groups["name"].Value, Label: l.Groups[1].Value, Value: l.Groups[2].Value)))
        .ToLookup(l => l.Name, l => (l.Label, l.Value));

    private const string Label = @"\w+=""(\\[""\\n]|[^""\\\n])*""";

    // The text format 0.0.4, a line of it.
    [GeneratedRegex(
        @"^(?<name>[a-zA-Z_:][\w:]*)(?<labels>\{" + Label + "(," + Label + @")*\})? "
        + @"([-+]?[\d.]+(E[-+]?\d+)?|NaN|[+-]Inf)$", RegexOptions.Multiline)]
    public static partial Regex Sample();

    [GeneratedRegex(@"(\w+)=""((?:\\.|[^""\\])*)""")]
    private static partial Regex LabelOf();
}
