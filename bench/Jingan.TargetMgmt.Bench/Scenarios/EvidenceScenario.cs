using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Service;

namespace Jingan.TargetMgmt.Bench.Scenarios;

/// <summary><c>evidence</c>: uploads of 100 MB over loopback, how fast they are answered and how much memory
/// the service needs for them; by parts of 4 MB; and 10,000 small files.</summary>
internal static class EvidenceScenario
{
    private const int Size = 100 * 1024 * 1024, Part = 4 * 1024 * 1024, Rounds = 6, Small = 10_000, AtOnce = 16;
    private const double MegabytesWanted = 100, MostGrowth = 60;

    public static async Task RunAsync(Settings settings, Results results)
    {
        await using var service = await TargetService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Process.Address, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", service.Token("LSJ"));
        var content = new byte[Size];
        RandomNumberGenerator.Fill(content);
        "%PDF-1.7\n"u8.CopyTo(content);
        await UploadAsync(http, content[..Part]); // the code is there, the folder too

        var table = new StringBuilder(
            "| 100 MB, round | MB/s | memory before, MB | most, MB | growth, MB |\n|---|---:|---:|---:|---:|");
        var (slowest, most) = (double.MaxValue, 0.0);
        for (var round = 1; round <= Rounds; round++)
        {
            var isByParts = round > Rounds / 2;
            RandomNumberGenerator.Fill(content.AsSpan(16, 64)); // another file
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
            results.Progress($"evidence: round {round}");
            service.Process.ForgetPeak();
            var before = service.Process.Memory().Now;
            var begun = TimeProvider.System.GetTimestamp();
            await (isByParts ? ByPartsAsync(service, http, content, sha256) : UploadAsync(http, content));
            var speed = Size / 1e6 / TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
            var growth = (service.Process.Memory().Peak - before) / 1e6;
            (slowest, most) = (isByParts ? slowest : Math.Min(slowest, speed), Math.Max(most, growth));
            table.Append(CultureInfo.InvariantCulture,
                $"\n| {round}, {(isByParts ? "by parts of 4 MB" : "one form")} | {speed:F0} | {before / 1e6:F0} | "
                    + $"{service.Process.Memory().Peak / 1e6:F0} | {growth:F0} |");
        }

        results.Show(table.ToString());
        results.Show(string.Create(CultureInfo.InvariantCulture,
            $"Slowest in one form: {slowest:F0} MB/s, at least {MegabytesWanted:F0} wanted: "
                + $"{(slowest >= MegabytesWanted ? "kept" : "**NOT KEPT**")}."));
        results.Limit("Growth of memory by an upload of 100 MB, MB", most, MostGrowth);
        await SmallAsync(service, http, results);
    }

    // Nothing is lost: the log grows by as many entries as files were acknowledged.
    private static async Task SmallAsync(TargetService service, HttpClient http, Results results)
    {
        results.Progress($"evidence: {Small:N0} small files");
        var before = await service.LogSizeAsync("government");
        service.Process.ForgetPeak();
        var memory = service.Process.Memory().Now;
        var begun = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Small), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, _) => await UploadAsync(http, Encoding.UTF8.GetBytes($"%PDF-1.7 number {i}")));
        var seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        results.Show(string.Create(CultureInfo.InvariantCulture,
            $"{Small:N0} small files, {AtOnce} at once: {Small / seconds:F0}/s, memory grew by "
                + $"{(service.Process.Memory().Peak - memory) / 1e6:F0} MB."));
        results.Compare("government", await service.LogSizeAsync("government") - before, Small);
    }

    private static async Task UploadAsync(HttpClient http, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", "a.pdf" } };
        using var answer = await http.PostAsync(new Uri("api/v1/evidence", UriKind.Relative), form);
        await SucceedAsync(answer);
    }

    private static async Task ByPartsAsync(TargetService service, HttpClient http, byte[] content, string sha256)
    {
        await service.SendAsync("LSJ", HttpMethod.Post, "api/v1/evidence/uploads", new System.Text.Json.Nodes.JsonObject
        {
            ["sha256"] = sha256, ["size"] = content.Length,
        });
        for (var offset = 0; offset < content.Length; offset += Part)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Patch, new Uri($"api/v1/evidence/uploads/{sha256}", UriKind.Relative))
            {
                Content = new ByteArrayContent(content, offset, Math.Min(Part, content.Length - offset)),
            };
            request.Content.Headers.ContentType = new("application/octet-stream");
            request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
            using var answer = await http.SendAsync(request);
            await SucceedAsync(answer);
        }

        await service.SendAsync(
            "LSJ", HttpMethod.Post, $"api/v1/evidence/uploads/{sha256}/completion",
            new System.Text.Json.Nodes.JsonObject { ["fileName"] = "a.pdf" });
    }

    private static async Task SucceedAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }
}
