using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Every route that reads a body has a bound, refuses more,
/// and answers the worst body that fits with little.</summary>
public abstract partial class BoundsTests(ServiceFactory service)
{
    private const int MostAnswer = 64 * 1024;

    private static readonly string[] MediaTypes =
    [
        "application/json", "text/csv", "application/jose", "application/x-ndjson", "text/plain",
    ];

    // The framework itself refuses another media type where it binds the body, or where a route says so:
    // before anything is read.
    private static IEnumerable<string> MediaTypesOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? MediaTypes;

    // What is read as it comes is bounded by its own option (EvidenceUploadTests).
    private IEnumerable<RouteEndpoint> Routes => service.Endpoints.Where(e =>
        (e.Metadata.GetMetadata<StreamedBody>() is null && e.Metadata.GetMetadata<AllowedRoles>() is { IsWrite: true }
            && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("DELETE") != true)
        || e.RoutePattern.RawText!.EndsWith("/preview", StringComparison.Ordinal)
        || e.RoutePattern.RawText.EndsWith("/targets/draft", StringComparison.Ordinal)
        || e.RoutePattern.RawText.EndsWith("/evidence/uploads", StringComparison.Ordinal)
        || e.RoutePattern.RawText.EndsWith("/cosignatures", StringComparison.Ordinal)
        || e.RoutePattern.RawText.EndsWith("/approvals", StringComparison.Ordinal));

    [Fact]
    public void The_table_of_bounds_names_every_route_that_reads_a_body_and_no_other() =>
        Assert.Equal(RequestLimits.ByRoute.Keys.Order(), Routes.Select(RequestLimits.NameOf).Distinct().Order());

