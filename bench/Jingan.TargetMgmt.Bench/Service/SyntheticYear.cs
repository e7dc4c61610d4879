using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Bench.Service;

/// <summary>The twelve months of a year as reporting periods, from their opening to their evaluation reports.</summary>
internal static class SyntheticYear
{
    public const int Periods = 12;

    /// <summary>In Shanghai.</summary>
    public static DateOnly Today =>
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    /// <summary>Opens all twelve for thirty days from now, or from their end; returns their codes.</summary>
    public static async Task<IReadOnlyList<string>> OpenAsync(TargetService service, int year)
    {
        List<string> periods = [];
        for (var month = 1; month <= Periods; month++)
        {
            var (starts, today) = (new DateOnly(year, month, 1), Today);
            var ends = starts.AddMonths(1).AddDays(-1);
            periods.Add(starts.ToString("yyyy-MM", CultureInfo.InvariantCulture));
            if (starts > today || ends < today) // this month is open: SyntheticLibrary has put it
            {
                await PutAsync(
                    service, starts, starts < today ? starts : today, (ends > today ? ends : today).AddDays(30));
            }
        }

        return periods;
    }

    /// <summary>Ends the window of a period that lies in the past,
    /// and issues its report over all its ratings.</summary>
    public static async Task IssueAsync(TargetService service, string period)
    {
        var starts = DateOnly.ParseExact(period + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        await PutAsync(service, starts, starts, Today.AddDays(-1));
        JsonArray ratings = [];
        for (var after = ""; after is not null;)
        {
            var page = await service.GetAsync(
                "evaluator", $"api/v1/worklist?period={period}&limit=5000&after={Uri.EscapeDataString(after)}");
            foreach (var item in page["items"]!.AsArray().Where(i => i!["rating"] is not null))
            {
                ratings.Add((long)item!["rating"]!["index"]!);
            }

            after = (string?)page["next"];
        }

        var scheme =
            (string?)(await service.GetAsync(
                "evaluator", $"api/v1/worklist?period={period}&limit=1"))["items"]![0]!["scheme"];
        var jws = Sign(
            new JsonObject
            {
                ["type"] = "report", ["log"] = "targetmgmt.localhost/evaluation", ["period"] = period,
                ["scheme"] = scheme, ["ratings"] = ratings,
                ["summary"] = "基准测试用合成报告 (synthetic)",
                ["issuedAt"] = Jingan.TargetMgmt.Contracts.UtcText.Format(TimeProvider.System.GetUtcNow()),
            },
            await service.AssessorKeyIdAsync(), service.AssessorPem);
        await service.SendContentAsync("evaluator", HttpMethod.Post, "api/v1/evaluation-reports",
            new StringContent(jws, Encoding.UTF8, "application/jose"));
    }

    private static Task<JsonNode> PutAsync(TargetService service, DateOnly starts, DateOnly opens, DateOnly closes) =>
        service.SendAsync(
        "office", HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"api/v1/periods/{starts:yyyy-MM}"),
        new JsonObject
        {
            ["startsOn"] = Text(starts), ["endsOn"] = Text(starts.AddMonths(1).AddDays(-1)), ["opensOn"] = Text(opens),
            ["dueOn"] = Text(Earlier(closes, starts.AddMonths(2))), // not long after the period's end
            ["closesOn"] = Text(closes),
        });

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    // RFC 7515 section 7.1; ES256 signs r and s side by side, RFC 7518 section 3.4.
    private static string Sign(JsonObject claims, string keyId, string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        var signed = $"{Base64($$"""{"alg":"ES256","kid":"{{keyId}}"}""")}.{Base64(claims.ToJsonString())}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))}";
    }

    private static string Base64(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
