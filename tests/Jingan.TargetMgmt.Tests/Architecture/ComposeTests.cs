using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>docker-compose.yml and what it hands out, read as text: no engine is needed. What the scripts in it do is
/// in <see cref="DeploymentSqlTests"/>.</summary>
public sealed partial class ComposeTests
{
    private static readonly ComposeFile Compose = ComposeFile.Read();
    private static readonly string[] GitIgnore = File.ReadAllLines(Path.Combine(Repository.Root, ".gitignore"));

    // A variable is looked at by name, a connection string by what is in it.
    // $(…) and $${…} are read when the container starts.
    [Fact]
    public void No_password_stands_in_the_compose_file()
    {
        var variables = Compose.OfServices("environment").ToList();
        Assert.Contains(
            variables, v => v is { Service: "targetmgmt", Value: "/run/secrets/government-service-connection" });
        Assert.All(Compose.Values, v => Assert.DoesNotMatch(PasswordText(), Harmless().Replace(v.Value, "")));
        Assert.All(Compose.Values.Where(v =>
            SecretName().IsMatch(v.Path) && v.Path.Contains("/environment/", StringComparison.Ordinal)),
            v => Assert.StartsWith("/run/secrets/", v.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Server=db;User ID=sa;Password=abc", true)]
    [InlineData("sqlcmd -U sa -P abc", true)]
    [InlineData("MSSQL_SA_PASSWORD=\"abc\"", true)]
    [InlineData("SQLCMDPASSWORD=\"$$(cat /run/secrets/sa-password)\"", false)]
    public void A_password_would_be_found(string text, bool isFound) =>
        Assert.Equal(isFound, PasswordText().IsMatch(Harmless().Replace(text, "")));

    [Fact]
    public void Every_published_port_is_on_loopback()
    {
        var ports = Compose.OfServices("ports").ToList();
        Assert.Contains(ports, p => p.Service == "targetmgmt");
        Assert.DoesNotContain(ports, p => p.Service == "sqlserver");
        Assert.All(ports, p => Assert.Matches(@"^127\.0\.0\.1:\d+:\d+$", p.Value));
        Assert.DoesNotContain(
            Compose.Values, v => v.Value == "host" && v.Path.EndsWith("/network_mode", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_secret_is_a_file_that_neither_git_nor_an_image_takes()
    {
        var files = Compose.Values.Where(v => v.Path.StartsWith("secrets/", StringComparison.Ordinal)).ToList();
        Assert.All(files, f => Assert.Matches(@"^secrets/[a-z-]+/file$", f.Path));
        Assert.All(files, f => Assert.Matches(@"^deploy/secrets/[a-z-]+\.txt$", f.Value));
        Assert.Contains("/deploy/secrets/*", GitIgnore);
        Assert.Equal(["!/deploy/secrets/README.md"], GitIgnore.Where(l => l.StartsWith('!')));
        var context = File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore"))
            .Where(l => l.Length > 0 && l[0] != '#').ToList();
        Assert.Equal("*", context[0]);
        Assert.DoesNotContain(context, l =>
            l.StartsWith("!deploy", StringComparison.Ordinal) || l.StartsWith("!data", StringComparison.Ordinal)
            || l.StartsWith("!.git", StringComparison.Ordinal) || l.StartsWith("!*", StringComparison.Ordinal));
    }

    [Fact]
    public void Secrets_that_are_made_declared_and_used_are_the_same()
    {
        var declared = Compose.Values.Where(v => v.Path.StartsWith("secrets/", StringComparison.Ordinal))
            .Select(v => v.Path.Split('/')[1]).ToHashSet();
        Assert.Equal(declared.Order(), Compose.OfServices("secrets").Select(s => s.Value).Distinct().Order());
        var script = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "make-secrets.sh"));
        var made = KeptFile().Matches(script).Select(m => m.Groups["file"].Value)
            .SelectMany(f => f.StartsWith("$side", StringComparison.Ordinal)
                ? [f.Replace("$side", "government", StringComparison.Ordinal),
                    f.Replace("$side", "evaluation", StringComparison.Ordinal)]
                : (string[])[f]);
        Assert.Equal(declared.Order(), made.Order());
    }

    // The service's container holds neither the administrator's password nor a login that may change the schema;
    // and a side's holds nothing of the other's.
    [Fact]
    public void A_service_is_given_no_secret_but_its_own_connection()
    {
        var secrets = Compose.OfServices("secrets").ToLookup(s => s.Service, s => s.Value);
        Assert.Equal(["evaluation-service-connection", "government-service-connection", "sqlserver-certificate"],
            secrets["targetmgmt"].Order());
        foreach (var (side, other) in (IEnumerable<(string, string)>)[("government", "evaluation"),
            ("evaluation", "government")])
        {
            // Of the other side: its certificate, which is public, and the token that it has issued to this one.
            string[] own =
            [
                $"{side}-service-connection", $"{side}-certificate", $"{side}-key", "sqlserver-certificate",
                $"{other}-certificate", $"{other}-facts-token",
            ];
            Assert.Equal(own.Order(), secrets[side].Order());
            Assert.Equal([$"{side}-facts-token"], secrets[$"jtm-{side}"]);
        }

        Assert.Equal(["government-migration-connection", "sqlserver-certificate"],
            secrets["migrate-government"].Order());
        Assert.Equal(["evaluation-migration-connection", "sqlserver-certificate"],
            secrets["migrate-evaluation"].Order());
        Assert.Equal(["databases", "grants", "sqlserver"], secrets.Where(s => s.Contains("sa-password"))
            .Select(s => s.Key).Order());
    }

    // Between containers too: a token goes over TLS to a certificate that is pinned,
    // and over a port that is published nowhere.
    [Fact]
    public void Sides_that_run_apart_ask_each_other_over_tls()
    {
        foreach (var (side, other) in (IEnumerable<(string, string)>)[("government", "Evaluation"),
            ("evaluation", "Government")])
        {
            var settings = Compose.Values.Where(v => v.Path.StartsWith($"services/{side}/environment/",
                StringComparison.Ordinal)).ToDictionary(v => v.Path.Split('/')[^1], v => v.Value);
            Assert.Equal((side, "https://+:5443"), (settings["Modules"], settings["Kestrel__Endpoints__Facts__Url"]));
            Assert.Contains($":-https://{other.ToLowerInvariant()}:5443}}", settings[$"{other}__Facts__Url"],
                StringComparison.Ordinal);
            Assert.Equal($"/run/secrets/{other.ToLowerInvariant()}-certificate",
                settings[$"{other}__Facts__CertificateFile"]);
        }

        Assert.DoesNotContain(Compose.OfServices("ports"), p => p.Value.Contains("5443", StringComparison.Ordinal));
    }

    [Fact]
    public void The_program_runs_without_rights_and_without_a_writable_image()
    {
        var program = Compose.Values.Where(v => v.Path.StartsWith("x-program/", StringComparison.Ordinal))
            .ToDictionary(v => v.Path["x-program/".Length..], v => v.Value);
        Assert.Equal(("true", "ALL", "no-new-privileges:true"), (program["read_only"], program["cap_drop/0"],
            program["security_opt/0"]));
        var dockerfile = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "Dockerfile"));
        Assert.Contains("\nUSER $APP_UID\n", dockerfile, StringComparison.Ordinal);
        Assert.Contains("\nHEALTHCHECK ", dockerfile, StringComparison.Ordinal);
        Assert.Contains("chiseled-extra\n", dockerfile, StringComparison.Ordinal); // with ICU
    }

    // "Trust whatever certificate comes" would make the encryption worth little;
    // the connection strings name the certificate instead.
    [Fact]
    public void No_connection_trusts_any_certificate()
    {
        var script = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "make-secrets.sh"));
        Assert.Contains("Encrypt=True;ServerCertificate=/run/secrets/sqlserver-certificate;", script,
            StringComparison.Ordinal);
        Assert.DoesNotContain("TrustServerCertificate=", script, StringComparison.OrdinalIgnoreCase);
        Assert.All(Compose.Values, v =>
            Assert.DoesNotContain("TrustServerCertificate", v.Value, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\$\$\(cat /run/secrets/[a-z-]+\)|/run/secrets/[a-z-]+|^(\./)?deploy/secrets/[a-z-]+\.txt$")]
    private static partial Regex Harmless();

    [GeneratedRegex(@"(password|pwd)\w*\s*=\s*[""']?[^\s""';]|\s-P\s", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordText();

    [GeneratedRegex(@"password|pwd|connectionstring|token", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"\bkeep (?<file>[$a-z-]+)\.txt ")]
    private static partial Regex KeptFile();
}
