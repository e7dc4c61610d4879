using System.Text;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>People who sign in at an identity provider: it says who they are, the file of people says what they may do.
/// </summary>
public sealed class OidcTests : IAsyncLifetime
{
    private const string Wang = "wang.wu";

    private readonly SqliteFactory service = new();
    private TestProvider provider = null!;

    private string People => Path.Combine(service.Folder, AccessPeopleFile.FileName);

    public async ValueTask InitializeAsync()
    {
        provider = await TestProvider.StartAsync();
        service.Settings["Access:Oidc:Authority"] = provider.Authority;
        service.Settings["Access:Oidc:Audience"] = TestProvider.Audience;
        service.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        AccessPeopleFile.Write(People, [Line(Wang, "王五", Role.Reporter, "LSJ")]);
    }

    public async ValueTask DisposeAsync()
    {
        service.Dispose();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task A_person_is_who_the_provider_says_and_may_what_the_file_says()
    {
        var me = await As(provider.TokenOf(Wang, t =>
        {
            t.Claims["role"] = "admin";
            t.Claims["name"] = "管理员";
            t.Claims["unit"] = "FGW";
        })).ReadAsync("me");
        Assert.Equal((200, "王五", "reporter", "LSJ"),
            (me.Status, (string?)me["name"], (string?)me["role"], (string?)me["unit"]));
        Assert.True(string.CompareOrdinal((string)me["expires"]!, "2098") < 0); // no longer than the provider's token
        Assert.Equal(403, (await As(provider.TokenOf(Wang)).ReadAsync("worklist?period=2018-06")).Status);
    }

    [Fact]
    public async Task A_token_that_the_provider_itself_has_issued_counts()
    {
        using var http = new HttpClient();
        var answer = await http.PostAsync(provider.Authority + "token", new FormUrlEncodedContent([
            new("grant_type", "client_credentials"), new("client_id", Wang), new("client_secret", "none")]), Http.Ct);
        var issued = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Http.Ct))!;
        var me = await As((string)issued["access_token"]!).ReadAsync("me");
        Assert.Equal((200, "王五"), (me.Status, (string?)me["name"]));
    }

    /// <summary>What is wrong with a token, and nothing else of it.</summary>
    public static TheoryData<string> Faults =>
    [
        "over", "not yet", "without an end", "for another service", "for nobody", "another issuer", "no issuer",
        "another key", "the key's text as a secret", "an algorithm that is not taken", "unsigned", "of another kind",
        "a key in its own header", "nobody", "an empty subject", "two subjects", "altered", "cut short",
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_token_with_something_wrong_is_nobodys(string fault)
    {
        var answer = await As(Faulty(fault)).ReadAsync("targets");
        Assert.Equal((401, "unauthenticated"), (answer.Status, answer.Code));
        Assert.Equal(200, (await As(provider.TokenOf(Wang)).ReadAsync("targets")).Status);
    }

    [Fact]
    public async Task Clocks_may_differ_by_a_minute()
    {
        Assert.Equal(200, (await As(Until(-30)).ReadAsync("me")).Status);
        Assert.Equal(401, (await As(Until(-90)).ReadAsync("me")).Status);
    }

    [Fact]
    public async Task Who_is_not_in_the_file_learns_what_to_ask_for()
    {
        var answer = await As(provider.TokenOf("li.si")).ReadAsync("targets");
        Assert.Equal((401, "person_unknown", "li.si"), (answer.Status, answer.Code, (string?)answer["subject"]));
        Assert.Equal(401, (await As(provider.TokenOf("WANG.WU")).ReadAsync("targets")).Status);
    }

    [Fact]
    public async Task A_line_that_is_taken_away_or_over_counts_from_the_next_request_on()
    {
        var client = As(provider.TokenOf(Wang));
        Assert.Equal(200, (await client.ReadAsync("targets")).Status);
        AccessPeopleFile.Write(People, [Line(Wang, "王五", Role.Reporter, "LSJ") with { Until = "2020-12-31" }]);
        Assert.Equal((401, "token_expired"), Of(await client.ReadAsync("targets")));
        AccessPeopleFile.Write(People, []);
        Assert.Equal((401, "person_unknown"), Of(await client.ReadAsync("targets")));
    }

    [Fact]
    public async Task One_person_has_one_line_and_one_holder_one_role_in_both_files_together()
    {
        AccessPeopleFile.Write(People,
        [
            Line("a", "甲", Role.Auditor), Line("a", "甲二", Role.Auditor), // one subject twice
            Line("b", "乙", Role.Auditor), Line("c", "乙", Role.Admin), // one holder, two roles
            Line("d", Role.Office, Role.Auditor), // the name of a token of another role
            Line("e", "office", Role.Office), // and of the same one
            Line("f", "戊", "emperor"), Line("g", "己", Role.Reporter),
            Line("h", "庚", Role.Auditor) with { Until = "soon" },
            Line(Wang, "王五", Role.Reporter, "LSJ"),
        ]);
        foreach (var refused in (string[])["a", "b", "c", "d", "e", "f", "g", "h"])
        {
            Assert.Equal(401, (await As(provider.TokenOf(refused)).ReadAsync("targets")).Status);
        }

        Assert.Equal(200, (await As(provider.TokenOf(Wang)).ReadAsync("targets")).Status);
    }

    [Fact]
    public async Task A_person_is_on_record_before_it_counts_and_nobody_reads_the_subject_there()
    {
        Assert.Equal(200, (await As(provider.TokenOf(Wang)).ReadAsync("targets")).Status);
        var items = (await service.As("auditor").ReadAsync("/logs/government/access?limit=500")).Items;
        var item = items.Single(i => (string?)i!["name"] == "王五")!;
        Assert.Equal(Line(Wang, "王五", Role.Reporter, "LSJ").ToAccess(provider.Authority).Fingerprint,
            (string?)item["fingerprint"]);
        var entry = await service.As("auditor").ReadAsync($"/logs/government/entry/{item["index"]}");
        Assert.DoesNotContain(Wang, entry.Body!.ToJsonString(), StringComparison.Ordinal);
    }

    // It may come back, and an evaluator's new term would need another approval.
    [Fact]
    public async Task While_the_file_of_people_is_gone_nobodys_access_is_ended_in_the_log()
    {
        var person = As(provider.TokenOf(Wang));
        Assert.Equal(200, (await person.ReadAsync("targets")).Status);
        File.Move(People, People + ".away");
        Assert.Equal((401, "person_unknown"), Of(await person.ReadAsync("targets")));
        service.Leave("FGW"); // the other file goes on
        Assert.Equal(200, (await service.Office.ReadAsync("targets")).Status);
        File.Move(People + ".away", People);
        Assert.Equal(200, (await person.ReadAsync("targets")).Status);
        var items = (await service.As("auditor").ReadAsync("/logs/government/access?limit=500")).Items;
        Assert.Equal("inForce", (string?)items.Single(i => (string?)i!["name"] == "王五")!["state"]);
        Assert.Equal("ended", (string?)items.Single(i => (string?)i!["name"] == "FGW")!["state"]);
    }

    [Fact]
    public async Task An_evaluator_who_signs_in_waits_for_an_assessors_key_like_one_with_a_token()
    {
        await service.RegisterAsync();
        AccessPeopleFile.Write(People, [Line("firm", "评估员甲", Role.Evaluator)]);
        Assert.Equal((401, "access_not_approved"),
            Of(await As(provider.TokenOf("firm")).ReadAsync("worklist?period=2018-06")));
    }

    [Fact]
    public async Task A_key_that_the_provider_exchanges_is_known_with_the_next_request()
    {
        var before = provider.TokenOf(Wang);
        Assert.Equal(200, (await As(before).ReadAsync("me")).Status);
        await provider.RotateAsync();
        Assert.Equal(200, (await As(provider.TokenOf(Wang)).ReadAsync("me")).Status);
    }

    [Fact]
    public async Task All_who_come_with_a_key_that_is_being_fetched_are_taken()
    {
        Assert.Equal(200, (await As(provider.TokenOf(Wang)).ReadAsync("me")).Status);
        await provider.RotateAsync();
        var token = provider.TokenOf(Wang);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => As(token).ReadAsync("me")));
        Assert.Equal(Enumerable.Repeat(200, 8), answers.Select(a => a.Status));
    }

    // Its keys are another's, whatever address they were found at.
    [Fact]
    public async Task A_provider_that_calls_itself_otherwise_vouches_for_nobody()
    {
        provider.CallsItself = new("https://id.example.org/");
        using var http = new HttpClient();
        Assert.Contains(
            "\"https://id.example.org/\"",
            await http.GetStringAsync(provider.Authority + ".well-known/openid-configuration", Http.Ct),
            StringComparison.Ordinal);
        Assert.Equal((503, "sign_in_unavailable"), Of(await As(provider.TokenOf(Wang)).ReadAsync("targets")));
        Assert.Equal(200, (await service.Office.ReadAsync("targets")).Status);
    }

    [Fact]
    public async Task The_text_that_a_line_is_hashed_from_is_no_token()
    {
        var line = Line(Wang, "王五", Role.Reporter, "LSJ");
        foreach (var guess in (string[])[$"person\n{provider.Authority}\n{Wang}\n{line.Salt}", Wang, line.Salt!])
        {
            using var client = service.Anonymous;
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + guess.Replace('\n', ' '));
            Assert.Equal(401, (await client.ReadAsync("targets")).Status);
        }
    }

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);

    private static AccessPerson Line(string subject, string name, string role, string? unit = null) =>
        new(subject, name, role, unit, "2098-12-31", Salt: "0123");

    private HttpClient As(string token)
    {
        var client = service.Anonymous;
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    private string Until(int seconds) => provider.TokenOf(Wang, t =>
    {
        t.NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1);
        t.Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(seconds);
    });

    private string Faulty(string fault) => fault switch
    {
        "over" => Until(-90),
        "not yet" => provider.TokenOf(
            Wang, t => t.NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5)),
        "without an end" => provider.TokenOf(Wang, t => t.Expires = null),
        "for another service" => provider.TokenOf(Wang, t => t.Audience = "another"),
        "for nobody" => provider.TokenOf(Wang, t => t.Audience = null),
        "another issuer" => provider.TokenOf(Wang, t => t.Issuer = "http://127.0.0.1:1/"),
        "no issuer" => provider.TokenOf(Wang, t => t.Issuer = null),
        "another key" => provider.TokenOf(Wang, t => t.SigningCredentials = new(
            new RsaSecurityKey(TestProvider.NewKey().Rsa) { KeyId = provider.Key.KeyId },
            SecurityAlgorithms.RsaSha256)),
        "a key in its own header" => provider.TokenOf(Wang, t =>
        {
            var own = TestProvider.NewKey();
            own.KeyId = provider.Key.KeyId;
            t.SigningCredentials = new(own, SecurityAlgorithms.RsaSha256);
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new(own.Rsa.ExportParameters(false)));
            t.AdditionalHeaderClaims = new Dictionary<string, object>
            {
                ["jwk"] = new Dictionary<string, object> { ["kty"] = key.Kty, ["n"] = key.N, ["e"] = key.E },
                ["jku"] = "http://127.0.0.1:1/keys",
            };
        }),
        "the key's text as a secret" => provider.TokenOf(Wang, t => t.SigningCredentials = new(new SymmetricSecurityKey(
            Encoding.ASCII.GetBytes(provider.Key.Rsa.ExportSubjectPublicKeyInfoPem()))
        { KeyId = provider.Key.KeyId },
            SecurityAlgorithms.HmacSha256)),
        "an algorithm that is not taken" => provider.TokenOf(Wang, t => t.SigningCredentials = new(
            provider.Key, SecurityAlgorithms.RsaSha384)),
        "unsigned" => provider.TokenOf(Wang, t => t.SigningCredentials = null),
        "of another kind" => provider.TokenOf(Wang, t => t.TokenType = "logout+jwt"),
        "nobody" => provider.TokenOf(Wang, t => t.Claims = new Dictionary<string, object>()),
        "an empty subject" => provider.TokenOf(""),
        "two subjects" => provider.TokenOf(Wang, t => t.Claims["sub"] = new[] { Wang, "li.si" }),
        "altered" => provider.TokenOf("li.si").Split('.') is [var head, _, var signature]
            ? $"{head}.{provider.TokenOf(Wang).Split('.')[1]}.{signature}"
            : "",
        _ => provider.TokenOf(Wang)[..^20],
    };
}
