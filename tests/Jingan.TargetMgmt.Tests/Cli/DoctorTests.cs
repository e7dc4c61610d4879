using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Assets;
using Jingan.TransparencyLog;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary><c>jtm doctor</c>: one thing broken, one complaint.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task Of_an_installation_that_is_well_nothing_is_said_but_that()
    {
        await using var well = await DoctorCase.MakeAsync();
        var run = (await well.RunAsync("--lang", "en")).MustBe(0);
        Assert.All(run.Lines, l => Assert.StartsWith("ok", l, StringComparison.Ordinal));
        foreach (var check in (string[])["configuration", "key.government", "published.evaluation", "schema.government",
            "log.evaluation", "wal.government", "disk", "clock", "modes", "tokens", "witnesses.evaluation", "holidays",
            "tls", "service", "version"])
        {
            Assert.Contains(run.Lines, l => l.StartsWith($"ok  {check}  ", StringComparison.Ordinal));
        }
    }

    /// <summary>What somebody breaks, and what the doctor says then: those checks and no other.</summary>
    private static readonly Dictionary<string, (Action<DoctorCase> Break, string[] Says)> Damages = new()
    {
        ["no origin"] = (c => c.Configure(s => s["Government"]!["Log"]!["Origin"] = ""), ["key.government fault"]),
        ["key of another log"] = (c => c.Configure(s => s["Evaluation"]!["Log"]!["Origin"] = "elsewhere.example/e"),
            ["key.evaluation fault"]),
        ["key lost"] = (c => File.Delete(c.Setup.PathOf("data/keys/government-log.pem")), ["key.government fault"]),
        ["another key was published"] = (c => c.Options = ["--vkey",
            NoteSigner.NewEd25519("targets.example.gov.cn/evaluation").VerifierKey.ToString()],
            ["published.evaluation fault"]),
        ["the key of another log was given"] = (c => c.Options = ["--vkey",
            NoteSigner.NewEd25519("elsewhere.example/evaluation").VerifierKey.ToString()], ["published warn"]),
        ["the service signs with another key"] = (c => c.Keys["government"] =
            NoteSigner.NewEd25519("targets.example.gov.cn/government").VerifierKey.ToString(),
            ["published.government fault"]),
        ["database lost"] = (c => File.Delete(c.Setup.PathOf("data/evaluation.db")), ["schema.evaluation fault"]),
        ["a table was added"] = (c => Run(c, "government", "create table notes (a text)"), ["schema.government fault"]),
        ["a trigger was dropped"] = (c => Run(c, "evaluation", "drop trigger log_entry_no_delete"),
            ["schema.evaluation fault"]),
        ["a migration is missing"] = (c => Run(c, "government",
            "delete from SchemaVersions where ScriptName like '%0021%'"), ["schema.government fault"]),
        ["signed by another key"] = (c => Sign(c, "government", NoteSigner.NewEd25519("elsewhere.example/g"), c.Date),
            ["log.government fault"]),
        ["the clock is behind"] = (c => Sign(c, "evaluation", null, c.Date.AddHours(1)), ["clock fault"]),
        ["the service's clock is another"] = (c => c.Date = c.Date.AddMinutes(5), ["clock warn"]),
        ["a long journal"] = (c => Lengthen(c.Setup.PathOf("data/government.db-wal")), ["wal.government warn"]),
        ["a key that others may read"] = (
            c => SetupCase.SetMode(c.Setup.PathOf("data/keys/evaluation-log.pem"), "640"), ["modes fault"]),
        ["a folder that others may enter"] = (
            c => SetupCase.SetMode(c.Setup.PathOf("data/keys"), "755"), ["modes fault"]),
        ["a configuration that others may write"] = (c => SetupCase.SetMode(
            c.Setup.PathOf("etc/appsettings.json"), "666"), ["modes fault"]),
        ["tokens lost"] = (c => File.Delete(c.Setup.PathOf("data/access-tokens.json")), ["tokens fault"]),
        ["tokens broken"] = (c => File.WriteAllText(c.Setup.PathOf("data/access-tokens.json"), "{"), ["tokens fault"]),
        ["tokens run out"] = (c => c.Setup.Jtm.Clock.SetUtcNow(c.Date = c.Date.AddDays(340)),
            ["tokens warn", "tokens warn", "tokens warn"]),
        ["a person's access runs out"] = (c => People(c, new AccessPerson("x", "王五", "auditor", null,
            UtcText.Format(c.Date.AddDays(29)))), ["tokens warn"]),
        ["a person's access is over"] = (c => People(c, new AccessPerson("x", "王五", "auditor", null,
            UtcText.Format(c.Date))), ["tokens warn"]),
        ["a person and a token have one name and two roles"] = (c => People(c, new AccessPerson("x", "区府办", "auditor",
            null, "2099-12-31")), ["tokens fault", "tokens fault"]),
        ["the file of people is broken"] = (c =>
        {
            People(c);
            File.WriteAllText(c.Setup.PathOf("data/access-people.json"), "{");
        }, ["tokens fault"]),
        ["a file of people that others may read"] = (c =>
        {
            People(c);
            SetupCase.SetMode(c.Setup.PathOf("data/access-people.json"), "644");
        }, ["modes fault"]),
        ["no witness"] = (c => c.Configure(s => s["Evaluation"]!["Log"]!.AsObject().Remove("Witnesses")),
            ["witnesses.evaluation warn"]),
        ["a witness is behind"] = (c => c.Ready["logs"]![0]!["size"] = 7, ["witnesses.government warn"]),
        ["a witness has a fault"] = (c => c.Ready["logs"]![1]!["witnesses"]![0]!["fault"] = "unreachable",
            ["witnesses.evaluation warn"]),
        ["holidays of this year"] = (c => File.Delete(c.Setup.PathOf(
            $"holidays/{ShanghaiDate.Of(c.Date).Year}.csv")), ["holidays warn"]),
        ["open to the network"] = (c =>
        {
            c.Options = ["--server", c.Service.Address];
            c.Configure(s => s["Urls"] = "http://0.0.0.0:5080");
        }, ["tls fault"]),
        ["a certificate that runs out"] = (c => Certify(c, 20), ["tls warn"]),
        ["a certificate that has run out"] = (c => Certify(c, -1), ["tls fault"]),
        ["no certificate"] = (c =>
        {
            Certify(c, 90);
            File.Delete(c.Setup.PathOf("certificate.pem"));
        }, ["tls fault"]),
        ["https and no certificate"] = (c => Listen(c, "https://*:5443"), ["tls fault"]),
        ["the service's certificate runs out"] = (c => Show(c, 20), ["tls warn"]),
        ["the service's certificate has run out"] = (c => Show(c, 0), ["tls fault"]),
        ["the service's certificate is not valid yet"] = (c => Show(c, 90, since: 1), ["tls fault"]),
        ["the service's certificate is gone"] = (c =>
        {
            Show(c, 90);
            File.Delete(c.Setup.PathOf("certificate.pem"));
        }, ["tls fault"]),
        ["the key is of another certificate"] = (c =>
        {
            Show(c, 90);
            using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            File.WriteAllText(c.Setup.PathOf("certificate.key"), another.ExportPkcs8PrivateKeyPem());
        }, ["tls fault"]),
        ["a certificate without a key"] = (c =>
        {
            Show(c, 90);
            c.Configure(s => s["Doors"]!.AsObject().Remove("CertificateKeyFile"));
        }, ["tls fault"]),
        ["a certificate's key that others may read"] = (c =>
        {
            Show(c, 90);
            SetupCase.SetMode(c.Setup.PathOf("certificate.key"), "644");
        }, ["modes fault"]),
        ["the disk of the service is full"] = (c =>
        {
            c.Ready["status"] = "storageLow";
            c.Ready["storage"] = JsonNode.Parse("""[{ "side": "government", "freeMegabytes": 9, "isLow": true }]""");
        }, ["service fault"]),
        ["it listens where nobody can ask it"] = (c =>
        {
            Listen(c, "nowhere");
            c.Options = ["--vkey", c.Keys["government"], "--vkey", c.Keys["evaluation"]];
        }, ["service warn"]),
        ["no proxy is named"] = (c => c.Configure(s => s.AsObject().Remove("Doors")), ["tls warn"]),
        ["no name is allowed"] = (c => c.Configure(s => s.AsObject().Remove("AllowedHosts")), ["tls warn"]),
        ["only this machine reaches it"] = (c => c.Configure(s =>
        {
            s.AsObject().Remove("Doors");
            s.AsObject().Remove("AllowedHosts");
        }), ["tls warn"]),
        ["a slip in the configuration"] = (c => File.WriteAllText(c.Setup.PathOf("etc/appsettings.json"), "{,}"),
            ["configuration fault"]),
        ["a side that there is not"] = (c => c.Configure(s => s["Modules"] = "Government"), ["configuration fault"]),
        ["read-only"] = (c => c.Ready["logs"]![0]!["readOnly"] = "高水位", ["service fault"]),
        ["something else answers"] = (c => c.Ready["status"] = "busy", ["service fault"]),
        ["nothing answers"] = (c =>
        {
            c.Options = ["--server", "http://127.0.0.1:1", "--vkey", c.Keys["government"], "--vkey",
                c.Keys["evaluation"]];
        }, ["service warn"]),
        ["another version"] = (c => File.Copy(typeof(System.CommandLine.Command).Assembly.Location,
            c.Setup.PathOf("program/Jingan.TargetMgmt.Api.dll"), overwrite: true), ["version fault"]),
        ["the service runs on from before an upgrade"] = (c => Install(c, c.AppVersion = "0123456789abcdef"),
            ["version fault"]),
        ["the service is from before versions were told"] = (c => Install(c, c.AppVersion = null),
            ["version fault"]),
        ["the other side does not answer"] = (c => c.Configure(s =>
        {
            s["Modules"] = "government";
            s["Evaluation"] = new JsonObject
            {
                ["Facts"] = new JsonObject { ["Url"] = "http://127.0.0.1:1", ["TokenFile"] = "/nowhere" },
            };
        }), ["otherSide fault"]),
    };

    public static TheoryData<string> Kinds => [.. Damages.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Whatever_is_broken_is_named_and_nothing_else(string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        await using var broken = await DoctorCase.MakeAsync();
        Damages[kind].Break(broken);
        Assert.Equal(Damages[kind].Says, await broken.ComplaintsAsync());
        var isFault = Damages[kind].Says.Any(s => s.EndsWith("fault", StringComparison.Ordinal));
        var run = (await broken.RunAsync("--lang", "en")).MustBe(isFault ? 1 : 0);
        Assert.All(run.Lines.Where(l => !l.StartsWith("ok", StringComparison.Ordinal)),
            l => Assert.Contains(" -> ", l, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_of_the_version_that_is_installed_is_well()
    {
        await using var well = await DoctorCase.MakeAsync();
        Install(well, null);
        well.AppVersion = AppManifest.VersionOf(AppManifest.Of(well.Setup.PathOf("program"), "Jingan.TargetMgmt.Api"));
        Assert.Equal(16, well.AppVersion.Length);
        Assert.Empty(await well.ComplaintsAsync());
    }

    [Fact]
    public async Task What_the_key_was_compared_with_is_said()
    {
        await using var well = await DoctorCase.MakeAsync();
        Assert.Contains("ok  published.government  the running service shows this key; the key as published was not",
            (await well.RunAsync("--lang", "en")).MustBe(0).Output, StringComparison.Ordinal);
        File.WriteAllText(well.Setup.PathOf("government.vkey"), well.Keys["government"] + "\n");
        well.Options = ["--vkey", well.Setup.PathOf("government.vkey"), "--vkey", well.Keys["evaluation"]];
        var run = (await well.RunAsync("--lang", "en")).MustBe(0);
        Assert.Equal(2, run.Lines.Count(l => l.EndsWith("the key here is the published one",
            StringComparison.Ordinal)));
        File.WriteAllText(well.Setup.PathOf("government.vkey"), "nonsense");
        (await well.RunAsync()).MustBe(2);
    }

    [Fact]
    public async Task It_leaves_every_file_as_it_is_and_makes_none()
    {
        await using var made = await DoctorCase.MakeAsync();
        Run(made, "government", "pragma journal_mode = wal");
        var before = made.Setup.Contents();
        await made.RunAsync();
        Assert.Equal(before, made.Setup.Contents());
    }

    [Fact]
    public async Task Without_a_configuration_it_says_where_it_looked()
    {
        using var jtm = new Jtm();
        jtm.Environment["TARGETMGMT_CONFIG"] = jtm.PathOf("none.json");
        var run = (await jtm.RunAsync("doctor")).MustBe(1);
        Assert.Contains("none.json", Assert.Single(run.Lines), StringComparison.Ordinal);
        (await jtm.RunAsync("doctor", "--vkey", "nonsense")).MustBe(2);
    }

    private static void Run(DoctorCase made, string side, string statement)
    {
        using var connection = new SqliteConnection(
            $"Data Source={made.Setup.PathOf($"data/{side}.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own
        command.CommandText = statement;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static void Sign(DoctorCase made, string side, NoteSigner? by, DateTimeOffset at)
    {
        var origin = $"targets.example.gov.cn/{side}";
        var signer = by ?? NoteSigner.FromPem(origin, made.Setup.Read($"data/keys/{side}-log.pem"));
        var text = new Checkpoint(origin, 0, MerkleTree.EmptyRoot, []).ToText();
        var note = Convert.ToHexString(SignedNote.Create(text, signer.Sign(text)).ToBytes());
        Run(made, side, $"insert into log_checkpoint (size, root, note, at) values (0, x'{Convert.ToHexString(
            MerkleTree.EmptyRoot)}', x'{note}', '{UtcText.Format(at)}')");
    }

    private static void People(DoctorCase made, params AccessPerson[] people)
    {
        AccessPeopleFile.Write(made.Setup.PathOf("data/access-people.json"), people);
        made.Configure(s => s["Access"] = JsonNode.Parse("""{ "Oidc": { "Authority": "https://id.example/" } }"""));
    }

    /// <summary>The program comes with a web app; what the service says of its own is another matter.</summary>
    private static void Install(DoctorCase made, string? _) => File.WriteAllText(
        made.Setup.PathOf("program/Jingan.TargetMgmt.Api.staticwebassets.endpoints.json"), """
        { "Endpoints": [ { "AssetFile": "index.html",
            "EndpointProperties": [ { "Name": "integrity", "Value": "sha256-AAAA" } ] } ] }
        """);

    private static void Listen(DoctorCase made, string address)
    {
        made.Options = ["--server", made.Service.Address];
        made.Configure(s => s["Urls"] = address);
    }

    private static void Show(DoctorCase made, int days, int since = -100)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(made.Date.AddDays(since), made.Date.AddDays(days));
        var (file, keyFile) = (made.Setup.PathOf("certificate.pem"), made.Setup.PathOf("certificate.key"));
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        SetupCase.SetMode(keyFile, "640");
        Listen(made, "https://*:5443");
        made.Configure(s => s["Doors"] = new JsonObject
        {
            ["CertificateFile"] = file, ["CertificateKeyFile"] = keyFile,
        });
    }

    private static void Lengthen(string journal)
    {
        using var file = new FileStream(journal, FileMode.Create);
        file.SetLength(600L << 20); // sparse: it takes no room
        SetupCase.SetMode(journal, "600");
    }

    private static void Certify(DoctorCase made, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(made.Date.AddDays(-100), made.Date.AddDays(days));
        File.WriteAllText(made.Setup.PathOf("certificate.pem"), certificate.ExportCertificatePem());
        made.Options = ["--server", made.Service.Address];
        made.Configure(s => s["Kestrel"] = JsonNode.Parse($$"""
            { "Endpoints": { "Https": { "Url": "https://*:5443", "Certificate": {
              "Path": "{{made.Setup.PathOf("certificate.pem")}}" } } } }
            """));
    }
}
