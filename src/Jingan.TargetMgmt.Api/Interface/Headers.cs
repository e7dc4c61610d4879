using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Api.Limits;
using Jingan.TargetMgmt.Http.Workbooks;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>The headers of answers that a client does something with.</summary>
internal static class Headers
{
    private static readonly string[] Facts =
    [
        "ReadPeriodFacts", "ReadYearFacts", "ReadPeriodRatings", "ReadYearRatings",
    ];

    private static readonly string[] Tagged =
    [
        "GetScheme", "GetReport", "GetReportJson", "GetTile", "GetEntryBundle", "GetDraft", "PutDraft", "GetEvidence",
        .. Facts,
    ];

    // The tag alone tells that nothing changed.
    private static readonly string[] Conditional = [.. Tagged.Except(["GetScheme", "GetDraft", "PutDraft"])];

    private static readonly string[] Cached =
    [
        "GetCheckpoint", "GetTile", "GetEntryBundle", "GetEntry", "GetProof", "GetAddCheckpoint",
        "GetEvidence", "GetPublicPage", "ListPublicRatings", .. Facts,
    ];

    public static void Describe(Operation operation)
    {
        if (Conditional.Contains(operation.Name))
        {
            operation.Responses["304"] = new JsonObject();
        }

        foreach (var (status, response) in operation.Responses)
        {
            var headers = Of(operation, status, response!).Distinct().ToList();
            if (headers.Count > 0)
            {
                response!["headers"] = new JsonObject(headers.Select(h => KeyValuePair.Create(
                    h, (JsonNode?)new JsonObject
                    {
                        ["schema"] = h == "Retry-After"
                            ? new JsonObject { ["type"] = "integer", ["minimum"] = 1 }
                            : Schema.Text(),
                    })));
            }
        }
    }

    private static IEnumerable<string> Of(Operation operation, string status, JsonNode response)
    {
        var isAnswer = status is "200" or "304";
        return
        [
            .. Writes.AreIn(response) ? (string[])["Location"] : [],
            .. status[0] == '2' && RouteClasses.Of(operation.Route) is RouteClass.Write or RouteClass.Upload
                ? (string[])["RateLimit", "RateLimit-Policy"]
                : [],
            .. isAnswer && Tagged.Contains(operation.Name) ? (string[])["ETag"] : [],
            .. isAnswer && Cached.Contains(operation.Name) ? (string[])["Cache-Control"] : [],
            .. status == "200" && operation.Name is "GetEntryBundle" or "GetEntry" ? (string[])["Vary"] : [],
            .. (status == "200" && IsFile(operation)) || response["content"]?[WorkbookAnswer.MediaType] is not null
                ? (string[])["Content-Disposition"]
                : [],
            .. operation.Name == "GetEvidence" ? OfEvidence(status) : [],
            .. status == "401" ? (string[])["WWW-Authenticate"] : [],
            // of several lines some may have met an outage
            .. status is "503" or "207" or "429" ? (string[])["Retry-After"] : [],
        ];
    }

    // A range has the headers of the whole, and so has the answer that there is no such range.
    private static string[] OfEvidence(string status) => status switch
    {
        "200" => ["Repr-Digest"],
        "304" => ["Repr-Digest", "Content-Disposition"],
        "206" or "416" => ["ETag", "Cache-Control", "Content-Disposition", "Content-Range", "Repr-Digest"],
        _ => [],
    };

    private static bool IsFile(Operation operation) =>
        operation.Name is "GetProof" or "GetEvidence" or "DraftTargets"
        || operation.Name.StartsWith("Pull", StringComparison.Ordinal)
        || operation.Name.EndsWith("Csv", StringComparison.Ordinal);
}
