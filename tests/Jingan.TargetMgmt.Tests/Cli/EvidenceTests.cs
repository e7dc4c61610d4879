using System.Security.Cryptography;
using System.Text;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>Evidence from the command line.</summary>
public sealed class EvidenceTests
{
    private const int Part = 4 * 1024 * 1024;

    private static readonly string Digits = new('5', 2 * Part + 7);

    [Fact]
    public async Task A_small_file_goes_in_one_form_with_its_hash_and_without_its_name()
    {
        using var jtm = new Jtm();
        var path = Write(jtm, "张三的验收单.PDF", "%PDF-1.7");
        var sha256 = HashOf("%PDF-1.7");
        await using var service = await FakeService.StartAsync(
            ("POST /api/v1/evidence", 201, $$"""{"sha256":"{{sha256}}","receipt":{{FakeService.Receipt}}}"""));
        var run = (await jtm.For(service).RunAsync(
            "evidence", "add", path, "--title", "验收单", "--as-of", "2018-06-30")).MustBe(0);
        Assert.Equal($"佐证：{sha256}", run.Lines[0]);
        var sent = service.Posts.Single();
        Assert.StartsWith("multipart/form-data", sent.ContentType, StringComparison.Ordinal);
        foreach (var part in (string[])[sha256, "%PDF-1.7", "验收单", "2018-06-30", "filename=file.PDF"])
        {
            Assert.Contains(part, sent.Body, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("张三", sent.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_file_goes_by_parts_from_where_an_earlier_run_broke_off()
    {
        using var jtm = new Jtm();
        var (path, sha256) = (Write(jtm, "a.txt", Digits), HashOf(Digits));
        long offset = Part - 3; // is there already
        await using var service = await FakeService.StartAsync((seen, http) =>
        {
            offset += seen.Method == "PATCH" ? seen.Body.Length : 0;
            return seen.Path.EndsWith("/completion", StringComparison.Ordinal)
                ? FakeService.WriteAsync(http, 201, $$"""{"sha256":"{{sha256}}","receipt":{{FakeService.Receipt}}}""")
                : FakeService.WriteAsync(http, 200, $$"""{"sha256":"{{sha256}}","offset":{{offset}}}""");
        });
        (await jtm.For(service).RunAsync("evidence", "add", path, "--title", "记录")).MustBe(0);
        Assert.Equal(["POST", "PATCH", "PATCH", "POST"], service.Requests.Select(r => r.Method));
        Assert.Equal([$"{Part - 3}", $"{2 * Part - 3}"],
            service.Requests.Where(r => r.Method == "PATCH").Select(r => r.Headers["Upload-Offset"]));
        Assert.Equal(Digits.Length, offset);
        Assert.Equal($$"""{"sha256":"{{sha256}}","size":{{Digits.Length}}}""", service.Requests[0].Body);
        Assert.Equal("""{"fileName":"file.txt","title":"记录"}""", service.Requests[^1].Body);
    }

    [Fact]
    public async Task A_part_whose_answer_was_lost_is_not_sent_again()
    {
        using var jtm = new Jtm();
        var (path, sha256) = (Write(jtm, "a.txt", "0123456789"), HashOf("0123456789"));
        await using var service = await FakeService.StartAsync((seen, http) => seen.Method == "PATCH"
            ? FakeService.WriteAsync(
                http, 409, """{"title":"t","status":409,"code":"evidence_offset","detail":"d","offset":10}""")
            : FakeService.WriteAsync(http, 200, $$"""{"sha256":"{{sha256}}","offset":0,"receipt":null}"""));
        (await jtm.For(service).RunAsync("evidence", "add", path, "--parts")).MustBe(0);
        Assert.Equal(["POST", "PATCH", "POST"], service.Requests.Select(r => r.Method));
    }

    [Fact]
    public async Task Another_hash_than_the_files_is_not_believed_and_a_file_has_to_be_there()
    {
        using var jtm = new Jtm();
        await using var service = await FakeService.StartAsync(
            ("POST /api/v1/evidence", 201, $$"""{"sha256":"{{new string('a', 64)}}","receipt":null}"""));
        var run = await jtm.For(service).RunAsync("evidence", "add", Write(jtm, "a.pdf", "%PDF-1.7"));
        Assert.NotEqual(0, run.Exit);
        Assert.NotEqual(0, (await jtm.For(service).RunAsync("evidence", "add", "nowhere.pdf")).Exit);
    }

    private static string Write(Jtm jtm, string name, string text)
    {
        var path = jtm.PathOf(name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
