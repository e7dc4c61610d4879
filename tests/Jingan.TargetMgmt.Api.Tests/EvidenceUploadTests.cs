using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Large files come by parts: what is there stays there, and what is whole is checked before it is
/// evidence.</summary>
public abstract class EvidenceUploadTests(ServiceFactory service) : IDisposable
{
    public void Dispose() => service.Dispose();

    private string Folder => Path.Combine(service.Folder, "evidence");

    [Fact]
    public async Task Parts_make_a_file_that_is_evidence_once_it_is_complete()
    {
        var content = Uploading.Pdf(1, 250_000);
        var sha256 = await OpenAsync(content);
        Assert.Equal(0, (long)(await OpenedAsync(content))["offset"]!);
        var client = service.As("LSJ");
        var first = await client.SendPartAsync(sha256, 0, content[..100_000]);
        Assert.Equal((200, 100_000), (first.Status, (long)first["offset"]));
        var early = await CompleteAsync(sha256);
        Assert.Equal((409, "evidence_offset", 100_000), (early.Status, early.Code, (long)early["offset"]));
        foreach (var offset in (long[])[0, 99_999, 100_001])
        {
            var astray = await client.SendPartAsync(sha256, offset, content[100_000..]);
            Assert.Equal((409, "evidence_offset", 100_000), (astray.Status, astray.Code, (long)astray["offset"]));
        }

        Assert.Equal(100_000, (long)(await client.ReadAsync($"evidence/uploads/{sha256}"))["offset"]);
        Assert.Equal(404, (await service.As("FGW").ReadAsync($"evidence/uploads/{sha256}")).Status);
        Assert.Equal(404, (await service.As("FGW").SendPartAsync(sha256, 100_000, content[100_000..])).Status);
        Assert.Equal(404, (await client.ReadAsync($"evidence/{sha256}")).Status);

        Assert.Equal(250_000, (long)(await client.SendPartAsync(sha256, 100_000, content[100_000..]))["offset"]);
        var tried = await CompleteAsync(sha256, "?dryRun=true");
        Assert.Equal((200, null), (tried.Status, (string?)tried.Body!["receipt"]));
        var done = await CompleteAsync(sha256);
        Assert.Equal((201, sha256, "验收单", "application/pdf"),
            (done.Status, (string?)done["sha256"], (string?)done["title"], (string?)done["mediaType"]));
        Assert.Equal(content, await client.GetByteArrayAsync($"/api/v1/evidence/{sha256}", Http.Ct));
        var lost = await CompleteAsync(sha256);
        Assert.Equal((200, (long)done["receipt"]["index"]!), (lost.Status, (long)lost["receipt"]["index"]!));
        Assert.Equal(404, (await client.ReadAsync($"evidence/uploads/{sha256}")).Status);
        Assert.Single(EvidenceTests.FilesIn(Folder));
    }

    [Fact]
    public async Task What_is_not_what_was_said_is_no_evidence_and_has_to_begin_again()
    {
        var content = Uploading.Pdf(2);
        var sha256 = await OpenAsync(content);
        var client = service.As("LSJ");
        var beyond = await client.SendPartAsync(sha256, 0, [.. content, 0]);
        Assert.Equal((422, "evidence_differs"), (beyond.Status, beyond.Code));
        Assert.Equal(200, (await client.SendPartAsync(sha256, 0, Uploading.Pdf(3))).Status);
        var other = await CompleteAsync(sha256);
        Assert.Equal((422, "evidence_differs"), (other.Status, other.Code));
        Assert.Equal(404, (await CompleteAsync(sha256)).Status);
        Assert.Empty(EvidenceTests.FilesIn(Folder));
        Assert.Empty((await service.Office.ReadAsync("evidence")).Items);
    }

    [Fact]
    public async Task What_is_of_another_type_than_is_said_stays_until_the_truth_is_told()
    {
        var content = Uploading.Pdf(4);
        var sha256 = await OpenAsync(content);
        await service.As("LSJ").SendPartAsync(sha256, 0, content);
        foreach (var said in (object[])[new { mediaType = "image/png" }, new { fileName = "a.docx" }])
        {
            var refused = await service.As("LSJ").PostAsync($"evidence/uploads/{sha256}/completion", said);
            Assert.Equal((422, "evidence_type_refused"), (refused.Status, refused.Code));
        }

        var path = await service.As("LSJ").PostAsync(
            $"evidence/uploads/{sha256}/completion", new { fileName = "../a.pdf" });
        Assert.Equal((400, "/fileName"), (path.Status, path.Pointers.Single()));
        Assert.Equal(201, (await CompleteAsync(sha256)).Status);
    }

