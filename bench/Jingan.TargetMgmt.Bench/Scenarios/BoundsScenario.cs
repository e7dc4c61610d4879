using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>bounds</c>: what the worst body that fits costs the service, route by route,
/// in processor time.</summary>
internal static class BoundsScenario
{
    private const int Rounds = 20;
    private const double MostMilliseconds = 100;

    private const int Form = 16 * 1024;
    private const int Document = 128 * 1024;
    private const int Most = 1024 * 1024;

    // Method, path, who, largest body, media types: RequestLimits.ByRoute, which this program does not load.
    private static readonly (string Method, string Path, string Role, int Bytes, string[] Types)[] Routes =
    [
        ("PUT", "units/LSJ", "office", Form, [Json]), ("PUT", "periods/2018-06", "office", Form, [Json]),
        ("POST", "periods/2018-06/extensions", "office", Form, [Json]),
        ("POST", "targets", "office", Document, [Json]),
        ("POST", "targets/JA2018-028/versions", "office", Document, [Json]),
        ("POST", "targets/import", "office", Most, [Json, "text/csv"]),
        ("POST", "targets/JA2018-028/progress", "LSJ", Document, [Json]),
        ("POST", "assessors", "evaluator", Form, [Json]), ("POST", "schemes", "evaluator", Document, [Json]),
        ("POST", "schemes/2018.1/preview?period=2018-06", "evaluator", Document, [Json]),
        ("POST", "second-marks/samples", "evaluator", Form, [Json]),
        ("POST", "ratings", "evaluator", Most, ["application/jose", "application/x-ndjson"]),
        ("POST", "evaluation-reports", "evaluator", Document, ["application/jose"]),
        ("POST", "/logs/evaluation/cosignatures", "auditor", Form, ["text/plain"]),
    ];

    private const string Json = "application/json";

    // What fills a body: begin, repeated part, end.
    private static readonly (string Begin, string Part, string End)[] Fillings =
    [
        ("[{}", ",{}", "]"), ("[1", ",1", "]"), ("", "[", ""), ("{\"a\":\"", "目", "\"}"), ("", "\n", ""),
        ("", "x\n", ""), ("", ".", ""), ("\"", ";", ""), ("", "\"a\"x,", ""),
        ("""{"period":"2018-06","narrative":"x","signatory":"y","nodes":[{"code":"N"}""", ",{\"code\":\"N\"}", "]}"),
        ("""{"period":"2018-06","narrative":"x","signatory":"y","evidence":["a" """, ",\"a\"", "]}"),
        ("""{"version":"9","title":"t","isExample":true,"arithmetic":1,"colours":[{}""", ",{}", "]}"),
        ("id,year,level,field,title,nature,kind,leadUnit,source\n", "a,b,c,d,e,f,g,h,i\n", ""),
        ("id,year,level,field,title,nature,kind,leadUnit,source,coUnits\na,2018,c,d,e,f,g,h,i,", "LSJ|a;", ""),
    ];

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        using var http = new HttpClient { BaseAddress = new(service.Process.Address, "api/v1/") };
        var table = new StringBuilder(
            "| route | media type | bytes | worst, ms of processor time | longest answer, bytes |\n|---|---|---:|"
                + "---:|---:|");
        var worstOfAll = 0.0;
        foreach (var (method, path, role, bytes, types) in Routes)
        {
            foreach (var type in types)
            {
                results.Progress($"bounds: {method} {path} {type}");
                var (worst, longest) = (0.0, 0L);
                foreach (var filling in Fillings)
                {
                    var body = Filled(filling, bytes);
                    var (before, rounds) = (TimeSpan.Zero, Rounds);
                    for (var round = -3; round < rounds; round++) // three to warm up
                    {
                        before = round == 0 ? service.Process.CpuTime : before;
                        longest = Math.Max(
                            longest, await SendAsync(http, service.Token(role), method, path, body, type));
                    }

                    worst = Math.Max(worst, (service.Process.CpuTime - before).TotalMilliseconds / rounds);
                }

                worstOfAll = Math.Max(worstOfAll, worst);
                table.Append(CultureInfo.InvariantCulture,
                    $"\n| {method} {path} | {type} | {bytes:N0} | {worst:F1} | {longest:N0} |");
            }
        }

        results.Show(table.ToString());
        results.Limit("Worst body that fits, ms of processor time", worstOfAll, MostMilliseconds);
    }

    private static async Task<long> SendAsync(
        HttpClient http, string token, string method, string path, byte[] body, string type)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative))
        {
            Content = new ByteArrayContent(body),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content.Headers.ContentType = new(type);
        using var answer = await http.SendAsync(request);
        return (await answer.Content.ReadAsByteArrayAsync()).LongLength;
    }

    private static byte[] Filled((string Begin, string Part, string End) filling, int bytes)
    {
        var (begin, part, end) = (Encoding.UTF8.GetBytes(filling.Begin), Encoding.UTF8.GetBytes(filling.Part),
            Encoding.UTF8.GetBytes(filling.End));
        using var body = new MemoryStream(bytes);
        body.Write(begin);
        for (; body.Length + part.Length + end.Length <= bytes;)
        {
            body.Write(part);
        }

        body.Write(end);
        return body.ToArray();
    }
}