    [Fact]
    public void The_operators_table_names_every_route_with_its_bound()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "docs", "operations.md")))
        {
            folder = folder.Parent!;
        }

        var rows = File.ReadAllLines(Path.Combine(folder.FullName, "docs", "operations.md"))
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal)).ToList();
        foreach (var route in Routes)
        {
            var path = route.RoutePattern.RawText!.Replace("/api/v1", "", StringComparison.Ordinal)
                .Replace("/government/", "/{side}/", StringComparison.Ordinal)
                    .Replace("/evaluation/", "/{side}/", StringComparison.Ordinal);
            var named =
                $"`{route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} /{path.TrimStart('/')}`";
            var bytes = RequestLimits.ByRoute[RequestLimits.NameOf(route)].Bytes;
            var bound = bytes >= RequestLimits.MaxBody ? $"{bytes / RequestLimits.MaxBody} MB" : $"{bytes / 1024} KB";
            Assert.True(
                rows.Count(r => r.Contains(named, StringComparison.Ordinal)
                    && r.Contains($"| {bound} |", StringComparison.Ordinal)) == 1, $"{named}, {bound}");
        }
    }

    [Fact]
    public async Task A_longer_body_is_refused_whether_it_announces_its_length_or_not()
    {
        foreach (var route in Routes)
        {
            var most = RequestLimits.ByRoute[RequestLimits.NameOf(route)].Bytes;
            foreach (var isChunked in (bool[])[false, true])
            {
                var answer = await SendAsync(route, new string(' ', most + 1), MediaTypesOf(route).First(), isChunked);
                Assert.Equal((route.RoutePattern.RawText, isChunked, 413, "too_large"), (route.RoutePattern.RawText,
                    isChunked, answer.Status, answer.Code));
            }
        }
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_refused_on_every_route_by_name_of_the_first()
    {
        foreach (var route in Routes)
        {
            foreach (var mediaType in MediaTypesOf(route).Where(t => !t.EndsWith(".sheet", StringComparison.Ordinal)))
            {
                var answer = await SendAsync(route, [.. "{\"目"u8, 0xB1, 0xEA, .. "\":1}"u8], mediaType);
                Assert.Equal((route.RoutePattern.RawText, 400, "invalid_request"), (route.RoutePattern.RawText,
                    answer.Status, answer.Code));
                Assert.Contains("第 6 字节", (string)answer.Body!["errors"]![""]![0]!, StringComparison.Ordinal);
            }

            Assert.Equal(
                ["/Content-Type"],
                (await SendAsync(route, Encoding.Unicode.GetBytes("{}"),
                    $"{MediaTypesOf(route).First()}; charset=utf-16")).Pointers);
        }
    }

    // Each fills its route to the last byte: with members, names, items, depth, lines or dots.
    [Fact]
    public async Task The_worst_body_that_fits_gets_a_small_refusal()
    {
        var bodies = new Dictionary<int, List<string>>();
        foreach (var route in Routes)
        {
            var most = RequestLimits.ByRoute[RequestLimits.NameOf(route)].Bytes;
            foreach (var body in bodies.TryGetValue(most, out var made) ? made : bodies[most] = [.. Worst(most)])
            {
                foreach (var mediaType in MediaTypesOf(route))
                {
                    Assert.True(body.Length <= most);
                    var answer = await SendAsync(route, body, mediaType);
                    // any text may be a report: one without a promise has an empty draft
                    if (mediaType == "text/plain" && answer.Status == 200
                        && route.RoutePattern.RawText!.EndsWith("/targets/draft", StringComparison.Ordinal))
                    {
                        Assert.Empty(answer["targets"]!.AsArray());
                        continue;
                    }

                    // every line has an answer of its own
                    var isLines = mediaType == "application/x-ndjson" && answer.Status == 207;
                    Assert.True(isLines || answer.Status is >= 400 and < 500,
                        $"{route.RoutePattern.RawText}, {mediaType}: {answer.Status}");
                    var length = (await answer.Response.Content.ReadAsByteArrayAsync(Http.Ct)).Length;
                    Assert.True(
                        length <= (isLines ? 2 * MostAnswer : MostAnswer),
                        $"{route.RoutePattern.RawText}, {mediaType}, {body[..Math.Min(body.Length, 80)]}: "
                            + $"{length} bytes");
                }
            }
        }
    }

    [Fact]
    public async Task A_report_names_no_more_nodes_than_its_target_has()
    {
        var target = (await service.Office.ReadAsync("targets?kind=milestone&limit=500")).Items
            .First(t => (string)t!["leadUnit"]! is "FGW" or "FGJ" or "RSJ" or "SWW" or "MZJ" or "WJW" or "JGW")!;
        var (id, lead, nodes) = ((string)target["id"]!, (string)target["leadUnit"]!, target["nodes"]!.AsArray().Count);
        foreach (var count in (int[])[nodes + 1, 51, 6_000])
        {
            var body = $$"""{"period":"2018-06","narrative":"x","signatory":"y","nodes":[{{string.Join(',', Enumerable.Repeat("{\"code\":\"N\"}", count))}}]}""";
            var refused = await service.As(lead).PostAsync($"targets/{id}/progress", body);
            Assert.Equal(["/nodes"], refused.Pointers);
        }
    }

    [Fact]
    public async Task An_import_tells_a_hundred_errors_and_says_what_it_left_out()
    {
        var answer = await service.Office.PostAsync(
            "targets/import", $"[{string.Join(',', Enumerable.Repeat("{\"id\":\"T-0001\"}", 2_000))}]");
        Assert.Equal((400, 100, 1_900), (answer.Status,
            answer.Body!["errors"]!.AsObject().Sum(e => e.Value!.AsArray().Count), (int)answer["unchecked"]!));
        Assert.True((int)answer["moreErrors"]! > 0);
        Assert.Equal(100, answer["rows"]!.AsArray().Count);
    }

    private static IEnumerable<string> Worst(int most)
    {
        yield return Filled("{", i => $"{(i == 0 ? "" : ",")}\"m{i}\":1", "}", most);
        yield return Filled("{\"", _ => "\u0001", "\":1}", most).Replace('\u0001', 'x');
        yield return Filled("[{}", _ => ",{}", "]", most);
        yield return Filled("[1", _ => ",1", "]", most);
        yield return Filled("", _ => "[", "", most);
        yield return Filled("", _ => "{\"a\":", "", most);
        yield return Filled("{\"a\":\"", _ => "目", "\"}", most);
        yield return Filled("", _ => "\n", "", most);
        yield return Filled("", _ => "x\n", "", most);
        yield return Filled("", _ => ".", "", most);
        yield return Filled("", _ => ",", "", most);
        yield return Filled("\"", _ => ";", "", most);
        foreach (var list in (string[])["nodes", "plan", "coUnits", "evidence", "colours", "classes", "layers",
            "flags"])
        {
            yield return Filled($$"""{"period":"2018-06","narrative":"x","signatory":"y","{{list}}":[{}""", _ => ",{}",
                "]}", most);
            yield return Filled($$"""{"period":"2018-06","narrative":"x","signatory":"y","{{list}}":["" """,
                _ => ",\"\"", "]}", most);
        }

        yield return Filled("""{"period":"2018-06","share":1,"shares":{"c":1""", i => $",\"c{i}\":1", "}}", most);
        yield return Filled("id,year,level,field,title,nature,kind,leadUnit,source\n", _ => "a,b,c,d,e,f,g,h,i\n", "",
            most);
        yield return Filled("id,year,level,field,title,nature,kind,leadUnit,source,coUnits\na,b,c,d,e,f,g,h,i,",
            _ => "a|b;", "", most);
        yield return Filled("id", i => $",c{i}", "", most);
    }

    private static string Filled(string begin, Func<int, string> part, string end, int most)
    {
        var (text, length) =
            (new StringBuilder(begin), Encoding.UTF8.GetByteCount(begin) + Encoding.UTF8.GetByteCount(end));
        for (var i = 0; ; i++)
        {
            var next = part(i);
            if ((length += Encoding.UTF8.GetByteCount(next)) > most)
            {
                return text.Append(end).ToString();
            }

            text.Append(next);
        }
    }

    private Task<Answer> SendAsync(RouteEndpoint route, string body, string mediaType, bool isChunked = false) =>
        SendAsync(route, Encoding.UTF8.GetBytes(body), mediaType, isChunked);

    private async Task<Answer> SendAsync(RouteEndpoint route, byte[] body, string mediaType, bool isChunked = false)
    {
        var path = Parameter().Replace("/" + route.RoutePattern.RawText!.TrimStart('/'), p => p.Groups[1].Value switch
        {
            "id" => "JA2018-028",
            "version" => "2018.1",
            _ => route.RoutePattern.RawText!.Contains("units", StringComparison.Ordinal) ? "LSJ" : "2018-06",
        });
        HttpContent content = isChunked ? new StreamContent(new Unmeasured(body)) : new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        var role = route.Metadata.GetMetadata<AllowedRoles>()?.Roles[0] ?? Role.Auditor;
        var method = route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single();
        return await service.As(role == Role.Reporter
            ? "LSJ"
            : role).SendAsync(new HttpMethod(method),
                path + (path.EndsWith("/preview", StringComparison.Ordinal) ? "?period=2018-06" : ""), content);
    }

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();

    // Announces no length, so that it is sent in chunks.
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}

public sealed class SqliteBoundsTests(SqliteFactory service)
    : BoundsTests(service.WithoutLimits()), IClassFixture<SqliteFactory>;
