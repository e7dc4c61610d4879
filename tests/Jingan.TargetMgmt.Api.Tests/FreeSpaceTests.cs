namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A disk that fills up stops the government's writes first: the evaluator rates and issues on.</summary>
public sealed class FreeSpaceTests : IAsyncLifetime
{
    private const long Megabyte = 1024 * 1024;

    private readonly SqliteFactory _service = new();

    private long _free = 100_000;

    public FreeSpaceTests() => _service.FreeBytes = _ => _free * Megabyte;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task The_evaluator_rates_and_issues_while_the_governments_writes_are_refused()
    {
        await _service.RegisterAsync();
        await _service.ReportAsync(3.1m);
        await _service.CloseAsync();
        Fill(1_023);

        foreach (var (method, url) in new[]
        {
            ("POST", "targets/JA2018-028/progress"), ("PUT", "units/LSJ"), ("POST", "evidence"),
            ("POST", "targets/import"), ("PUT", "targets/JA2018-028/drafts/2018-06"),
        })
        {
            var refused = await _service.As(url is "units/LSJ" or "targets/import" ? "office" : "LSJ")
                .SendAsync(new(method), url, null);
            Assert.Equal((url, 507, "storage_low"), (url, refused.Status, refused.Code));
            Assert.Contains("1023 MB", (string)refused["detail"]!, StringComparison.Ordinal);
        }

        Assert.Equal(200, (await _service.Office.ReadAsync("targets?year=2018")).Status);
        var claims = await _service.ClaimsAsync("JA2018-028");
        Assert.Equal(201, (await _service.RateAsync(claims)).Status);
        await _service.DrawAsync();
        Assert.Equal(201, (await _service.IssueAsync()).Status);

        var ready = await _service.Anonymous.ReadAsync("/health/ready");
        Assert.Equal((200, "storageLow"), (ready.Status, (string?)ready["status"]));
        Assert.Equal([("government", 1_023, true), ("evaluation", 1_023, false)], ready["storage"].AsArray().Select(s =>
            ((string)s!["side"]!, (int)s["freeMegabytes"]!, (bool)s["isLow"]!)));

        Fill(255);
        Assert.Equal(507, (await _service.RateAsync(claims)).Status);
        Assert.Equal(503, (await _service.Anonymous.ReadAsync("/health/ready")).Status);

        Fill(1_024);
        ready = await _service.Anonymous.ReadAsync("/health/ready");
        Assert.Equal((200, "ready"), (ready.Status, (string?)ready["status"]));
        var renamed = await _service.Office.PutAsync("units/LSJ", new { name = "绿化局", kind = "department" });
        Assert.Equal(200, renamed.Status);
    }

    // Where the bound stands is the operator's.
    [Fact]
    public async Task Each_side_has_a_bound_and_a_disk_of_its_own()
    {
        var evidence = Directory.CreateTempSubdirectory("evidence").FullName;
        _service.Settings["Evidence:Directory"] = evidence;
        _service.Settings["Limits:FreeMegabytes:Government"] = "50";
        _service.Settings["Limits:FreeMegabytes:Evaluation"] = "10";
        _service.FreeBytes = folder => (folder == evidence ? 49 : 60) * Megabyte;
        Assert.Equal(507, (await _service.SubmitAsync(Reporting.Value(1))).Status);
        var ready = await _service.Anonymous.ReadAsync("/health/ready");
        Assert.Equal([49, 60], ready["storage"].AsArray().Select(s => (int)s!["freeMegabytes"]!));
        Directory.Delete(evidence, recursive: true);
    }

    // What is mounted there is another disk than the rest of the data.
    [Fact]
    public async Task The_evidence_folder_is_looked_at_where_nobody_has_named_one()
    {
        _service.FreeBytes = folder => (Path.GetFileName(folder) == "evidence" ? 9 : 9_000) * Megabyte;
        Assert.Equal(507, (await _service.SubmitAsync(Reporting.Value(1))).Status);
        var ready = await _service.Anonymous.ReadAsync("/health/ready");
        Assert.Equal([9, 9_000], ready["storage"].AsArray().Select(s => (int)s!["freeMegabytes"]!));
    }

    [Fact]
    public async Task A_disk_that_cannot_be_asked_refuses_nothing()
    {
        _service.FreeBytes = _ => throw new IOException("no such device");
        Assert.Equal(201, (await _service.SubmitAsync(Reporting.Value(1))).Status);
        Assert.Null((await _service.Anonymous.ReadAsync("/health/ready"))["storage"]![0]!["freeMegabytes"]);
    }

    // What one cannot be asked of says nothing of the others.
    [Fact]
    public async Task Each_folder_is_asked_by_itself()
    {
        _service.FreeBytes = folder => Path.GetFileName(folder) == "evidence"
            ? 1_023 * Megabyte : throw new IOException("no such device");
        var ready = await _service.Anonymous.ReadAsync("/health/ready");
        Assert.Equal("storageLow", (string?)ready["status"]);
        Assert.Equal([1_023, (int?)null], ready["storage"].AsArray().Select(s => (int?)s!["freeMegabytes"]));
        Assert.Equal(507, (await _service.SubmitAsync(Reporting.Value(1))).Status);
    }

    [Fact]
    public async Task Files_that_are_on_their_way_have_their_room_already()
    {
        _free = 1_030;
        var (first, second) = (Uploading.Pdf(1, 4 * (int)Megabyte), Uploading.Pdf(2, 4 * (int)Megabyte));
        var release = new TaskCompletionSource();
        using var half = new HeldContent(await FormAsync(first), release.Task);
        var coming = _service.As("LSJ").SendAsync(HttpMethod.Post, "evidence", half);
        var folder = Path.Combine(_service.Folder, "evidence", "incoming");
        while (Directory.GetFiles(folder).Length == 0)
        {
            await Task.Delay(20, Http.Ct);
        }

        var refused = await _service.UploadAsync(second);
        Assert.Equal((507, "storage_low"), (refused.Status, refused.Code));
        Assert.Contains("1025 MB", (string)refused["detail"]!, StringComparison.Ordinal);
        Assert.Equal(201, (await _service.SubmitAsync(Reporting.Value(1))).Status); // small beside the bound
        Assert.Equal("ready", (string?)(await _service.Anonymous.ReadAsync("/health/ready"))["status"]);

        release.SetResult();
        Assert.Equal(201, (await coming).Status);
        Assert.Equal(201, (await _service.UploadAsync(second)).Status);
    }

    private static async Task<ByteArrayContent> FormAsync(byte[] file)
    {
        using var form = Uploading.FormOf(file, "验收单.pdf", null);
        return new(await form.ReadAsByteArrayAsync(Http.Ct)) { Headers = { ContentType = form.Headers.ContentType } };
    }

    // Announces its length, and stops halfway until it may go on.
    private sealed class HeldContent : HttpContent
    {
        private readonly ByteArrayContent _content;
        private readonly Task _release;

        public HeldContent(ByteArrayContent content, Task release)
        {
            (_content, _release) = (content, release);
            Headers.ContentType = content.Headers.ContentType;
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            var bytes = await _content.ReadAsByteArrayAsync(Http.Ct);
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), Http.Ct);
            await stream.FlushAsync(Http.Ct);
            await _release;
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2), Http.Ct);
        }

        protected override bool TryComputeLength(out long length) =>
            (length = _content.Headers.ContentLength ?? 0) > 0;
    }

    private void Fill(long free)
    {
        _free = free;
        _service.Clock.Advance(TimeSpan.FromSeconds(3));
    }
}
