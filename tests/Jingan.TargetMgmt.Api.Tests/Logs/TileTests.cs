using System.Text.Json.Nodes;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Api.Tests.Logs;

/// <summary>The log as C2SP tlog-tiles asks for it, on a real socket: the paths exactly as they are sent,
/// and nothing beyond the checkpoint.</summary>
public abstract class TileTests(ServiceFactory service, TileTests.LongLog log) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => log.GrowAsync(service);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Tiles_and_bundles_have_the_root_that_was_signed()
    {
        var checkpoint = await log.Reader.CheckpointAsync();
        Assert.InRange(checkpoint.Size, 2 * Tile.FullWidth, 3 * Tile.FullWidth);
        Assert.Equal(checkpoint.Root, Assert.Single(await log.Reader.BuildAsync(TreeProof.Root(checkpoint.Size))));

        var edge = (await log.Reader.EntriesAsync(checkpoint.Size))
            .Aggregate(TreeEdge.Empty, (e, entry) => e.Append(MerkleTree.HashLeaf(entry)));
        Assert.Equal((checkpoint.Size, Convert.ToHexString(checkpoint.Root)),
            (edge.Size, Convert.ToHexString(edge.Root())));
    }

    [Fact]
    public async Task Every_tile_of_the_tree_is_there_and_every_narrower_one()
    {
        foreach (var tile in Tile.All((await log.Reader.CheckpointAsync()).Size))
        {
            var bytes = await log.Reader.GetAsync(tile.Path);
            Assert.Equal(tile.Width * MerkleTree.HashLength, bytes.Length);
            foreach (var width in (int[])[1, tile.Width - 1])
            {
                if (width > 0)
                {
                    Assert.Equal(bytes[..(width * MerkleTree.HashLength)],
                        await log.Reader.GetAsync((tile with { Width = width }).Path));
                }
            }
        }
    }

    [Fact]
    public async Task A_checkpoint_continues_every_older_one()
    {
        var newest = await log.Reader.CheckpointAsync();
        foreach (var size in log.Published)
        {
            var older = await log.Reader.CheckpointAsync($"?size={size}");
            var proof = await log.Reader.BuildAsync(TreeProof.Consistency(size, newest.Size));
            Assert.True(MerkleProof.VerifyConsistency(size, newest.Size, older.Root, newest.Root, proof));
        }
    }

    // What a tile is called is said by the specification, in one spelling only; caches and other programs rely on it.
    [Theory]
    [InlineData("tile/0/000.p/0"), InlineData("tile/0/000.p/256"), InlineData("tile/0/000.p/257"), InlineData(
        "tile/0/000.p/01"), InlineData("tile/0/000.p/+1")]
    [InlineData("tile/0/000.p/"), InlineData("tile/0/000.p"), InlineData("tile/0/000.p/1/"), InlineData(
        "tile/0/000/"), InlineData("tile/0/000.P/1")]
    [InlineData("tile/0/x000/000"), InlineData("tile/0/00/000"), InlineData("tile/0/0"), InlineData(
        "tile/0/00"), InlineData("tile/0/0000"), InlineData("tile/0/x000")]
    [InlineData("tile/00/000"), InlineData("tile/-1/000"), InlineData("tile/64/000"), InlineData(
        "tile/x/000"), InlineData("tile/0/-01"), InlineData("tile/0/"), InlineData("tile/0"), InlineData("tile")]
    [InlineData("tile%2f0/000"), InlineData("tile/0%2f000"), InlineData("tile/0/000.p%2f1"), InlineData(
        "tile/0/%30%30%30"), InlineData("tile/%30/000"), InlineData("tile//0/000")]
    [InlineData("tile/0/002"), InlineData("tile/0/003.p/1"), InlineData("tile/0/x001/000"), InlineData(
        "tile/1/000"), InlineData("tile/1/000.p/3"), InlineData("tile/1/001.p/1"), InlineData("tile/2/000.p/1")]
    [InlineData("tile/entries/000.p/0"), InlineData("tile/entries/000.p/256"), InlineData(
        "tile/entries/000.p/01"), InlineData("tile/entries/x000/000"), InlineData("tile/entries/00/000")]
    [InlineData("tile/entries/002"), InlineData("tile/entries/003.p/1"), InlineData("tile/entries%2f000"), InlineData(
        "tile/entries/000.p%2f1"), InlineData("tile/entries/"), InlineData("tile/entries")]
    public async Task No_other_spelling_and_nothing_beyond_the_checkpoint_exists(string path)
    {
        using var answer = await log.SendAsSpelledAsync(path);
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    // A program of somebody else has no token; 401 would tell it that the path might exist.
    [Theory, InlineData("tile%2f0/000"), InlineData("tile%2fentries%2f000"), InlineData("tile"), InlineData(
        "nothing"), InlineData("")]
    public async Task What_is_no_path_of_a_log_is_not_found_without_a_token_too(string path)
    {
        using var answer = await log.SendAsSpelledAsync(path, log.Anonymous);
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("tile/0/000"), InlineData("tile/0/001.p/255"), InlineData("tile/1/000.p/2"), InlineData(
        "tile/entries/000"), InlineData("tile/entries/000.p/1")]
    public async Task The_spellings_of_the_specification_exist(string path)
    {
        using var answer = await log.SendAsSpelledAsync(path);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("checkpoint", "text/plain; charset=utf-8", "max-age=1")]
    [InlineData("key", "text/plain; charset=utf-8", null)]
    [InlineData("proof/0", "text/plain; charset=utf-8", "no-cache")]
    [InlineData("add-checkpoint?old=0", "text/plain; charset=utf-8", "no-cache")]
    [InlineData("tile/0/000", "application/octet-stream", "public, max-age=31536000, immutable")]
    [InlineData("tile/0/000.p/7", "application/octet-stream", "public, max-age=31536000, immutable")]
    [InlineData("tile/entries/000", "application/octet-stream", "private, max-age=31536000, immutable")]
    [InlineData("entry/0", "application/json", "private, max-age=31536000, immutable")]
    public async Task What_may_change_is_not_kept_and_what_cannot_is_kept_for_ever(
        string path, string contentType, string? cacheControl)
    {
        using var answer = await log.Reader.AskAsync(path);
        Assert.Equal(contentType, answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(Directives(cacheControl), Directives(answer.Headers.CacheControl?.ToString()));
    }

    [Fact]
    public async Task A_tile_that_the_client_has_is_not_sent_again()
    {
        using var first = await log.Reader.AskAsync("tile/0/000");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/logs/government/tile/0/000");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await log.Client.SendAsync(request, Http.Ct);
        Assert.Equal((304, 0), ((int)second.StatusCode, (await second.Content.ReadAsByteArrayAsync(Http.Ct)).Length));
    }

    [Theory]
    [InlineData("checkpoint", 200), InlineData("key", 200), InlineData("proof/0", 200), InlineData("tile/0/000",
        200), InlineData("tile/1/000.p/2", 200), InlineData("add-checkpoint?old=0", 200)]
    [InlineData("tile/entries/000", 401), InlineData("tile/entries/000.p/1", 401), InlineData("entry/0", 401)]
    public async Task Hashes_are_public_and_entries_need_a_token(string path, int status)
    {
        using var anonymous = await log.Anonymous.GetAsync($"/logs/government/{path}", Http.Ct);
        Assert.Equal(status, (int)anonymous.StatusCode);
        foreach (var role in (string[])["office", "evaluator", "auditor", "admin", "LSJ"])
        {
            // The first 256 entries hold every unit's targets, and who has access:
            // others read their own one by one (EntryDisclosureTests).
            using var answer = await log.As(role).GetAsync($"/logs/government/{path}", Http.Ct);
            Assert.Equal((role, path) is ("LSJ" or "office", "tile/entries/000") ? 403 : 200, (int)answer.StatusCode);
        }
    }

    private static IEnumerable<string> Directives(string? header) =>
        (header ?? "").Split(", ").Order(StringComparer.Ordinal);

    /// <summary>A government log of more than two full tiles, served by Kestrel:
    /// the test server would tidy the paths up.</summary>
    public sealed class LongLog
    {
        private readonly List<long> _published = [];
        private ServiceFactory? _service;

        internal LogReader Reader { get; private set; } = null!;

        public HttpClient Client => _service!.Office;

        public HttpClient Anonymous => _service!.Anonymous;

        /// <summary>Sizes of some checkpoints.</summary>
        public IReadOnlyList<long> Published => _published;

        public HttpClient As(string name) => _service!.As(name);

        /// <summary>Before the first test; the others share it.</summary>
        public async ValueTask GrowAsync(ServiceFactory service)
        {
            if (_service is not null)
            {
                return;
            }

            _service = service.OnSocket();
            Reader = await LogReader.PinAsync(As("auditor"), "government");
            for (var size = (await Reader.CheckpointAsync()).Size; size <= 520;
            size = (await Reader.CheckpointAsync()).Size)
            {
                _published.Add(size);
                var answer = await Client.PostAsync("targets/import", new JsonArray([
                    .. Enumerable.Range(0, 100).Select(i => Target($"T-{size + i:D4}"))]).ToJsonString());
                Assert.Equal(201, answer.Status);
            }
        }

        /// <summary>Sends the path as it stands; an ordinary client would decode and shorten it first.</summary>
        internal async Task<HttpResponseMessage> SendAsSpelledAsync(string path, HttpClient? by = null)
        {
            var client = by ?? As("auditor");
            var exact = new Uri($"{client.BaseAddress!.GetLeftPart(UriPartial.Authority)}/logs/government/{path}",
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            return await client.GetAsync(exact, Http.Ct);
        }

        private static JsonNode Target(string id) => JsonNode.Parse($$"""
            {"id":"{{id}}","year":2018,"level":"departmental","field":"测试","title":"合成测试目标","nature":"binding","kind":"quantitative",
             "unitOfMeasure":"个","targetValue":10,"direction":"increase","aggregation":"cumulative","leadUnit":"LSJ","source":"合成数据 synthetic"}
            """)!;
    }
}

public sealed class SqliteTileTests(SqliteFactory service, TileTests.LongLog log)
    : TileTests(service, log), IClassFixture<SqliteFactory>, IClassFixture<TileTests.LongLog>;

public sealed class SqlServerTileTests(SharedSqlServerFactory shared, TileTests.LongLog log)
    : TileTests(shared.Service, log), IClassFixture<SharedSqlServerFactory>, IClassFixture<TileTests.LongLog>;
