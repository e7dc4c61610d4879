using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A unit uploads files, its reports name them, and who may read the report gets them as they came.</summary>
public abstract class EvidenceTests(ServiceFactory service) : IDisposable
{
    internal static readonly string[] People = ["office", "LSJ", "evaluator", "auditor", "admin"];

    public void Dispose() => service.Dispose();

    private string Folder => Path.Combine(service.Folder, "evidence");

    [Fact]
    public async Task A_file_comes_back_as_it_was_sent_to_whoever_may_read_the_report_that_names_it()
    {
        var content = Uploading.Pdf(1, 300_000);
        var sha256 = Uploading.HashOf(content);
        var uploaded = await service.UploadAsync(
            content, fields: [("title", " 中兴绿地/验收单 "), ("asOf", "2018-06-30"), ("sha256", sha256), ("size", "300000")]);
        Assert.Equal((201, sha256, "LSJ", "application/pdf", "中兴绿地/验收单", "2018-06-30", 300_000),
            (uploaded.Status, (string?)uploaded["sha256"], (string?)uploaded["unit"], (string?)uploaded["mediaType"],
                (string?)uploaded["title"], (string?)uploaded["asOf"], (long)uploaded["size"]));
        Assert.Equal($"/api/v1/evidence/{sha256}", uploaded.Response.Headers.Location!.ToString());

        // Nobody names it yet: the unit's own, and the evaluator's.
        foreach (var caller in (string[])["office", "LSJ", "FGW", "evaluator", "auditor"])
        {
            using var early = await DownloadAsync(caller, sha256);
            Assert.Equal((caller, caller is "LSJ" or "evaluator" ? 200 : 404), (caller, (int)early.StatusCode));
        }

        var report = await service.SubmitAsync(Uploading.Report(sha256));
        Assert.Equal((201, 0), (report.Status, report["warnings"].AsArray().Count));
        foreach (var caller in People)
        {
            using var answer = await DownloadAsync(caller, sha256);
            Assert.Equal((caller, HttpStatusCode.OK), (caller, answer.StatusCode));
            Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync(Http.Ct));
            Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.ToString());
            Assert.Equal("中兴绿地_验收单.pdf", answer.Content.Headers.ContentDisposition!.FileNameStar);
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition.DispositionType);
            Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"],
                answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Equal([$"sha-256=:{Convert.ToBase64String(Convert.FromHexString(sha256))}:"],
                answer.Headers.GetValues("Repr-Digest"));
            Assert.Equal("no-store, private", answer.Headers.CacheControl!.ToString());
            Assert.Equal($"\"{sha256}\"", answer.Headers.ETag!.Tag);
        }

        using var hidden = await DownloadAsync("FGW", sha256);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Fact]
    public async Task A_part_of_a_file_can_be_asked_for_and_what_is_known_is_not_sent_again()
    {
        var content = Uploading.Pdf(2, 10_000);
        var sha256 = (string)(await service.UploadAsync(content))["sha256"]!;
        using var part = await DownloadAsync("LSJ", sha256, r => r.Headers.Range = new RangeHeaderValue(100, 199));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(content[100..200], await part.Content.ReadAsByteArrayAsync(Http.Ct));
        Assert.Equal("bytes 100-199/10000", part.Content.Headers.ContentRange!.ToString());
        using var beyond = await DownloadAsync(
            "LSJ", sha256, r => r.Headers.Range = new RangeHeaderValue(10_000, null));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        using var known = await DownloadAsync("LSJ", sha256, r => r.Headers.IfNoneMatch.Add(new($"\"{sha256}\"")));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task The_same_content_again_is_the_same_evidence_and_anothers_is_the_others_own()
    {
        var content = Uploading.Pdf(3);
        var first = await service.UploadAsync(content, key: "once", fields: ("title", "甲"));
        var repeated = await service.UploadAsync(content, key: "once", fields: ("title", "甲"));
        Assert.Equal(first.Body!.ToJsonString(), repeated.Body!.ToJsonString());
        var other = await service.UploadAsync(Uploading.Pdf(4), key: "once", fields: ("title", "甲"));
        Assert.Equal((409, "idempotency_conflict"), (other.Status, other.Code));
        var again = await service.UploadAsync(content, name: "改名.pdf", fields: ("title", "乙"));
        Assert.Equal((200, "甲", (long)first["receipt"]["index"]!),
            (again.Status, (string?)again["title"], (long)again["receipt"]["index"]!));

        var others = await service.UploadAsync(content, "FGW");
        Assert.Equal((201, "FGW"), (others.Status, (string?)others["unit"]));
        Assert.Null(others.Body!["title"]);
        Assert.Single((await service.As("FGW").ReadAsync("evidence")).Items);
        Assert.Equal(["LSJ", "FGW"],
            (await service.Office.ReadAsync("evidence")).Items.Select(e => (string)e!["unit"]!));
        using var download = await DownloadAsync("FGW", (string)first["sha256"]!);
        Assert.DoesNotContain(
            "甲", download.Content.Headers.ContentDisposition!.FileNameStar!, StringComparison.Ordinal);
        Assert.Single(FilesIn(Folder));
    }

    [Fact]
    public async Task What_is_tried_only_leaves_nothing()
    {
        var before = await service.SizesAsync();
        var tried = await service.UploadAsync(Uploading.Pdf(5), query: "?dryRun=true");
        Assert.Equal((200, null), (tried.Status, (string?)tried.Body!["receipt"]));
        Assert.Equal(before, await service.SizesAsync());
        Assert.Empty(FilesIn(Folder));
    }

    public static TheoryData<string, string?, string?, string?, string> Lies => new()
    {
        { "sha256", new string('a', 64), null, null, "422 evidence_differs" },
        { "size", "1999", null, null, "422 evidence_differs" },
        { "sha256", new string('A', 64), null, null, "400 invalid_request /sha256" },
        { "size", "many", null, null, "400 invalid_request /size" },
        { "asOf", "2018-02-30", null, null, "400 invalid_request /asOf" },
        { "asOf", "2018-07-03", null, null, "400 invalid_request /asOf" },
        { "title", new string('长', 201), null, null, "400 invalid_request /title" },
        { "title", "看\u202e不见", null, null, "400 invalid_request /title" },
        { "owner", "LSJ", null, null, "400 invalid_request /owner" },
        { "title", "一", "image/png", null, "422 evidence_type_refused" },
        { "title", "一", "text/html", null, "422 evidence_type_refused" },
        { "title", "一", null, "验收单.docx", "422 evidence_type_refused" },
        { "title", "一", null, "../验收单.pdf", "400 invalid_request /file" },
        { "title", "一", null, "C:\\验收单.pdf", "400 invalid_request /file" },
        { "title", "一", null, "验\u0007收单.pdf", "400 invalid_request /file" },
        { "title", "一", null, "..", "400 invalid_request /file" },
        { "title", "一", "application/octet-stream", "验收单.dat", "201 " },
        { "title", "一", null, null, "201 " },
    };

    [Theory, MemberData(nameof(Lies))]
    public async Task What_is_said_of_a_file_has_to_be_true(
        string field, string? text, string? type, string? name, string expected)
    {
        var before = await service.SizesAsync();
        var answer = await service.UploadAsync(
            Uploading.Pdf(6), name: name ?? "验收单.pdf", type: type, fields: (field, text!));
        var isTaken = answer.Status == 201;
        Assert.Equal(expected, $"{answer.Status} {answer.Code}"
            + (answer.Code == "invalid_request" ? " " + answer.Pointers.Single() : ""));
        Assert.Equal(isTaken ? 1 : 0, FilesIn(Folder).Count);
        Assert.Equal(isTaken, before != await service.SizesAsync());
    }

    [Fact]
    public async Task What_is_of_no_type_that_is_taken_is_refused_with_those_that_are()
    {
        foreach (var content in (byte[][])["MZ\u0090\0program"u8.ToArray(), [0, 1, 2, 3], "PK\x03\x04"u8.ToArray(),
            Encoding.Unicode.GetBytes("文本"), Encoding.GetEncoding("iso-8859-1").GetBytes("Grüße")])
        {
            var answer = await service.UploadAsync(content, name: "文件");
            Assert.Equal((422, "evidence_type_refused"), (answer.Status, answer.Code));
            Assert.Contains("application/pdf", answer["taken"].AsArray().Select(t => (string)t!));
        }

        var empty = await service.UploadAsync([]);
        Assert.Equal((400, "/file"), (empty.Status, empty.Pointers.Single()));
        Assert.Empty(FilesIn(Folder));
    }

    [Fact]
    public async Task A_form_that_is_none_is_refused()
    {
        var client = service.As("LSJ");
        Assert.Equal("unsupported_media_type", (await client.PostAsync("evidence", new { file = "x" })).Code);
        using var without = new MultipartFormDataContent { { new StringContent("标题"), "title" } };
        Assert.Equal(["/file"], (await client.SendAsync(HttpMethod.Post, "evidence", without)).Pointers);
        using var twice = Uploading.FormOf(Uploading.Pdf(1), "a.pdf", null);
        twice.Add(new ByteArrayContent(Uploading.Pdf(2)), "file", "b.pdf");
        Assert.Equal(["/file"], (await client.SendAsync(HttpMethod.Post, "evidence", twice)).Pointers);
        using var cut = new ByteArrayContent(
            "--x\r\nContent-Disposition: form-data; name=file; filename=a.pdf\r\n\r\n%PDF-1.7 cut"u8.ToArray());
        cut.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        var answer = await client.SendAsync(HttpMethod.Post, "evidence", cut);
        Assert.Equal((400, "evidence_incomplete"), (answer.Status, answer.Code));
        Assert.Empty(FilesIn(Folder));
    }

    [Fact]
    public async Task A_report_that_names_what_is_not_here_or_was_used_elsewhere_is_taken_and_flagged()
    {
        var absent = new string('b', 64);
        var flagged = await service.SubmitAsync(Uploading.Report(absent, absent));
        Assert.Equal((201, "evidenceNotHere", absent), (flagged.Status, Code(flagged), Now(flagged)));

        var (first, second) = ((string)(await service.UploadAsync(Uploading.Pdf(7)))["sha256"]!,
            (string)(await service.UploadAsync(Uploading.Pdf(8)))["sha256"]!);
        Assert.Empty((await service.SubmitAsync(Uploading.Report(first)))["warnings"].AsArray());
        Assert.Empty((await service.SubmitAsync(Uploading.Report(first)))["warnings"].AsArray()); // its own target
        var reused = await service.SubmitAsync(Uploading.Report(second, first), "JA2018-041");
        Assert.Equal((201, "evidenceReused", first, "JA2018-028 2018-06"), (reused.Status, Code(reused), Now(reused),
            (string?)reused["warnings"][0]!["before"]));

        var item = (await service.Evaluator.ReadAsync("worklist?period=2018-06&target=JA2018-041")).Items.Single()!;
        Assert.Equal("evidenceReused", (string?)item["facts"]!["report"]!["warnings"]!.AsArray().Single()!["code"]);
    }

    [Fact]
    public async Task A_report_says_where_to_look_in_its_evidence()
    {
        var sha256 = (string)(await service.UploadAsync(Uploading.Pdf(9)))["sha256"]!;
        var notes = new[] { new { sha256, page = "3-5", title = "验收结论", asOf = "2018-06-30" } };
        object Report(object said, params string[] evidence) => new
        {
            period = "2018-06", value = 1m, narrative = "按计划推进", signatory = "负责人", evidence, evidenceNotes = said,
        };
        var taken = await service.SubmitAsync(Report(notes, sha256));
        Assert.Equal((201, "3-5"), (taken.Status, (string?)taken["evidenceNotes"][0]!["page"]));
        var other = await service.SubmitAsync(Report(notes, new string('c', 64)));
        Assert.Equal((400, "/evidenceNotes/0/sha256"), (other.Status, other.Pointers.Single()));
        var item = (await service.Evaluator.ReadAsync("worklist?period=2018-06&target=JA2018-028")).Items.Single()!;
        Assert.Equal("验收结论", (string?)item["facts"]!["report"]!["evidenceNotes"]![0]!["title"]);
        var entry = await service.Office.GetStringAsync($"/logs/government/entry/{taken["receipt"]["index"]}", Http.Ct);
        Assert.EndsWith($$"""
            ,"evidenceNotes":[{"sha256":"{{sha256}}","page":"3-5","title":"验收结论","asOf":"2018-06-30"}],"confirmation":"named"}
            """.Trim(), entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_tells_what_was_uploaded_where_it_is_used_and_hides_what_its_reader_may_not_read()
    {
        var own = (string)(await service.UploadAsync(Uploading.Pdf(10)))["sha256"]!;
        var others = (string)(await service.UploadAsync(Uploading.Pdf(11), "FGW"))["sha256"]!;
        await service.SubmitAsync(Uploading.Report(own));
        await service.SubmitAsync(Uploading.Report(own));
        await service.SubmitAsync(Uploading.Report(others), "JA2018-003", "FGW");

        var listed = (await service.Office.ReadAsync("evidence")).Items;
        Assert.Equal([own, others], listed.Select(e => (string)e!["sha256"]!));
        var use = Assert.Single(listed[0]!["uses"]!.AsArray())!;
        Assert.Equal(("JA2018-028", "2018-06", "LSJ", 2),
            ((string?)use["targetId"], (string?)use["period"], (string?)use["unit"], (int)use["revision"]!));
        Assert.Equal([own], (await service.As("LSJ").ReadAsync("evidence")).Items.Select(e => (string)e!["sha256"]!));
        Assert.Empty((await service.As("LSJ").ReadAsync("evidence?target=JA2018-003")).Items);
        Assert.Equal([others], (await service.Evaluator.ReadAsync("evidence?target=JA2018-003&period=2018-06")).Items
            .Select(e => (string)e!["sha256"]!));
        Assert.Empty((await service.Evaluator.ReadAsync("evidence?period=2018-05")).Items);
        var page = await service.Office.ReadAsync("evidence?limit=1");
        Assert.Equal(own, (string?)page.Items.Single()!["sha256"]);
        Assert.Equal(others, (string?)(await service.Office.ReadAsync($"evidence?limit=1&after={page["next"]}"))
            .Items.Single()!["sha256"]);
    }

    [Fact]
    public async Task Naming_anothers_file_by_its_hash_opens_it_to_nobody_but_those_who_read_all_reports()
    {
        var sha256 = (string)(await service.UploadAsync(Uploading.Pdf(12)))["sha256"]!;
        Assert.Equal(201, (await service.SubmitAsync(Uploading.Report(sha256), "JA2018-003", "FGW")).Status);
        using var guessed = await DownloadAsync("FGW", sha256);
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
        using var office = await DownloadAsync("office", sha256);
        Assert.Equal(HttpStatusCode.OK, office.StatusCode);
    }

    // JGW has a part in JA2018-003, which FGW leads: it reads the file, not what FGW calls it.
    [Fact]
    public async Task Who_reads_anothers_file_is_not_told_its_title()
    {
        var sha256 = (string)(await service.UploadAsync(Uploading.Pdf(16), "FGW", fields: ("title", "内部")))["sha256"]!;
        Assert.Equal(201, (await service.SubmitAsync(Uploading.Report(sha256), "JA2018-003", "FGW")).Status);
        using var read = await DownloadAsync("JGW", sha256);
        Assert.Equal((HttpStatusCode.OK, $"{sha256[..16]}.pdf"),
            (read.StatusCode, read.Content.Headers.ContentDisposition!.FileName));
    }

    [Fact]
    public async Task Many_at_once_are_all_there_and_of_the_same_one_entry()
    {
        var same = Uploading.Pdf(15);
        var answers = await Task.WhenAll(Enumerable.Range(100, 40)
            .Select(i => service.UploadAsync(i % 2 == 0 ? same : Uploading.Pdf(i))));
        Assert.All(answers, a => Assert.Contains(a.Status, (int[])[200, 201]));
        Assert.Equal(21, answers.Count(a => a.Status == 201));
        Assert.Equal(21, FilesIn(Folder).Count);
        Assert.Equal(21, (await service.Office.ReadAsync("evidence")).Items.Count);
    }

    internal static IReadOnlyList<string> FilesIn(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];

    private async Task<HttpResponseMessage> DownloadAsync(
        string caller, string sha256, Action<HttpRequestMessage>? with = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/evidence/{sha256}");
        with?.Invoke(request);
        return await service.As(caller).SendAsync(request, Http.Ct);
    }

    private static string? Code(Answer report) => (string?)report["warnings"].AsArray().Single()!["code"];

    private static string? Now(Answer report) => (string?)report["warnings"].AsArray().Single()!["now"];
}

public sealed class SqliteEvidenceTests() : EvidenceTests(new SqliteFactory());

public sealed class SplitEvidenceTests() : EvidenceTests(new SplitFactory());

public sealed class SqlServerEvidenceTests() : EvidenceTests(new SqlServerFactory());