    [Fact]
    public async Task A_unit_has_so_many_open_uploads_and_each_is_of_a_length_that_is_taken()
    {
        for (var i = 0; i < 10; i++)
        {
            await OpenAsync(Uploading.Pdf(i));
        }

        var a = new string('a', 64);
        var more = await service.As("LSJ").PostAsync("evidence/uploads", new { sha256 = a, size = 1 });
        Assert.Equal((409, "evidence_uploads_open", 10), (more.Status, more.Code, more["uploads"].AsArray().Count));
        await OpenAsync(Uploading.Pdf(3)); // goes on with it
        var others = await service.As("FGW").PostAsync("evidence/uploads", new { sha256 = a, size = 1 });
        Assert.Equal(200, others.Status);
        foreach (var (size, code) in ((long, string)[])[(0, "invalid_request"), (-1, "invalid_request"),
            (201L * 1024 * 1024, "too_large")])
        {
            var refused = await service.As("FGW").PostAsync("evidence/uploads", new { sha256 = a, size });
            Assert.Equal(code, refused.Code);
        }

        var path = await service.As("FGW").PostAsync("evidence/uploads", new { sha256 = "../../x", size = 1 });
        Assert.Equal((400, "/sha256"), (path.Status, path.Pointers.Single()));
        Assert.Equal(404, (await service.As("FGW").ReadAsync("evidence/uploads/..%2F..%2Fx")).Status);
    }

    [Fact]
    public async Task What_nobody_goes_on_with_for_a_day_is_cleared()
    {
        var content = Uploading.Pdf(5);
        var sha256 = await OpenAsync(content);
        var file = Directory.GetFiles(Folder, $"{sha256}.*.part", SearchOption.AllDirectories).Single();
        File.SetLastWriteTimeUtc(file, service.Clock.GetUtcNow().AddHours(-23).UtcDateTime);
        Assert.Equal(200, (await service.As("LSJ").ReadAsync($"evidence/uploads/{sha256}")).Status);
        File.SetLastWriteTimeUtc(file, service.Clock.GetUtcNow().AddHours(-25).UtcDateTime);
        Assert.Equal(404, (await service.As("LSJ").ReadAsync($"evidence/uploads/{sha256}")).Status);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task What_breaks_off_leaves_nothing_of_a_form_and_of_a_part_what_came()
    {
        service.OnSocket();
        var content = Uploading.Pdf(6, 400_000);
        var sha256 = await OpenAsync(content);
        await SendAsync($"PATCH /api/v1/evidence/uploads/{sha256}", "application/octet-stream", 400_000,
            content[..150_000], "Upload-Offset: 0\r\n", untilStored: 150_000);
        var head = "--x\r\nContent-Disposition: form-data; name=file; filename=a.pdf\r\n\r\n"u8.ToArray();
        await SendAsync("POST /api/v1/evidence", "multipart/form-data; boundary=x", 400_200,
            [.. head, .. content[..150_000]], untilStored: 150_001);

        // The server notices a closed connection when it gets round to it.
        long offset = 0;
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            offset = (long)(await OpenedAsync(content))["offset"]!;
            if (offset == 150_000 && EvidenceTests.FilesIn(Folder).Count == 1)
            {
                break;
            }

            await Task.Delay(20, Http.Ct);
        }

        Assert.Equal((150_000, 1), (offset, EvidenceTests.FilesIn(Folder).Count));
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            var rest = await service.As("LSJ").SendPartAsync(sha256, 150_000, content[150_000..]);
            if (rest.Status == 200)
            {
                break;
            }

            Assert.Equal("evidence_offset", rest.Code); // the broken part has it for a moment
            await Task.Delay(20, Http.Ct);
        }

        Assert.Equal(201, (await CompleteAsync(sha256)).Status);
        Assert.Equal(content, await service.As("LSJ").GetByteArrayAsync($"/api/v1/evidence/{sha256}", Http.Ct));
    }

    [Fact]
    public async Task What_is_longer_than_is_taken_is_refused_by_its_announced_length()
    {
        service.OnSocket();
        var answer = await SendAsync(
            "POST /api/v1/evidence", "multipart/form-data; boundary=x", 201L * 1024 * 1024, []);
        Assert.Contains(" 413 ", answer.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("too_large", answer, StringComparison.Ordinal);
    }

    // Within what the form as a whole may have, so that its announced length does not tell.
    [Fact]
    public async Task A_file_may_be_as_long_as_is_taken_and_not_a_byte_longer()
    {
        const int Most = 100_000;
        service.Settings["Evidence:MaxBytes"] = Most.ToString(CultureInfo.InvariantCulture);
        var longer = await service.UploadAsync(Uploading.Pdf(7, Most + 1));
        Assert.Equal((413, "too_large"), (longer.Status, longer.Code));
        Assert.Empty(EvidenceTests.FilesIn(Folder));
        Assert.Equal(201, (await service.UploadAsync(Uploading.Pdf(8, Most))).Status);
        var opened = await service.As("LSJ").PostAsync(
            "evidence/uploads", new { sha256 = new string('a', 64), size = Most + 1 });
        Assert.Equal((413, "too_large"), (opened.Status, opened.Code));
    }

    // A part that does not say how long it is.
    [Fact]
    public async Task A_part_that_goes_beyond_the_end_is_refused_where_its_length_was_not_announced()
    {
        var content = Uploading.Pdf(9);
        var sha256 = await OpenAsync(content);
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/evidence/uploads/{sha256}")
        {
            Content = new StreamContent(PipeReader.Create(new ReadOnlySequence<byte>([.. content, 0])).AsStream()),
            Headers = { { "Upload-Offset", "0" } },
        };
        request.Content.Headers.ContentType = new("application/octet-stream");
        using var answer = await service.As("LSJ").SendAsync(request, Http.Ct);
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains("evidence_differs", await answer.Content.ReadAsStringAsync(Http.Ct), StringComparison.Ordinal);
    }

    // Announces more than it sends, and goes when the folder holds what it sent: what a server has not read when the
    // connection breaks is lost with it.
    private async Task<string> SendAsync(
        string line, string type, long announced, byte[] body, string header = "", long untilStored = 0)
    {
        var address = service.AddressOf("government");
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, Http.Ct);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"{line} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {service.TokenOf("LSJ")}\r\n"
            + $"Content-Type: {type}\r\n"
            + string.Create(CultureInfo.InvariantCulture, $"Content-Length: {announced}\r\n{header}\r\n")), Http.Ct);
        await stream.WriteAsync(body, Http.Ct);
        if (body.Length > 0)
        {
            for (var attempt = 0; attempt < 1500 && Stored() < untilStored; attempt++)
            {
                await Task.Delay(20, Http.Ct);
            }

            return "";
        }

        var buffer = new byte[8192];
        return Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, Http.Ct));
    }

    private long Stored() => EvidenceTests.FilesIn(Folder).Sum(file => new FileInfo(file).Length);

    private Task<Answer> OpenedAsync(byte[] content) => service.As("LSJ").PostAsync("evidence/uploads", new
    {
        sha256 = Uploading.HashOf(content), size = content.Length,
    });

    private async Task<string> OpenAsync(byte[] content)
    {
        Assert.Equal(200, (await OpenedAsync(content)).Status);
        return Uploading.HashOf(content);
    }

    private Task<Answer> CompleteAsync(string sha256, string query = "") =>
        service.As("LSJ").PostAsync($"evidence/uploads/{sha256}/completion{query}", new
        {
            title = "验收单", fileName = "验收单.pdf",
        });
}

public sealed class SqliteEvidenceUploadTests() : EvidenceUploadTests(new SqliteFactory());

public sealed class SplitEvidenceUploadTests() : EvidenceUploadTests(new SplitFactory());

public sealed class SqlServerEvidenceUploadTests() : EvidenceUploadTests(new SqlServerFactory());
